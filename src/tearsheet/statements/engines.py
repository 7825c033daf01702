"""Which engine reads a text: the one that was asked for, where it knows the language."""

from collections.abc import Sequence

from tearsheet.choices import Engine
from tearsheet.statements.draft import Draft
from tearsheet.statements.engine.find import find, find_with
from tearsheet.statements.quotations import Quotation

__all__ = ["ACCURATE_LANGUAGES", "engine_for", "find_by", "unread"]

ACCURATE_LANGUAGES = frozenset({"en"})
"""Languages that the accurate engine's transformer knows."""


def engine_for(engine: Engine, language: str | None) -> Engine:
    """The engine that reads a text.

    Args:
        engine: that was asked for.
        language: BCP 47 tag of the text, or ``None`` where it is not known.
    """
    known = (language or "").partition("-")[0].lower() in ACCURATE_LANGUAGES
    return engine if known else Engine.DEFAULT


def unread(engine: Engine, language: str | None) -> str:
    """Says that an engine does not know a text's language."""
    of = f"in {language!r}" if language else "in no language that is known"
    return f"the {engine} engine reads English alone; statements of this text, {of}, are the default engine's"


def find_by(engine: Engine, text: str, language: str | None, quotations: Sequence[Quotation]) -> list[Draft]:
    """Drafts of the engine that reads the text.

    Args:
        engine: that was asked for.
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag, or ``None`` where it is not known.
        quotations: of the text.

    Raises:
        ModuleNotFoundError: what the engine needs is not installed.
    """
    # ONNX Runtime and the weights are loaded for those alone who ask for them.
    if engine_for(engine, language) is Engine.ACCURATE:
        from tearsheet.statements.accurate.weights import accurate_tagger

        tagger = accurate_tagger()
        return find_with(tagger, text, language, quotations, tagger.bounds)
    return find(text, language, quotations)
