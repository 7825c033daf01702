"""Pages that a browser saved as one MHTML file.

MIME Encapsulation of Aggregate Documents: https://www.rfc-editor.org/rfc/rfc2557
"""

import email
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError

__all__ = ["unpack"]


def unpack(data: bytes, name: str) -> Capture:
    """The page of an MHTML file, with the address and the instant that its header tells.

    Raises:
        CaptureError: there is no HTML in it, or it is nested beyond reason.
    """
    try:
        message = email.message_from_bytes(data)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    except RecursionError as error:
        raise CaptureError(name, "MHTML parts are nested too deeply") from error
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        raise CaptureError(name, "no HTML page in this MHTML file")
    addresses = (message.get("Snapshot-Content-Location"), part.get("Content-Location"))
    url = next((str(address).strip() for address in addresses if _is_web(address)), None)
    charset = part.get_param("charset")
    return Capture(
        content,
        url=url,
        captured=_date(message),
        media="text/html",
        charset=charset if isinstance(charset, str) else None,
        name=name,
    )


def _is_web(address: object) -> bool:
    return str(address or "").strip().lower().startswith(("http://", "https://"))


def _date(message: Message) -> datetime | None:
    try:
        date = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
