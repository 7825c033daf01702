"""A capture: what was saved, from where, and when.

Nothing alters a Capture: all that is found in it later points back into it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

__all__ = ["Capture", "captured_instant"]


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes or text as saved, with what is known of where they come from.

    Attributes:
        content: the capture itself, never altered. ``bytes`` are decoded as a browser would, ``str`` is taken as it is.
        url: the address it was captured from.
        captured: when it was captured. No instant found in the page is later than this.
        media: the media type that the transport or the caller states, such as ``"text/html"`` or ``"text/plain"``,
            without parameters; ``None`` lets the content speak for itself.
        charset: the character set that the transport states (the HTTP ``charset`` parameter).
        name: what to call it in messages; the address, or ``"capture"``, when there is no better name.
        fields: the record it stood in, where one file holds many captures; ``None`` elsewhere. Of JSON lines it is the
            object as given, with ``None`` in the place of the text; of a web archive the record's ``id`` and, where
            it names them, ``languages``.
        header: the HTTP header that came with it, status line and fields as sent; the content is what its encodings
            were taken off.
    """

    content: bytes | str = field(repr=False)
    url: str | None = None
    captured: datetime | None = None
    media: str | None = None
    charset: str | None = None
    name: str | None = None
    fields: Mapping[str, Any] | None = field(default=None, repr=False, hash=False)
    header: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.content, (bytes, str)):
            raise TypeError(f"a capture's content is bytes or str, not {type(self.content).__name__}")

    @property
    def label(self) -> str:
        """What messages call this capture."""
        return self.name or self.url or "capture"

    @property
    def digest(self) -> str:
        """SHA-256 of the content in hexadecimal, ``str`` content as UTF-8, with ``"sha256:"`` before it."""
        data = self.content
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogatepass")
        return f"sha256:{hashlib.sha256(data).hexdigest()}"


def captured_instant(value: str) -> datetime:
    """When something was captured, out of ISO 8601; without a zone it is UTC.

    Raises:
        ValueError: it is no such instant.
    """
    instant = datetime.fromisoformat(value.strip())
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
