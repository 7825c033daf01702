"""What a cue tells of a speaker, and whether it says that something was not said."""

import pytest

from tearsheet import Attitude, Form
from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.attitudes import attitude_of, is_negated
from tearsheet.statements.reading.content import clean_content, form_of
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span


def made(text: str, source: str, cue: str, content: str, language: str) -> tuple[Wording, Draft]:
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (content, source, cue)]
    wording = Wording.of(text, language, find_quotations(text))
    return wording, Draft(spans[0], spans[1], spans[2], 1.0)


@pytest.mark.parametrize(
    ("language", "source", "cue", "content", "attitude"),
    [
        ("en", "Ana Roth", "said", "that it opens", Attitude.SPEECH),
        ("en", "Ana Roth", "believes", "that it opens", Attitude.THOUGHT),
        ("en", "Ana Roth", "plans", "to open it", Attitude.PLAN),
        ("en", "Ana Roth", "declined", "to say when", Attitude.SPEECH),
        ("fr", "Ana Roth", "affirme", "que le pont ouvre", Attitude.SPEECH),
        ("fr", "Ana Roth", "craint", "que le pont tombe", Attitude.THOUGHT),
        ("fr", "Ana Roth", "envisage", "d'ouvrir le pont", Attitude.PLAN),
        ("de", "Ana Roth", "sagte", "dass sie öffnet", Attitude.SPEECH),
        ("de", "Ana Roth", "hofft", "dass sie öffnet", Attitude.THOUGHT),
    ],
)
def test_attitudes(language: str, source: str, cue: str, content: str, attitude: Attitude) -> None:
    wording, draft = made(f"{source} {cue} {content}.", source, cue, content, language)
    assert attitude_of(wording, draft, Form.INDIRECT) is attitude


def test_what_stands_between_marks_was_said_whatever_the_verb() -> None:
    wording, draft = made("Ana Roth believes: “It opens.”", "Ana Roth", "believes", "“It opens.”", "en")
    assert attitude_of(wording, draft, Form.DIRECT) is Attitude.SPEECH


@pytest.mark.parametrize(
    ("language", "text", "cue", "negated"),
    [
        ("en", "She declined to say when.", "declined", True),
        ("en", "She did not say when.", "say", True),
        ("en", "She didn't say when.", "didn't say", True),
        ("en", "She said when.", "said", False),
        ("en", "She did not hesitate to say when.", "say", False),
        ("fr", "Elle n'a pas dit quand.", "a pas dit", True),
        ("fr", "Elle refuse de dire quand.", "refuse", True),
        ("fr", "Elle n'a pas exclu de venir quand.", "n'a pas exclu", False),
        ("fr", "Elle a dit quand.", "a dit", False),
        ("de", "Sie sagte nicht, quand.", "sagte nicht", True),
    ],
)
def test_refusals_and_negations(language: str, text: str, cue: str, negated: bool) -> None:
    content = "quand" if "quand" in text else "when"
    source = text.split()[0]
    assert is_negated(*made(text, source, cue, content, language)) is negated


@pytest.mark.parametrize(
    ("content", "form"),
    [("“It opens.”", Form.DIRECT), ("that it “opens” soon", Form.MIXED), ("that it opens", Form.INDIRECT)],
)
def test_forms(content: str, form: Form) -> None:
    wording, draft = made(f"Ana said {content}", "Ana", "said", content, "en")
    quotations = [each for each in wording.quotations if not each.depth]
    assert form_of(wording.text, draft.content, draft.cue, quotations) is form


def test_reported_speech_inside_a_quotation_is_not_direct() -> None:
    wording, draft = made("“Ana said that it opens,” Bo told us.", "Ana", "said", "that it opens", "en")
    assert form_of(wording.text, draft.content, draft.cue, wording.quotations) is Form.INDIRECT


def test_clean_text_joins_pieces_where_the_reporter_parted_them() -> None:
    text = "« On attend », dit-elle, « et on part. »"
    quotations = find_quotations(text)
    pieces = tuple(quotation.outer for quotation in quotations)
    assert clean_content(text, pieces, quotations) == "On attend et on part."
