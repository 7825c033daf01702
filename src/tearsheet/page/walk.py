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
    add_text, kind_of, instructed = reader.add_text, KINDS.get, reader.elements.instructed
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
            kind = Kinds.CUSTOM if "-" in tag else Kinds.INLINE
        nth += 1
        index, leave = _enter(reader, node, tag, kind, parent, nth)
        if kind < Kinds.CODE:
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


def _enter(reader: Reader, node: Any, tag: str, kind: int, parent: int, nth: int) -> tuple[int, Leave | None]:
    """Open an element.

    Returns:
        Its index, and what is to be done when it is left.
    """
    attributes: Attributes = node.attributes
    names = ""
    noted = Noted.WATCH if tag in WATCHED_TAGS else 0
    if attributes:
        noted |= NOTED[tuple(attributes)]
        classes = attributes.get("class")
        if classes:
            names = classes
            noted |= noted_class(classes)
        identity = attributes.get("id")
        if identity:
            names = f"{names} {identity}"
        if kind == Kinds.CUSTOM:
            noted |= Noted.WATCH
    index = reader.elements.add(tag, parent, nth, names)
    finish = reader.note(tag, attributes, index, noted, kind) if noted else None
    if kind >= Kinds.LEFT_OUT:
        reader.pass_over(node, tag, attributes, index, kind)
        return index, None
    if kind == Kinds.CUSTOM and attributes:
        reader.unshown(tag, attributes, index)
    leave = reader.open(node, tag, kind, attributes, index)
    return index, leave if finish is None else (leave_both, (finish, leave))


def leave_both(both: tuple[Callable[[], None], Leave | None]) -> None:
    """Two things to do when an element is left."""
    finish, leave = both
    finish()
    if leave is not None:
        leave[0](leave[1])
