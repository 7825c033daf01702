"""The command ``statements``: who said what, against texts annotated in brat standoff, by language and type.

Each folder holds ``NAME.txt`` with ``NAME.ann`` beside it (`benchmarks.brat`). textacy, where it is installed, is run
as its documentation shows it: https://textacy.readthedocs.io (direct quotations over a spaCy pipeline); in a text that
it refuses to read it finds nothing.
"""

import importlib
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.brat import Attribution, Document, Spans, read_documents
from benchmarks.errors import BenchmarkError
from benchmarks.metrics import StatementCounts, span_overlap, statement_counts
from benchmarks.options import Json, Limit, console_for, progress, write_json

__all__ = ["Found", "StatementSystem", "judge_statements", "statements"]

_LANGUAGES = re.compile(r"[a-z]{2}")
_SPACY = {
    "en": "en_core_web_sm",
    "fr": "fr_core_news_sm",
    "de": "de_core_news_sm",
    "es": "es_core_news_sm",
    "it": "it_core_news_sm",
    "pt": "pt_core_news_sm",
}
_MARKS = "\"'“”„«»‹›‘’「」『』"
_LENGTHS = (150, 300, 600, 1200, 2400)
"""Words up to which a text counts as of one length, for speed."""

Extractor = Callable[[str, str], list[Attribution]]

StatementFolders = Annotated[
    list[Path], typer.Argument(metavar="FOLDER...", help="Folders with NAME.txt and NAME.ann, brat standoff.")
]


@dataclass(frozen=True, slots=True)
class StatementSystem:
    """Something that finds statements.

    Attributes:
        name: what the tables call it.
        extract: from a text and its language.
    """

    name: str
    extract: Extractor


@dataclass(slots=True)
class Found:
    """What a system found in a folder.

    Attributes:
        counts: right, wrong and missed.
        types: for each type of statement how many there are, how many contents were found at a Jaccard index of 0.3
            or more, and how many at 0.8 or more.
        seconds: of all texts.
        words: of all texts.
        by_length: for texts of up to so many words, words and seconds.
    """

    counts: StatementCounts
    types: dict[str, list[int]]
    seconds: float
    words: int
    by_length: dict[int, list[float]]


def judge_statements(
    system: StatementSystem, documents: Sequence[Document], language: str, done: Callable[[], None]
) -> Found:
    """Run a system over the texts of a folder and compare."""
    found = Found(StatementCounts(), {}, 0.0, 0, {})
    for document in documents[:3]:
        system.extract(document.text, language)
    for document in documents:
        begun = time.perf_counter()
        given = system.extract(document.text, language)
        seconds = time.perf_counter() - begun
        words = len(document.text.split())
        found.counts += statement_counts(document.text, document.attributions, given)
        for attribution in document.attributions:
            if attribution.doubtful:
                continue
            tally = found.types.setdefault(_type(document.text, attribution), [0, 0, 0])
            best = max((span_overlap(document.text, attribution.content, each.content) for each in given), default=0.0)
            tally[0] += 1
            tally[1] += best >= 0.3
            tally[2] += best >= 0.8
        found.seconds += seconds
        found.words += words
        length = next((most for most in _LENGTHS if words <= most), 0)
        sums = found.by_length.setdefault(length, [0.0, 0.0])
        sums[0] += words
        sums[1] += seconds
        done()
    return found


def _type(text: str, attribution: Attribution) -> str:
    """The annotated type, or one told from the quotation marks."""
    if attribution.type is not None:
        return attribution.type
    words = " ".join(text[start:end] for start, end in attribution.content).strip(" .,;:!?\n")
    if len(words) > 2 and words[0] in _MARKS and words[-1] in _MARKS:
        return "Direct"
    return "Mixed" if any(mark in words for mark in '"“”«»„') else "Indirect"


def statements(
    folders: StatementFolders,
    against: Annotated[
        str, typer.Option(metavar="NAME,...", help="Peers: textacy; left out where it or its pipeline is missing.")
    ] = "",
    engine: Annotated[str, typer.Option(metavar="NAME", help="Another engine beside the default: accurate.")] = "",
    language: Annotated[
        str, typer.Option(metavar="CODE", help="Of all texts; from the folder's path without this, such as fr/dev.")
    ] = "",
    limit: Limit = None,
    output: Json = None,
) -> None:
    """Statements with their sources and cues: linked, tokens, spans, by type, and seconds per 1,000 words."""
    console = console_for(output)
    systems = [_tearsheet(), *([_tearsheet(engine)] if engine else [])]
    peers = [_peer(name.strip()) for name in against.split(",") if name.strip()]
    reports = []
    for path in folders:
        documents = read_documents(path)
        if limit is not None and limit < len(documents):
            documents = documents[:: -(-len(documents) // limit)]
        code = language or _language(path)
        able = [*systems, *_able(peers, code, console)]
        with progress(str(path), len(documents) * len(able)) as done:
            results = {system.name: judge_statements(system, documents, code, done) for system in able}
        _print(console, f"{path}: {len(documents)} texts, {code or 'language not told'}", results)
        reports.append(
            {
                "folder": str(path),
                "language": code,
                "texts": len(documents),
                "systems": {name: _values(found) for name, found in results.items()},
            }
        )
    write_json(output, folders=reports)


def _language(path: Path) -> str:
    parts = [part for part in path.resolve().parts if _LANGUAGES.fullmatch(part)]
    return parts[-1] if parts else ""


def _able(peers: Iterable[StatementSystem], language: str, console: Console) -> list[StatementSystem]:
    """The peers that can read the language here; why the others cannot is told."""
    able = []
    for peer in peers:
        try:
            peer.extract("", language)
        except BenchmarkError as error:
            console.print(f"{peer.name} left out: {error}", markup=False)
        else:
            able.append(peer)
    return able


def _tearsheet(engine: str = "default") -> StatementSystem:
    library: Any = importlib.import_module("tearsheet")

    def extract(text: str, language: str) -> list[Attribution]:
        return [
            Attribution(_pairs(statement.content), _pairs(statement.source), _pairs(statement.cue))
            for statement in library.statements(text, language or None, engine=engine)
        ]

    return StatementSystem("tearsheet" if engine == "default" else engine, extract)


def _pairs(spans: Iterable[Any]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _peer(name: str) -> StatementSystem:
    if name != "textacy":
        raise BenchmarkError(f"no peer is called {name!r}; there is textacy")
    pipelines: dict[str, Any] = {}

    def extract(text: str, language: str) -> list[Attribution]:
        try:
            quotes: Any = importlib.import_module("textacy.extract.triples")
            spacy: Any = importlib.import_module("spacy")
        except ImportError as error:
            raise BenchmarkError(f"textacy is not installed: {error}") from None
        if language not in pipelines:
            try:
                pipelines[language] = spacy.load(_SPACY.get(language, language))
            except OSError as error:
                raise BenchmarkError(f"spaCy has no pipeline for {language!r} here: {error}") from None
        parsed = pipelines[language](text)
        try:
            quoted = list(quotes.direct_quotations(parsed))
        except ValueError:
            # It reads no text that has an odd number of quotation marks.
            return []
        found = []
        for quote in quoted:
            cue, speaker, content = (_bounds(part) for part in (quote.cue, quote.speaker, quote.content))
            found.append(Attribution(content, speaker, cue))
        return found

    return StatementSystem("textacy", extract)


def _bounds(tokens: Any) -> Spans:
    """From the first to the last of spaCy's tokens."""
    members = list(tokens)
    if not members:
        return ()
    return ((members[0].idx, members[-1].idx + len(members[-1])),)


def _print(console: Console, title: str, results: dict[str, Found]) -> None:
    table = Table(title=title, title_justify="left")
    for name in (
        "",
        "P",
        "R",
        "linked .8",
        "linked .3",
        "content",
        "source",
        "cue",
        "spans c / s / q",
        "s / 1,000 words",
    ):
        table.add_column(name, justify="right" if name else "left")
    for name, found in results.items():
        counts = found.counts
        exact = " / ".join(
            f"{each.score.f1:.3f}" for each in (counts.content_spans, counts.source_spans, counts.cue_spans)
        )
        table.add_row(
            name,
            f"{counts.linked.score.precision:.3f}",
            f"{counts.linked.score.recall:.3f}",
            f"{counts.linked.score.f1:.3f}",
            f"{counts.loosely_linked.score.f1:.3f}",
            *(f"{each.score.f1:.3f}" for each in (counts.content_tokens, counts.source_tokens, counts.cue_tokens)),
            exact,
            f"{1000 * found.seconds / max(found.words, 1):.4f}",
        )
    console.print(table)
    for name, found in results.items():
        types = ", ".join(
            f"{each} {loose / count:.3f} / {close / count:.3f} of {count}"
            for each, (count, loose, close) in sorted(found.types.items())
        )
        console.print(f"{name}: contents found at .3 / .8: {types}", markup=False)
        lengths = ", ".join(
            f"{'to ' + str(most) if most else 'longer'} {1000 * seconds / max(words, 1):.4f}"
            for most, (words, seconds) in sorted(found.by_length.items(), key=lambda item: item[0] or 1 << 30)
        )
        console.print(f"{name}: seconds per 1,000 words in texts of so many words: {lengths}", markup=False)


def _values(found: Found) -> dict[str, Any]:
    return {
        "counts": {each.name: asdict(getattr(found.counts, each.name)) for each in fields(StatementCounts)},
        "linked": asdict(found.counts.linked.score),
        "types": found.types,
        "seconds": found.seconds,
        "words": found.words,
        "by_length": {str(most or "longer"): sums for most, sums in found.by_length.items()},
    }
