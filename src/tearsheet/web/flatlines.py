"""A flat capture as markup: its text as it stands, with every Block marked."""

from collections.abc import Sequence

from tearsheet.web.marking import Marking, attributes_of, quoted

__all__ = ["marked_lines"]


def marked_lines(text: str, markings: Sequence[Marking]) -> str:
    """The whole text, its line breaks kept, what is no part of any Block included.

    Args:
        text: the capture as decoded.
        markings: its Blocks; where two overlap, the one that begins first has what they share.
    """
    out: list[str] = ['<div class="lines" dir="auto">']
    done = 0
    role = ""
    for marking in sorted(markings, key=lambda one: (one.start or 0, one.number)):
        if marking.start is None or marking.end is None:
            continue
        start, end = max(marking.start, done), min(marking.end, len(text))
        if start >= end:
            continue
        out.append(quoted(text[done:start]))
        mark = attributes_of(marking, first=True, labelled=marking.role != role)
        out.append(f"<span{mark}>{quoted(text[start:end])}</span>")
        done, role = end, marking.role
    out.append(quoted(text[done:]))
    out.append("</div>")
    return "".join(out)
