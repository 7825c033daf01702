"""Statements annotated in brat standoff: who said what, as spans over a text.

Format: https://brat.nlplab.org/standoff.html; the scheme (Source, Cue, Content, Attribution) is PolNeAR's,
https://github.com/networkdynamics/PolNeAR.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import BenchmarkError

__all__ = ["Attribution", "Document", "Spans", "parse_attributions", "read_documents"]

Spans = tuple[tuple[int, int], ...]
"""Pieces of one annotation as (start, end) in code points, in text order; ``()`` when there is none."""

_SPAN = re.compile(r"(\w[\w-]*) (\d+ \d+(?:;\d+ \d+)*)\Z")
_ARGUMENT = re.compile(r"(Content|Cue|Source)\d*\Z")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement: what was said, who said it, and the words that say so.

    Attributes:
        content: what was said.
        source: who said it.
        cue: the words that tie the two.
        type: ``"Direct"``, ``"Indirect"``, ``"Mixed"``, ..., where the annotation tells.
        doubtful: whether the annotator was not sure; such a statement is neither wanted nor wrong.
        nested: whether it stands inside another one.
    """

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    type: str | None = None
    doubtful: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its statements."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def parse_attributions(annotations: str, where: str = "annotations") -> tuple[Attribution, ...]:
    """The statements of one ``.ann`` file, in its order; those without any content are left out.

    Arguments that an event has several of (``Content``, ``Content2``) are one annotation in pieces. Text-bound
    annotations whose text breaks over lines leave lines of no kind, which are passed over.

    Raises:
        BenchmarkError: an event names an annotation that is not there.
    """
    spans: dict[str, Spans] = {}
    events: dict[str, dict[str, str]] = {}
    traits: dict[str, dict[str, str]] = {}
    for line in annotations.split("\n"):
        name, _, rest = line.rstrip("\r").partition("\t")
        if name[:1] == "T" and name[1:].isdecimal():
            match = _SPAN.match(rest.split("\t")[0])
            if match is None:
                raise BenchmarkError(f"{where}: {name} has no span")
            spans[name] = _pieces(match[2])
        elif name[:1] == "E" and name[1:].isdecimal() and rest.startswith("Attribution"):
            arguments = (part.partition(":") for part in rest.split()[1:])
            events[name] = {role: target for role, _, target in arguments}
        elif name[:1] == "A" and name[1:].isdecimal():
            trait, target, *value = rest.split()
            traits.setdefault(target, {})[trait] = value[0] if value else ""
    found = []
    for name, event in events.items():
        parts: dict[str, Spans] = {"Content": (), "Cue": (), "Source": ()}
        for role, target in event.items():
            if (match := _ARGUMENT.match(role)) is None:
                continue
            if target not in spans:
                raise BenchmarkError(f"{where}: {name} names {target}, which is not there")
            parts[match[1]] = tuple(sorted({*parts[match[1]], *spans[target]}))
        trait_of = traits.get(name, {})
        if parts["Content"]:
            found.append(
                Attribution(
                    content=parts["Content"],
                    source=parts["Source"],
                    cue=parts["Cue"],
                    type=trait_of.get("Type"),
                    doubtful="Doubtful" in trait_of,
                    nested="Nested" in trait_of,
                )
            )
    return tuple(found)


def _pieces(text: str) -> Spans:
    pairs = (piece.split() for piece in text.split(";"))
    return tuple(sorted((int(start), int(end)) for start, end in pairs))


def read_documents(path: Path) -> tuple[Document, ...]:
    """Every ``.ann`` of a folder with the ``.txt`` beside it, by name.

    Raises:
        BenchmarkError: the folder holds none, a text is missing, or an annotation cannot be read.
    """
    if not path.is_dir():
        raise BenchmarkError(f"{path}: no such folder")
    documents = []
    for file in sorted(path.glob("*.ann")):
        text_file = file.with_suffix(".txt")
        try:
            # Offsets count code points of the file as it is: newlines must not be translated.
            text = text_file.read_bytes().decode("utf-8")
            annotations = file.read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise BenchmarkError(f"{text_file}: is missing") from None
        except (OSError, UnicodeDecodeError) as error:
            raise BenchmarkError(f"{file}: cannot be read: {error}") from None
        documents.append(Document(file.stem, text, parse_attributions(annotations, str(file))))
    if not documents:
        raise BenchmarkError(f"{path}: holds no .ann file")
    return tuple(documents)
