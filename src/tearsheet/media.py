"""What a capture holds: an HTML page, flat text, or something that is no page at all.

MIME Sniffing Standard: https://mimesniff.spec.whatwg.org/
"""

import re

from tearsheet.capture import Capture
from tearsheet.encoding import guess_utf16
from tearsheet.errors import MediaError

__all__ = ["sniff"]

_HEAD = 65_536  # bytes or characters that are looked at

# Signatures that no text begins with.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"%!PS-Adobe-", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x00\x00\x02\x00", "a cursor"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x04\x22\x4d\x18", "lz4 data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a Java class or a macOS program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\x00asm", "a WebAssembly program"),
    (b"OggS\x00", "Ogg audio or video"),
    (b"ID3", "MP3 audio"),
    (b"\xff\xfb", "MP3 audio"),
    (b"fLaC\x00", "FLAC audio"),
    (b"MThd\x00", "MIDI audio"),
    (b".snd\x00", "audio"),
    (b"\x1a\x45\xdf\xa3", "Matroska or WebM video"),
    (b"FLV\x01", "Flash video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\x00", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"ttcf\x00", "a font"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BM", "a BMP image"),
)
# These could begin a text as well; they count only where what follows is no text.
_WEAK = frozenset((b"BZh", b"MZ", b"ID3", b"\xff\xfb", b"wOFF", b"wOF2", b"BM"))

_PAGES = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_UNSPECIFIC = frozenset(
    ("", "*/*", "unknown/unknown", "application/unknown", "application/octet-stream", "binary/octet-stream")
)
_NO_PROSE = frozenset(
    ("text/css", "text/javascript", "text/ecmascript", "text/x-javascript", "text/calendar", "text/vcard", "text/vtt")
)

_CONTROLS = bytes((*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))

_OPENING = re.compile(r"(?:\s|<!--.*?(?:-->|\Z)|<\?[^>]*\?*>|<!DOCTYPE(?!\s+html)[^>]*>)*+", re.DOTALL | re.IGNORECASE)
_PAGE_START = re.compile(
    r"<!DOCTYPE\s+html[^<]{0,400}>?\s*(?:<|\Z)"
    # A text about HTML can begin with the name of an element, but goes on in the same sentence.
    r"|<(?:html|head|body|frameset)(?:\s[^<>]{0,4000})?>(?![ ]\w)"
    r"|<(?:meta|link|base|script|style|frameset|a|font|img)\s+[a-z-]{1,20}\s*=|<title>[^<]{0,1000}</title>",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*)(?::([\w.-]+))?(?=[\s/>])")
_FEEDS = frozenset(("rss", "feed", "rdf"))
_XML_START = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_JSON = re.compile(r"""\s*(?:\{\s*(?:\}|"[^"\n]{0,200}"\s*:)|\[\s*(?:\]|\{\s*"|\[|"[^"\n]*"\s*[,\]]|-?\d[\d.]*\s*,))""")

_BLOCKS = (
    "html head body title style script noscript template main article section header footer nav aside div p h1 h2 h3 "
    "h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th blockquote pre figure figcaption form fieldset "
    "center details address hgroup frameset noframes video audio iframe"
)
_INLINE = "a b i em strong span font img br hr meta link base small sub sup u s code input button label frame"
_ELEMENTS = frozenset(f"{_BLOCKS} {_INLINE}".split())
_BLOCK_SET = frozenset(_BLOCKS.split())
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^'\"<>])*+)?/?)>", re.DOTALL
)


_ENDLESS_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s[^>]*\Z")
_MANY_TAGS = 500
_LONGEST_TAG = 1000


def sniff(capture: Capture) -> str:
    """Whether a capture is an HTML page or flat text.

    Content that is plainly binary is refused whatever is stated. A stated type of HTML, XHTML or plain text is then
    believed; any other is believed only where the content does not plainly say HTML. With no type, or one that says
    nothing, the content decides: it is HTML when elements enclose most of it, not when a text mentions a tag or two.
    XHTML is HTML; other XML, feeds and JSON are no pages.

    Returns:
        ``"html"`` or ``"text"``.

    Raises:
        MediaError: the capture is an image, a PDF, an archive, a feed, data or unreadable bytes.
    """
    content = capture.content
    if isinstance(content, bytes):
        known = _signature(content)
        if known:
            raise MediaError(capture.label, f"not a page but {known}")
    head = _readable_head(content)
    stated = (capture.media or "").partition(";")[0].strip().lower()
    opening = _OPENING.match(head)
    start = opening.end() if opening else 0
    page = _PAGE_START.match(head, start) is not None
    if not page and _is_binary(head):
        raise MediaError(capture.label, "not a page but binary data")
    if stated in _PAGES:
        return "html"
    if stated == "text/plain":
        return "text"
    if page:
        return "html"
    if stated not in _UNSPECIFIC and not _could_be_page(stated):
        if _is_html(head, start, content):
            return "html"
        raise MediaError(capture.label, f"not a page but stated to be {stated[:80]}")
    data = _data(head, start, content, stated)
    if data:
        raise MediaError(capture.label, f"not a page but {data}")
    return "html" if _is_html(head, start, content) else "text"


def _could_be_page(stated: str) -> bool:
    if stated.endswith(("/xml", "+xml")) and not stated.startswith("image/"):
        return True
    return stated.startswith("text/") and stated not in _NO_PROSE


def _signature(data: bytes) -> str | None:
    """What kind of file begins like this."""
    data = data[:4096]
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            if signature in _WEAK and not _is_binary(_readable_head(data)):
                continue
            return what
    if data.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/epub+zip" in data:
            return "an EPUB book"
        if b"[Content_Types].xml" in data or b"mimetypeapplication/vnd.oasis" in data:
            return "an Office document"
        return "a ZIP archive"
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "WAVE audio", b"AVI ": "AVI video"}[data[8:12]]
    if data.startswith(b"FORM") and data[8:12] in (b"AIFF", b"AIFC"):
        return "AIFF audio"
    if data[4:8] == b"ftyp" and data[:2] == b"\x00\x00":
        if data[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1"):
            return "an AVIF or HEIC image"
        return "MP4 audio or video"
    if data[:4] in (b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3"):
        return "MPEG video"
    if data[257:262] == b"ustar":
        return "a tar archive"
    return None


def _readable_head(content: bytes | str) -> str:
    """The beginning of a capture as text; bytes outside ASCII may come out as any letter, NULs are left out."""
    if isinstance(content, bytes):
        head = content[:_HEAD]
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            name = "utf-16" if not head.startswith(b"\xff\xfe\x00\x00") else "utf-32"
            return head.decode(name, "replace")
        utf16 = guess_utf16(head) if b"\0" in head else None
        text = head.decode(utf16, "replace") if utf16 else head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    else:
        text = content[:_HEAD].removeprefix("\ufeff")
    if "\0" in text:
        readable = text.replace("\0", "")
        return readable if len(readable) * 16 >= len(text) else text
    return text


def _is_binary(head: str) -> bool:
    """Whether control characters make up more of a text than a damaged text would have."""
    sample = head[:8192].encode("utf-8", "replace")
    nuls = sample.count(0)
    controls = len(sample) - len(sample.translate(None, _CONTROLS)) + nuls
    return controls * 20 > len(head[:8192])


def _data(head: str, start: int, content: bytes | str, stated: str) -> str | None:
    """What kind of data a capture is: XML of another vocabulary than HTML, or JSON."""
    root = _ROOT.match(head, start)
    if root:
        prefix, name = (root[1], root[2]) if root[2] else ("", root[1])
        vocabulary = name.lower()
        if vocabulary in _FEEDS or prefix.lower() in _FEEDS:
            return "an RSS or Atom feed"
        if vocabulary == "svg":
            return "an SVG image"
        xml = _XML_START.match(head) is not None or stated.endswith(("/xml", "+xml"))
        if vocabulary in ("urlset", "sitemapindex") or (xml and vocabulary not in _ELEMENTS):
            return f"XML with the root element {name[:40]}"
    if _JSON.match(head):
        end = content[-64:].rstrip()
        last = end[-1:] if isinstance(end, str) else end[-1:].decode("latin-1")
        if last in ("}", "]"):
            return "JSON data"
    return None


def _is_html(head: str, start: int, content: bytes | str) -> bool:
    """Whether elements enclose most of a text.

    A text about HTML has tags in the midst of its sentences; a page's sentences stand inside its tags. A page may begin
    with something that is none of it, such as a server's warning, but then it ends with a tag.
    """
    open_blocks: list[str] = []
    outside = inside = 0
    closed = attributes = breaks = tags = 0
    position = start
    pending = 0
    for tag in _TAG.finditer(head, start):
        between = len(head[position : tag.start()].strip())
        position = tag.end()
        name = (tag[2] or "").lower()
        if open_blocks:
            pending += between
        else:
            outside += between
        if name not in _ELEMENTS:
            continue
        tags += 1
        attributes += "=" in tag[3]
        breaks += name == "br"
        if name not in _BLOCK_SET:
            continue
        if not tag[1]:
            line = head[max(0, tag.start() - 80) : tag.start()].rstrip(" \t")
            if open_blocks or tag.start() == start or not line or line[-1] in "\n\r>":
                if len(open_blocks) < 4096:
                    open_blocks.append(name)
            elif _closes(head, tag.end(), name):
                open_blocks.append(name)
        elif name in open_blocks[-64:]:
            closed += 1
            while open_blocks and open_blocks.pop() != name:
                pass
            if not open_blocks:
                inside += pending
                pending = 0
    rest = len(head[position:].strip())
    if not tags:
        # A tag so long that the head ends inside it.
        endless = _ENDLESS_TAG.match(head, start)
        return len(head) >= _HEAD and endless is not None and endless[1].lower() in _BLOCK_SET
    if tags >= _MANY_TAGS and not outside and position >= len(head) - _LONGEST_TAG:
        # So many tags that the head ends before the first sentence.
        return True
    if open_blocks:
        # Elements may stay open at the end, where a page is cut off or leaves out what HTML lets it leave out.
        pending += rest
        if closed or attributes:
            inside += pending
        else:
            outside += pending
    else:
        outside += rest
    if not head.startswith("<", start) and not _ends_with_tag(content):
        inside = 0
    if inside and closed + attributes and inside >= outside:
        return True
    return breaks >= 3 and breaks * 500 >= len(head)


def _ends_with_tag(content: bytes | str) -> bool:
    end = content[-256:]
    return (end.decode("latin-1") if isinstance(end, bytes) else end).replace("\0", "").rstrip().endswith(">")


def _closes(head: str, position: int, name: str) -> bool:
    """Whether the element that opens before ``position`` is closed, and holds a sentence rather than a word."""
    end = head.find(f"</{name}", position, position + 20_000)
    return end - position > 40
