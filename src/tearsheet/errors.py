"""Everything Tearsheet raises on purpose.

::

    TearsheetError
     ├── CaptureError        a capture cannot be had: missing file, refused address, broken record
     ├── MediaError          a capture is no page: an image, a PDF, compressed or unknown binary
     ├── LimitError          a limit that the caller set, or the default, was reached
     ├── WorkerError         a worker process died of a capture
     └── ArchiveError        an archive cannot be opened, read or written

Each names its input (``source``) and says why (``reason``); ``str()`` of it is one line for a person.
"""

from collections.abc import Mapping

__all__ = ["ArchiveError", "CaptureError", "LimitError", "MediaError", "TearsheetError", "WorkerError", "describe"]


class TearsheetError(Exception):
    """What went wrong with one input.

    Attributes:
        source: what the input is called: a path, an address, a place in a WARC file, ``"capture"`` when it has no name.
        reason: why it failed, one sentence without a full stop.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class CaptureError(TearsheetError):
    """A capture cannot be had: the file is missing, the address refuses, the record is broken."""


class MediaError(TearsheetError):
    """A capture is no page and no text: an image, a PDF, an archive, binary data."""


class LimitError(TearsheetError):
    """A limit was reached; the reason says which one and what it is set to."""


class WorkerError(TearsheetError):
    """The process that had the capture died of it; the reason says how. Others are not touched by it."""


class ArchiveError(TearsheetError):
    """An archive cannot be opened, read or written; the reason says why. What it held is unharmed."""


_KINDS: Mapping[type[TearsheetError], str] = {
    CaptureError: "capture",
    MediaError: "media",
    LimitError: "limit",
    WorkerError: "crash",
}


def describe(error: Exception) -> tuple[str, str]:
    """Why a capture gave no article, for a list of failures.

    Args:
        error: what was raised.

    Returns:
        The kind: ``"capture"``, ``"media"``, ``"limit"``, ``"crash"`` (its process died) or ``"internal"`` (our
        mistake); and the reason, one sentence without a full stop.
    """
    if isinstance(error, TearsheetError):
        return next((name for type_, name in _KINDS.items() if isinstance(error, type_)), "capture"), error.reason
    if isinstance(error, MemoryError):
        return "limit", "not enough memory"
    return "internal", f"{type(error).__name__}: {error}".rstrip(": ")
