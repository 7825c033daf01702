"""What terminal browsers print in place of buttons, fields, boxes and images: ``(BUTTON)``, ``____``, ``[IMG]``.

They say nothing themselves; what stands beside them may be the label of a button.
"""

import re

from tearsheet.page.textsigns import TERMINAL, holds

__all__ = ["has_terminal_marks", "holds_control", "without_terminal_marks"]

_FILE = r"\[[^\[\]\s/\\]{1,120}\.(?:png|jpe?g|gif|svg|webp|ico)\]"
_BRACKETED = re.compile(rf"\[(?: \]|(?:INLINE|IMG|IMAGE|EMBED|LINK)\]|USEMAP)|{_FILE}")
_CONTROL = r"\(BUTTON\)|_{4,}|\[ \]|\( \)|(?<!\S)(?:\(\*\)|\[[xX]\])(?!\S)"
_MARK = re.compile(
    rf"{_CONTROL}|\[(?:INLINE|IMG|IMAGE|EMBED|LINK)\]|\[USEMAP[^\[\]\n]{{0,200}}\]|\AIFRAME: \S*"
    rf"|{_FILE}",
    re.IGNORECASE,
)
_HOLDS_CONTROL = re.compile(_CONTROL)


def has_terminal_marks(text: str) -> bool:
    """Whether a capture holds any."""
    return holds(text, TERMINAL) or ("[" in text and _BRACKETED.search(text) is not None)


def without_terminal_marks(line: str) -> str:
    """A line without them; empty where it holds nothing else."""
    return " ".join(_MARK.sub(" ", line).split()) if _MARK.search(line) else line


def holds_control(line: str) -> bool:
    """Whether a line of the capture shows a button, a field or a box to tick."""
    return _HOLDS_CONTROL.search(line) is not None
