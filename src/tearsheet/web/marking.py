"""How a Block is marked in the capture that it stands in, so that it can be pointed at and lit up."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tearsheet.formats.inline import printable

__all__ = ["Marking", "attributes_of", "quoted"]


@dataclass(frozen=True, slots=True)
class Marking:
    """A Block to be marked.

    Attributes:
        number: what the Block is called on the page.
        text: its text.
        selector: CSS selector of its element, in an HTML capture.
        start: its first character, in a flat capture.
        end: the character after its last one, in a flat capture.
        kind: what became of it: ``"kept"``, ``"field"`` or ``"out"``.
        role: what it is for.
        label: its role in the reader's language.
    """

    number: int
    text: str
    selector: str | None
    start: int | None
    end: int | None
    kind: str
    role: str
    label: str


def quoted(text: str) -> str:
    """Text that may stand between tags and in a quoted attribute."""
    return escape(printable(text), quote=True)


def attributes_of(marking: Marking, *, first: bool, labelled: bool) -> str:
    """The attributes of an element that a Block, or a part of it, stands in.

    Args:
        marking: of the Block.
        first: whether it is the Block's first element, which has its address.
        labelled: whether it shows the role's name.
    """
    pairs: Iterable[tuple[str, str]] = (
        *((("id", f"b{marking.number}"),) if first else ()),
        ("class", f"b {marking.kind}"),
        ("data-block", str(marking.number)),
        ("data-role", marking.role),
        *((("data-label", marking.label),) if labelled else ()),
    )
    return "".join(f' {name}="{quoted(value)}"' for name, value in pairs)
