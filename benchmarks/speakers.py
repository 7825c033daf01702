"""The command ``speakers``: whether short sources, pronouns and descriptions are resolved to who they are.

FOLDER holds ``NAME.txt`` with ``NAME.ann`` beside it (`benchmarks.brat`), whose statements are given, so that nothing
is judged but the resolution. LABELS has an object a line for each source that a person has looked at::

    {"text": "NAME", "start": 120, "end": 122, "names": ["anna roth", "mayor of bern"], "kind": "pronoun"}

``start`` and ``end`` are offsets of the source in the text; ``names`` what it may be resolved to, small letters;
``kind`` is any word to count by, and may be missing. A name is right that has all words of one of these, and few
others.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.brat import Document, Spans, read_documents
from benchmarks.errors import BenchmarkError
from benchmarks.options import Json, console_for, write_json
from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.speakers import resolve_speakers
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["Label", "is_right", "read_labels", "resolved", "speakers"]

_MORE = 6
"""Words that a name may have beside those that it must have."""

StatementFolder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Folder with NAME.txt and NAME.ann, brat standoff.")
]
Labels = Annotated[Path, typer.Argument(metavar="LABELS", help="Sources and who they are, a JSON object a line.")]


@dataclass(frozen=True, slots=True)
class Label:
    """A source that a person has looked at.

    Attributes:
        text: name of the text.
        span: where the source stands.
        names: what it may be resolved to; empty for nobody.
        kind: what it is counted by.
    """

    text: str
    span: Span
    names: tuple[str, ...]
    kind: str = ""


def read_labels(path: Path) -> list[Label]:
    """Read a file of labels.

    Raises:
        BenchmarkError: it cannot be read, or a line is no label.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BenchmarkError(f"{path}: cannot be read: {error.strerror}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            span = Span(int(told["start"]), int(told["end"]))
            names = tuple(map(str, told["names"]))
            found.append(Label(str(told["text"]), span, names, str(told.get("kind", ""))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BenchmarkError(f"{path}: line {number} is no label: {error!r}") from None
    return found


def resolved(document: Document, language: str) -> dict[Span, str]:
    """Who each source of a text is resolved to: ``""`` for nobody."""
    drafts = [
        Draft(_spans(each.content), _spans(each.source), _spans(each.cue), 1.0)
        for each in document.attributions
        if each.content
    ]
    drafts.sort(key=lambda draft: (draft.content[0].start, -draft.content[-1].end))
    wording = Wording.of(document.text, language, find_quotations(document.text))
    found: dict[Span, str] = {}
    for draft, mention in zip(drafts, resolve_speakers(wording, drafts), strict=True):
        if len(draft.source) == 1:
            found.setdefault(draft.source[0], mention.name if mention is not None else "")
    return found


def _spans(pairs: Spans) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def is_right(name: str, names: Sequence[str]) -> bool:
    """Whether a name has all words of one of those wanted, and few others; nobody is right where none is wanted."""
    words = re.findall(r"\w+", name.lower())
    if not names:
        return not words
    return any(
        set(wanted.split()) <= set(words) and len(words) <= len(wanted.split()) + _MORE
        for wanted in map(str.lower, names)
    )


def speakers(
    folder: StatementFolder,
    labels: Labels,
    language: Annotated[str, typer.Option(metavar="CODE", help="Of all texts.")],
    output: Json = None,
) -> None:
    """Sources resolved to the right name or description, by kind, and each that is not."""
    console = console_for(output)
    wanted = read_labels(labels)
    names = {label.text for label in wanted}
    found = {each.name: resolved(each, language) for each in read_documents(folder) if each.name in names}
    counts: dict[str, list[int]] = {}
    for label in wanted:
        if label.span not in found.get(label.text, {}):
            raise BenchmarkError(f"{labels}: {label.text} has no statement whose source is at {label.span}")
        name = found[label.text][label.span]
        right = is_right(name, label.names)
        tally = counts.setdefault(label.kind or "all kinds", [0, 0])
        tally[0] += right
        tally[1] += 1
        if not right:
            console.print(f"{label.text} {label.span.start}: {name or 'nobody'}, not {' or '.join(label.names)}")
    for kind, tally in sorted(counts.items()):
        console.print(f"{kind}: {tally[0]} of {tally[1]}")
    console.print(f"together: {_sum(counts.values(), 0)} of {_sum(counts.values(), 1)}")
    write_json(output, folder=str(folder), language=language, kinds=counts)


def _sum(tallies: Iterable[Sequence[int]], column: int) -> int:
    return sum(tally[column] for tally in tallies)
