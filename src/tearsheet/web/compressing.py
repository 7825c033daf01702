"""Answers that are kept compressed, and sent as whoever asks can take them; what a browser has is not sent again.

Content codings and entity tags: https://www.rfc-editor.org/rfc/rfc9110.html#section-8.4, #section-8.8.3. No answer here
holds a token, and what lets a reader in is sent by no other site's request, so the length of an answer tells nobody
anything (http://breachattack.com/).
"""

import zlib
from dataclasses import dataclass
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["HTML", "JSON", "Written", "accepts_gzip", "send", "write"]

HTML = "text/html; charset=utf-8"
JSON = "application/json"

_SMALL = 1_000
_LEVEL = 4  # the fifth takes half as long again for 2 % less
_GZIP = 31  # zlib's name for a gzip header and 32 KiB of window
_VARY = "Accept, Accept-Encoding, Accept-Language, Cookie"


@dataclass(frozen=True, slots=True)
class Written:
    """The content of an answer.

    Attributes:
        content: bytes, as they are or compressed with gzip.
        packed: whether they are.
        media: media type.
        tag: entity tag, the same for both forms.
    """

    content: bytes
    packed: bool
    media: str
    tag: str

    def plain(self) -> bytes:
        """The content, not compressed."""
        return zlib.decompress(self.content, _GZIP) if self.packed else self.content

    def __len__(self) -> int:
        """Bytes that are kept."""
        return len(self.content)


def write(content: bytes, media: str, *, pack: bool = True) -> Written:
    """The content of an answer, ready to be sent again and again.

    Args:
        content: bytes.
        media: media type.
        pack: whether to compress it, if it is not small.
    """
    tag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    if not pack or len(content) < _SMALL:
        return Written(content, False, media, tag)
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    return Written(packer.compress(content) + packer.flush(), True, media, tag)


def send(request: Request, written: Written, headers: dict[str, str] | None = None) -> Response:
    """An answer to a request that reads.

    Args:
        request: tells what it can take and what it has.
        written: the content.
        headers: more fields.
    """
    fields = {"etag": written.tag, "vary": _VARY} | (headers or {})
    if _has(request.headers.get("if-none-match"), written.tag):
        return Response(status_code=304, headers=fields)
    if packed := written.packed and accepts_gzip(request):
        fields["content-encoding"] = "gzip"
    content = written.content if packed else written.plain()
    return Response(content, headers=fields | {"content-type": written.media})


def accepts_gzip(request: Request) -> bool:
    """Whether an answer may be compressed with gzip."""
    found: dict[str, bool] = {}
    for part in ",".join(request.headers.getlist("accept-encoding")).lower().split(",")[:50]:
        name, _, weight = part.partition(";")
        found[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return found.get("gzip", found.get("*", False))


def _has(tags: str | None, tag: str) -> bool:
    if tags is None:
        return False
    return tags.strip() == "*" or tag in (one.strip() for one in tags.split(","))
