"""Captures from addresses.

HTTP semantics: https://www.rfc-editor.org/rfc/rfc9110
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

import urllib3

from tearsheet._version import __version__
from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Deadline, Limits
from tearsheet.readers.bounded import too_large
from tearsheet.readers.contenttype import content_type
from tearsheet.readers.inflate import decode_content

__all__ = ["fetch", "is_address", "read_address"]

_REDIRECTS = 10
_STEP = 65_536
_OBJECT = re.compile(r"^(?:<[^>]*>|\w+\([^)]*\)): ")
_HEADERS = {
    "User-Agent": f"tearsheet/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate, br",
}


def is_address(source: str) -> bool:
    """Whether a source is an address, with any scheme, rather than a path."""
    scheme, separator, _ = source.partition("://")
    return bool(separator) and len(scheme) > 1 and scheme.replace("+", "").isalnum()


def read_address(url: str, limits: Limits, report: Callable[[TearsheetError], None]) -> Iterator[Capture]:
    """The page at an address."""
    try:
        yield fetch(url, limits)
    except TearsheetError as error:
        report(error)


def fetch(
    url: str, limits: Limits | None = None, *, manager: Callable[[], urllib3.PoolManager] | None = None
) -> Capture:
    """The page at an address, captured now; its ``url`` is where redirects led.

    Args:
        url: an ``http`` or ``https`` address.
        limits: ``bytes`` bounds the page as sent and as decompressed, ``seconds`` the whole exchange.
        manager: makes what makes the connections, where not every address may be connected to.

    Raises:
        CaptureError: another scheme, no answer, a status other than success, or damaged content.
        LimitError: the page is too large or takes too long.
    """
    limits = limits or Limits()
    if not url.lower().startswith(("http://", "https://")):
        raise CaptureError(url, "only http and https addresses can be fetched")
    deadline = Deadline(limits, url)
    try:
        with manager() if manager is not None else urllib3.PoolManager(num_pools=2) as pool:
            response = pool.request(
                "GET",
                url,
                headers=_HEADERS,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(total=limits.seconds),
                retries=urllib3.Retry(total=_REDIRECTS, connect=0, read=0, status=0, other=0, redirect=_REDIRECTS),
            )
            captured = datetime.now(UTC)
            with response:
                return _capture(response, url, captured, limits, deadline)
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        cause = error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) and error.reason else error
        refused = isinstance(cause, urllib3.exceptions.NewConnectionError)
        if isinstance(cause, urllib3.exceptions.TimeoutError) and not refused:
            raise LimitError(url, f"not done within {limits.seconds:g} seconds") from error
        raise CaptureError(url, _reason(cause)) from error


def _capture(
    response: urllib3.BaseHTTPResponse, url: str, captured: datetime, limits: Limits, deadline: Deadline
) -> Capture:
    if not 200 <= response.status < 300:
        raise CaptureError(url, f"the server answers {response.status} {response.reason or ''}".rstrip())
    stated = response.headers.get("Content-Length", "")
    if stated.isascii() and stated.isdigit() and int(stated[:20]) > limits.bytes:
        raise too_large(url, limits.bytes, int(stated[:20]))
    body = bytearray()
    while part := response.read1(_STEP, decode_content=False):
        body += part
        if len(body) > limits.bytes:
            raise too_large(url, limits.bytes)
        deadline.check()
    data = decode_content(bytes(body), response.headers.get("Content-Encoding", ""), limits.bytes, url)
    media, charset = content_type(response.headers.get("Content-Type", ""))
    return Capture(
        data,
        url=_final(response, url),
        captured=captured,
        media=media or None,
        charset=charset,
        name=url,
        header=_header(response),
    )


def _header(response: urllib3.BaseHTTPResponse) -> str:
    """Status line and fields, as HTTP/1.1 writes them."""
    fields = "".join(f"{name}: {value}\r\n" for name, value in response.headers.iteritems())
    return f"HTTP/1.1 {response.status} {response.reason or ''}\r\n{fields}"


def _final(response: urllib3.BaseHTTPResponse, url: str) -> str:
    """Where redirects led."""
    for step in response.retries.history if response.retries else ():
        if step.redirect_location:
            url = urljoin(url, step.redirect_location)
    return url


def _reason(error: Exception) -> str:
    # The library puts a description of its own connection object before the reason.
    return _OBJECT.sub("", str(error))[:300] or type(error).__name__
