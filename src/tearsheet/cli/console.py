"""Standard output and standard error: always UTF-8, never a control sequence out of a captured page."""

import os
import re
import sys
from typing import TextIO

__all__ = ["counted", "discard", "printable", "say", "speak_utf8"]

# C0 and C1 controls but tab and line feed, and surrogates on their own, which UTF-8 cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with U+FFFD for what a terminal would obey instead of show."""
    return _UNPRINTABLE.sub("\ufffd", text)


def speak_utf8() -> None:
    """Write UTF-8 and plain line feeds whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def counted(number: int, noun: str) -> str:
    """A number and what it counts, as in "1 capture" and "2,000 captures".

    Args:
        number: how many.
        noun: of one of them.
    """
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def say(message: str) -> None:
    """Tell the person something, on standard error and on a line of its own."""
    line = " ".join(printable(message).split())
    print(f"tearsheet: {line}", file=sys.stderr, flush=True)


def discard(stream: TextIO) -> None:
    """Send what is still to be written to ``stream`` nowhere: its reader has gone.

    Without it the interpreter flushes into the closed pipe when it exits, and complains.
    """
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # a stream that is no file has nobody to complain to
        return
