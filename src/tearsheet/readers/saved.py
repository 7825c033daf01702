"""What a saved page says about where and when it was saved: browsers and page savers leave a comment at its top."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tearsheet.capture import Capture

__all__ = ["page"]

_TOP = 4096  # bytes at the beginning that are searched
_FROM = re.compile(rb"<!--\s{0,80}saved from url=\(\d{1,8}\)\s*(https?://[^\s<>\"']{1,2000})", re.IGNORECASE)
_SINGLE_FILE = re.compile(rb"<!--\s{0,80}Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"']{1,2000})")
_SAVED = re.compile(rb"saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT([+-])(\d{2})(\d{2})")
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def page(content: bytes, name: str | Path) -> Capture:
    """A capture of a saved page, with the address and the instant that its top comment tells, if any.

    The time stamp of a file is not used: copying or unpacking changes it.
    """
    top = content[:_TOP]
    if top.startswith((b"\xff\xfe", b"\xfe\xff")):
        top = top.replace(b"\0", b"")
    single = _SINGLE_FILE.search(top)
    found = single or _FROM.search(top)
    url = found[1].decode("ascii", "ignore") if found else None
    return Capture(content, url=url, captured=_instant(top[single.end() :]) if single else None, name=str(name))


def _instant(text: bytes) -> datetime | None:
    found = _SAVED.search(text)
    if not found or found[1] not in _MONTHS:
        return None
    offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
    try:
        zone = timezone(-offset if found[7] == b"-" else offset)
        day, year, hour, minute, second = (int(part) for part in found.group(2, 3, 4, 5, 6))
        return datetime(year, _MONTHS.index(found[1]) + 1, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
