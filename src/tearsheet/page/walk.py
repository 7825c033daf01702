"""The pass over a document's tree.

The compiled `tearsheet.pageloops` does the same where it was built.
"""

from collections.abc import Callable
from typing import Any

from tearsheet.page.images import Attributes
from tearsheet.page.noting import KINDS, NOTED, WATCHED_TAGS, Kinds, Noted, noted_class
from tearsheet.page.reader import Reader
from tearsheet.page.runs import Leave

__all__ = ["CHECK_EVERY", "TooDeepError", "cut_short", "leave_both", "walk"]

# An attribute of a class would be looked up at every element.
_INLINE, _CUSTOM, _CODE, _LEFT_OUT = Kinds.INLINE, Kinds.CUSTOM, Kinds.CODE, Kinds.LEFT_OUT
_WATCH = Noted.WATCH

CHECK_EVERY = 2048
"""Nodes between two looks at what the document has cost so far."""


class TooDeepError(Exception):
    """Elements are nested deeper than the limit."""


def cut_short(nodes: int) -> str:
    """What is said of a document of which no more than so many nodes are read."""
    return f"only the first {nodes} nodes of the page are read"


def walk(reader: Reader, root: Any, deepest: int) -> None:
    """Visit every node once, in document order, without recursion.

    Args:
        reader: what to fill.
        root: of the tree.
        deepest: levels from which on `TooDeepError` is raised; -1 for none.
    """
    stack: list[tuple[Any, int, int, Leave | None]] = []
    add_text, note, pass_over, open_ = reader.add_text, reader.note, reader.pass_over, reader.open
    kind_of, instructed, add = KINDS.get, reader.elements.instructed, reader.elements.add
    node = root
    parent = -1
    nth = 0
    visited = 0
    while True:
        if node is None:
            if not stack:
                break
            node, nth, parent, leave = stack.pop()
            if leave is not None:
                leave[0](leave[1])
            node = node.next
            continue
        visited += 1
        if not visited % CHECK_EVERY:
            reader.deadline.check()
            if visited > reader.limits.nodes:
                reader.warnings.append(cut_short(reader.limits.nodes))
                while stack:
                    *_, leave = stack.pop()
                    if leave is not None:
                        leave[0](leave[1])
                break
        tag = node.tag
        if tag == "-text":
            text = node.text_content
            if text and text.isspace():
                # Most texts are but the white space between elements.
                reader.space = True
            else:
                add_text(text, node)
            node = node.next
            continue
        kind = kind_of(tag)
        if kind is None:
            if tag is None:
                instructed.add(parent)
            if tag is None or tag[0] in "-!":
                node = node.next
                continue
            kind = _CUSTOM if "-" in tag else _INLINE
        nth += 1
        # What an element says of itself, before it is opened.
        attributes: Attributes = node.attributes
        names = ""
        noted = _WATCH if tag in WATCHED_TAGS else 0
        if attributes:
            noted |= NOTED[tuple(attributes)]
            if classes := attributes.get("class"):
                names = classes
                noted |= noted_class(classes)
            if identity := attributes.get("id"):
                names = f"{names} {identity}"
            if kind == _CUSTOM:
                noted |= _WATCH
        index = add(tag, parent, nth, names)
        finish = note(tag, attributes, index, noted, kind) if noted else None
        if kind >= _LEFT_OUT:
            pass_over(node, tag, attributes, index, kind)
            node = node.next
            continue
        if kind == _CUSTOM and attributes:
            reader.unshown(tag, attributes, index)
        leave = open_(node, tag, kind, attributes, index)
        if finish is not None:
            leave = (leave_both, (finish, leave))
        if kind < _CODE:
            child = node.first_child
            if child is not None:
                stack.append((node, nth, parent, leave))
                if len(stack) == deepest:
                    raise TooDeepError
                node, parent, nth = child, index, 0
                continue
        if leave is not None:
            leave[0](leave[1])
        node = node.next
    reader.flush()


def leave_both(both: tuple[Callable[[], None], Leave | None]) -> None:
    """Two things to do when an element is left."""
    finish, leave = both
    finish()
    if leave is not None:
        leave[0](leave[1])
