"""Bytes to text as browsers do it, and better where a page is wrong about itself.

Encoding Standard: https://encoding.spec.whatwg.org/
HTML, determining the character encoding: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

import re
from dataclasses import dataclass, field, replace

from tearsheet.capture import Capture
from tearsheet.charset import decode_as, encode_as, encoding_of, is_multibyte
from tearsheet.native import markuploops

__all__ = ["Decoded", "decode", "guess_utf16"]

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\x00\x00\xfe\xff", "utf-32be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)

_PRESCAN = 16_384  # bytes; the standard's 1,024 miss the many pages that put scripts before their meta elements
_WINDOW = 1_000_000  # bytes that are searched for a sample of the text
_SAMPLE = 8_192  # bytes that detection looks at
_ENOUGH = 12  # bytes outside ASCII from which on detection is surer than a declaration

# What detection chooses from, as its library calls them: the encodings of the web but for those that are so rare that
# they would more often be chosen wrongly than rightly.
_CANDIDATES = {
    "big5hkscs": "big5",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "cp1258": "windows-1258",
    "cp866": "ibm866",
    "cp874": "windows-874",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jis_2004": "euc-jp",
    "euc_kr": "euc-kr",
    "gb18030": "gb18030",
    "iso8859-1": "windows-1252",
    "iso8859-15": "iso-8859-15",
    "iso8859-2": "iso-8859-2",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7",
    "iso8859-8": "iso-8859-8",
    "iso8859-9": "windows-1254",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "shift_jis_2004": "shift_jis",
    "tis-620": "windows-874",
}

_CONTROLS = bytes((*range(0x01, 0x09), *range(0x0E, 0x20)))
_LATIN = frozenset(f"windows-{page}" for page in (1250, 1252, 1254, 1257, 1258)) | {
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
}

_HIGH = bytes(range(0x80, 0x100))
_TOKEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|title)\b.*?(?:</\1|\Z)|<(body)\b"
    rb"|<meta(?=[\s/])((?:\"[^\"]*\"|'[^']*'|[^'\">])*+)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(rb"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?""")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([^\s"';]+)""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,64}<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']""")
_MARKUP = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_PLAIN_RUN = re.compile(rb"(?<=[\x00-\x7f]{24})[\x00-\x7f]{16,}(?=[\x00-\x7f]{24})")
# Punctuation that stands at the same place in nearly every Windows character set.
_PUNCTUATION = bytes.maketrans(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa9\xab\xad\xae\xb0\xb7\xbb", b" " * 22
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = re.compile("[ \n\r\u3001\u3002\uff0c]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_UNREADABLE = re.compile("[\ufffd\x80-\x84\x86-\x9f\ue000-\uf8ff]")

# Text that was UTF-8 when something took it for windows-1252 (or ISO-8859-1) and made UTF-8 of it once more: the leads
# of its characters are U+00C2 to U+00F4 now, their trails U+0080 to U+00BF or what windows-1252 has there.
_SPECIALS = {ord(decode_as(bytes((byte,)), "windows-1252")): byte for byte in range(0x80, 0xA0)}
_SPECIAL = b"|".join(chr(code).encode() for code in _SPECIALS if code > 0xFF)
_TRAIL = b"(?:\xc2[\x80-\xbf]|%b)" % _SPECIAL
_TWICE = re.compile(b"\xc3(?:[\x82-\x9f]%b|[\xa0-\xaf]%b{2}|[\xb0-\xb4]%b{3})" % (_TRAIL, _TRAIL, _TRAIL))
_SURELY_TWICE = re.compile(b"\xc3(?:[\x82\x83]|.(?:\xc2[\x80-\x9f]|%b))" % _SPECIAL)
_FEWEST_TRACES = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a capture, and how it was read.

    Attributes:
        content: the text, or, where the capture's own bytes are it in UTF-8, these.
        encoding: name of the encoding in the Encoding Standard, lower case, such as ``"windows-1251"``.
        how: what told the encoding: ``"bom"``, ``"transport"``, ``"declared"`` (the page itself), ``"detected"`` (the
            bytes), or ``"given"`` for a capture that is text already.
        warnings: what a reader of the text should know, one sentence each.
    """

    content: str | bytes = field(repr=False)
    encoding: str
    how: str
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Without a byte order mark; U+FFFD stands where bytes have no meaning. It may hold U+0000."""
        return self.content if isinstance(self.content, str) else self.content.decode("utf-8")


def decode(capture: Capture) -> Decoded:
    """Text of a capture.

    A byte order mark is believed first, then the transport's charset, then the page's own declaration, as browsers do;
    but bytes that are valid UTF-8 are UTF-8 whatever is declared, and another declaration that the bytes contradict
    gives way to what the bytes look like, with a warning. Text is taken as it is, lone surrogates replaced. Text that
    was encoded as UTF-8 twice, as programs do that take all pages for ISO-8859-1, is decoded twice, with a warning.

    Never raises for any content; time is linear in its size.
    """
    data = capture.content
    if isinstance(data, str):
        return _given(data)
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :], marked, "bom", ())
    if b"\0" in data:
        utf16 = guess_utf16(data)
        if utf16 is not None:
            stated = encoding_of(capture.charset or "") == utf16
            return _finish(data, utf16, "transport" if stated else "detected", ())
    label, how = _declaration(capture, data)
    name = encoding_of(label) if label else None
    warnings: list[str] = []
    if label and name is None:
        warnings.append(f"the stated character encoding {_quote(label)} is not known")
    if name is not None and name.startswith("utf-16"):
        # Were it UTF-16, the declaration could not have been read as ASCII; the transport can be wrong, too.
        name = "utf-8"
    if b"\x1b" in data and _ISO_2022_JP.search(data, 0, _WINDOW) and data[:_WINDOW].isascii():
        how = how if name == "iso-2022-jp" else "detected"
        return _finish(data, "iso-2022-jp", how, _also(warnings, name, "iso-2022-jp"))
    try:
        traces = _traces(data)
    except UnicodeDecodeError as error:
        truncated = error.reason == "unexpected end of data" and error.end == len(data)
        if truncated or _mostly_utf8(data):
            return _finish(data, "utf-8", how if name == "utf-8" else "detected", _also(warnings, name, "utf-8"))
        return _legacy(data, name, how, warnings)
    if name in (None, "utf-8") or data.isascii():
        decoded = Decoded(data, "utf-8", how if name == "utf-8" else "detected", tuple(warnings))
    else:
        decoded = Decoded(data, "utf-8", "detected", _also(warnings, name, "utf-8"))
    return _once(decoded, data) if traces >= _FEWEST_TRACES else decoded


def _traces(data: bytes) -> int:
    """How many traces there may be of a text that was encoded as UTF-8 twice, or many where nobody counts them.

    Raises:
        UnicodeDecodeError: this is no UTF-8.
    """
    traces: int = -1 if markuploops is None else markuploops.traces(data)
    if traces < 0:
        data.decode("utf-8")
    return traces if traces >= 0 else len(data)


def guess_utf16(data: bytes) -> str | None:
    """``"utf-16le"`` or ``"utf-16be"`` when bytes without a byte order mark look like it, otherwise ``None``.

    The high byte of ASCII characters is NUL: in markup and Latin text NULs stand at even or at odd places alone, and
    any other text has spaces, line ends or punctuation in one byte order and hardly any in the other.
    """
    sample = data[: min(len(data), 65_536) & ~1]
    units = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) >= units * 0.4 and min(even, odd) * 8 <= max(even, odd):
        name = "utf-16le" if odd > even else "utf-16be"
    elif _odd_for_ascii(sample):
        signs = {order: len(_SIGNS.findall(decode_as(sample, order))) for order in ("utf-16le", "utf-16be")}
        name = max(signs, key=signs.__getitem__)
        if signs[name] <= 4 * min(signs.values()):
            return None
    else:
        return None
    text = decode_as(sample, name)
    unreadable = len(_UNREADABLE.findall(text)) + text.count("\0")
    return name if unreadable * 20 <= units else None


def _odd_for_ascii(sample: bytes) -> bool:
    """Whether bytes are no UTF-8 text, nor an ASCII text with NULs in it: high bytes of UTF-16 look like controls."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return (len(sample) - len(sample.translate(None, _CONTROLS))) * 20 >= len(sample)


def _given(text: str) -> Decoded:
    text = text.removeprefix("\ufeff")
    warnings: tuple[str, ...] = ()
    data = b""
    if not text.isascii():
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            # Halves that belong together become one character again; the rest are no characters at all.
            text = _SURROGATE.sub("\ufffd", text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
            warnings = ("lone surrogates in the text were replaced",)
    return _once(Decoded(text, "utf-8", "given", warnings), data)


def _once(decoded: Decoded, data: bytes) -> Decoded:
    """Text that was encoded twice as it was before the second time; any other text as it is."""
    runs = _TWICE.findall(data) if b"\xc3" in data else []
    # A capital before a sign, as in "CAFÉ®", looks alike.
    if sum(_SURELY_TWICE.match(run) is not None for run in runs) < _FEWEST_TRACES:
        return decoded
    characters = len(decoded.text) - len(data.translate(None, _HIGH))
    if 4 * sum(len(run.decode()) for run in runs) < 3 * characters:
        return decoded
    warning = "the text was encoded as UTF-8 twice; it is read as it was before the second time"
    text = _TWICE.sub(_undone, data).decode()
    return replace(decoded, content=text, warnings=(*decoded.warnings, warning))


def _undone(run: re.Match[bytes]) -> bytes:
    before = run[0].decode().translate(_SPECIALS).encode("latin-1")
    try:
        before.decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
    return before


def _finish(data: bytes, name: str, how: str, warnings: list[str] | tuple[str, ...]) -> Decoded:
    text = decode_as(data, name)
    broken = text.count("\ufffd")
    if broken:
        meant = decode_as(b"\xef\xbf\xbd", "utf-8").encode(name, "ignore") if name.startswith("utf-") else b""
        broken -= data.count(meant) if meant else 0
    if broken > 0:
        what = "place" if broken == 1 else "places"
        warnings = (*warnings, f"bytes that are not valid {name} were replaced in {broken} {what}")
    return Decoded(text, name, how, tuple(warnings))


def _also(warnings: list[str], stated: str | None, used: str) -> tuple[str, ...]:
    if stated is None or stated == used:
        return tuple(warnings)
    return (*warnings, f"the page states the character encoding {stated}, but is {used}")


def _quote(label: str) -> str:
    return repr(label if len(label) <= 40 else label[:40] + "…")


def _declaration(capture: Capture, data: bytes) -> tuple[str | None, str]:
    """Label that the transport or else the page states, and which of them it was."""
    if capture.charset and encoding_of(capture.charset):
        return capture.charset, "transport"
    if capture.media == "text/plain":
        return capture.charset, "transport"
    declared = _prescan(data[:_PRESCAN])
    return (declared, "declared") if declared else (capture.charset, "transport")


def _prescan(head: bytes) -> str | None:
    """Label in a ``meta`` element or the XML declaration."""
    if b"<meta" in head or b"<META" in head or b"<Meta" in head:
        for token in _TOKEN.finditer(head):
            if token[2]:
                break
            if token[3] is not None and (label := _charset_of_meta(token[3])):
                return label
    xml = _XML.match(head)
    return xml[1].decode("latin-1") if xml else None


def _charset_of_meta(attributes: bytes) -> str | None:
    found: dict[bytes, bytes] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        found.setdefault(name.lower(), values[0] or values[1] or values[2])
    label = found.get(b"charset")
    if not label and found.get(b"http-equiv", b"").strip().lower() == b"content-type":
        content = _CHARSET.search(found.get(b"content", b""))
        label = content[1] if content else None
    return label.strip().decode("latin-1") if label else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether far more characters outside ASCII are valid UTF-8 than are broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    ascii_count = len(data.translate(None, _HIGH))
    return len(text) - ascii_count - broken > 2 * broken


def _legacy(data: bytes, stated: str | None, how: str, warnings: list[str]) -> Decoded:
    """Bytes that are not UTF-8: what they state, unless they look like something else."""
    sample = _sample(data)
    detected = _detect(sample)
    if stated == "utf-8":
        warnings.append(f"the page states the character encoding utf-8, but is {detected}")
    elif stated is not None:
        if not _contradicted(sample, stated, detected):
            return _finish(data, stated, how, warnings)
        warnings.append(f"the page states the character encoding {stated}, but is {detected}")
    return _finish(data, detected, "detected", warnings)


def _sample(data: bytes) -> bytes:
    """Text around bytes outside ASCII, without markup, at most `_SAMPLE` bytes of it."""
    first = len(data) - len(data.lstrip(bytes(range(0x80))))
    window = _MARKUP.sub(b" ", data[max(0, first - 256) : first + _WINDOW])
    sample = _PLAIN_RUN.sub(b" ", window)
    if sample.isascii():
        # All of them stand in scripts or attributes.
        sample = _PLAIN_RUN.sub(b" ", data[max(0, first - 256) : first + _WINDOW])
    return sample[:_SAMPLE]


def _detect(sample: bytes) -> str:
    """Name of the encoding that a sample of text looks like."""
    telling = sample.translate(_PUNCTUATION)
    high = len(telling) - len(telling.translate(None, _HIGH))
    if high < 3 and not re.search(rb"[\x80-\xff]{2}", sample):
        return "windows-1252"
    name = _look_up(sample)
    if is_multibyte(name) or len(_ALONE.findall(sample)) * 3 > high:
        return name
    # A single broken byte rules an encoding of several bytes out, so look again without what is broken in it.
    for multibyte in ("gb18030", "big5", "euc-kr", "euc-jp", "shift_jis"):
        text = decode_as(sample, multibyte)
        broken = text.count("\ufffd")
        if 0 < broken * 50 <= high and _look_up(encode_as(text, multibyte)) == multibyte:
            return multibyte
    return name


def _look_up(sample: bytes) -> str:
    # Loading the statistics takes a tenth of a second, which most runs need not spend.
    import chardet

    found = chardet.detect(sample, include_encodings=_CANDIDATES, no_match_encoding="cp1252", compat_names=False)
    return _CANDIDATES.get(str(found["encoding"]), "windows-1252")


def _contradicted(sample: bytes, stated: str, detected: str) -> bool:
    """Whether a sample cannot well be what is stated and is rather what was detected."""
    as_stated, as_detected = decode_as(sample, stated), decode_as(sample, detected)
    if as_stated == as_detected:
        return False
    high = len(sample) - len(sample.translate(None, _HIGH))
    bad_stated = len(_UNREADABLE.findall(as_stated))
    bad_detected = len(_UNREADABLE.findall(as_detected))
    alone = len(_ALONE.findall(sample))
    if stated not in _LATIN and detected in _LATIN and high >= 3 and alone > 0.6 * high:
        # Only Latin scripts have single letters outside ASCII in the midst of ASCII.
        return True
    if bad_stated * 20 > high:
        return bad_detected < bad_stated
    if is_multibyte(stated) and not is_multibyte(detected) and not bad_stated and high < 4 * _ENOUGH:
        # Hardly any other text is valid in such an encoding by chance.
        return False
    return high >= _ENOUGH and bad_detected <= bad_stated
