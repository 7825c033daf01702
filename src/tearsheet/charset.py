"""Labels of character encodings, and their decoders, as browsers have them.

Encoding Standard: https://encoding.spec.whatwg.org/
"""

import codecs
import re
from functools import cache

__all__ = ["decode_as", "encode_as", "encoding_of", "is_multibyte"]

_LABELS: dict[str, str] = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8",
    "ibm866": "866 cp866 csibm866",
    "iso-8859-2": "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3": "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4": "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso-8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i "
    "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso-8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
    "iso_8859-7:1987 sun_eu_greek",
    "iso-8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
    "iso_8859-8:1988 visual",
    "iso-8859-8-i": "csiso88598i logical",
    "iso-8859-10": "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13": "iso8859-13 iso885913",
    "iso-8859-14": "iso8859-14 iso885914",
    "iso-8859-15": "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "macintosh": "csmacintosh mac x-mac-roman",
    "windows-874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "cp1250 x-cp1250",
    "windows-1251": "cp1251 x-cp1251",
    "windows-1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
    "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252",
    "windows-1253": "cp1253 x-cp1253",
    "windows-1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 "
    "latin5 x-cp1254",
    "windows-1255": "cp1255 x-cp1255",
    "windows-1256": "cp1256 x-cp1256",
    "windows-1257": "cp1257 x-cp1257",
    "windows-1258": "cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-ukrainian",
    "gbk": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "gb18030": "",
    "big5": "big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp": "csiso2022jp",
    "shift_jis": "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "euc-kr": "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "utf-16be": "unicodefffe",
    "utf-16le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16",
}

_NAMES = {label: name for name, labels in _LABELS.items() for label in (name, *labels.split())}

_MULTIBYTE = {
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}

_SINGLE_BYTE = {
    "ibm866": "cp866",
    "iso-8859-8-i": "iso8859_8",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "windows-874": "cp874",
}

_UNICODE = {
    "utf-8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
}

# Where the standard's tables and Python's give a byte another meaning.
_DIFFERENT = {"windows-1255": {0xCA: "\u05ba"}, "koi8-u": {0xAE: "\u045e", 0xBE: "\u040e"}}

# The standard reads these positions of JIS X 0208 as Windows does.
_JIS_AS_WINDOWS = str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2")

_SET_HIGH_BIT = bytes(byte | 0x80 for byte in range(0x100))
_ESCAPE = re.compile(rb"\x1b(\([BJI]|\$[@B])")


def encoding_of(label: str) -> str | None:
    """Name of the encoding that a label stands for, lower case, such as ``"windows-1252"`` for ``"latin1"``.

    ``None`` for an unknown label, and for those that the standard knows but that say nothing about the text
    (``x-user-defined``, and the ones it replaces for safety's sake, such as ``iso-2022-kr``).
    """
    return _NAMES.get(label.strip("\t\n\f\r ").lower())


def is_multibyte(name: str) -> bool:
    """Whether an encoding writes some characters with several bytes, so that few texts are valid in it by chance."""
    return name in _MULTIBYTE


def decode_as(data: bytes, name: str) -> str:
    """Text of ``data`` read in encoding ``name``; U+FFFD stands where a byte has no meaning.

    Args:
        data: bytes without a byte order mark.
        name: an encoding's name as `encoding_of` gives it, or ``"utf-32le"``, ``"utf-32be"``.

    Raises:
        LookupError: there is no such encoding.
    """
    if name in _UNICODE:
        return data.decode(_UNICODE[name], "replace")
    if name == "iso-2022-jp":
        return _decode_iso_2022_jp(data)
    if name == "euc-jp":
        return data.decode("euc_jp", "tearsheet.euc-jp").translate(_JIS_AS_WINDOWS)
    if name in _MULTIBYTE:
        return data.decode(_MULTIBYTE[name], f"tearsheet.{name}")
    return codecs.charmap_decode(data, "replace", _table(name))[0]


def encode_as(text: str, name: str) -> bytes:
    """Bytes of ``text`` in a multi-byte encoding, without U+FFFD and the characters that it has not.

    Raises:
        LookupError: there is no such multi-byte encoding.
    """
    return text.replace("\ufffd", "").encode(_MULTIBYTE[name], "ignore")


@cache
def _table(name: str) -> str:
    """The 256 characters of a single-byte encoding; U+FFFE marks a byte without a meaning."""
    codec = _SINGLE_BYTE.get(name) or name.replace("windows-", "cp")
    table = []
    for byte in range(256):
        character = bytes([byte]).decode(codec, "replace")
        if character == "\ufffd":
            character = chr(byte) if byte < 0xA0 else "\ufffe"
        table.append(_DIFFERENT.get(name, {}).get(byte, character))
    return "".join(table)


def _decode_iso_2022_jp(data: bytes) -> str:
    """Python's own codec knows neither half-width kana nor the makers' extensions that mail and old pages use."""
    parts = _ESCAPE.split(data)
    out = [parts[0].decode("ascii", "replace")]
    for escape, part in zip(parts[1::2], parts[2::2], strict=True):
        if not part:
            continue
        if escape in (b"$@", b"$B"):
            # A line's end always goes back to ASCII.
            text, line_end, rest = part.partition(b"\n")
            out.append(decode_as(text.translate(_SET_HIGH_BIT), "euc-jp"))
            out.append((line_end + rest).decode("ascii", "replace"))
        elif escape == b"(I":
            out.append(part.translate(_SET_HIGH_BIT).decode("cp932", "replace"))
        else:
            out.append(part.decode("ascii", "replace"))
    return "".join(out)


def _failed(error: UnicodeError) -> tuple[bytes, int, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object, error.start, error.end


def _gbk_error(error: UnicodeError) -> tuple[str, int]:
    data, start, end = _failed(error)
    return ("\u20ac", start + 1) if data[start] == 0x80 else ("\ufffd", end)


def _euc_jp_error(error: UnicodeError) -> tuple[str, int]:
    """Makers' extensions of JIS X 0208, which Python knows in the Shift_JIS form alone."""
    data, start, end = _failed(error)
    pair = data[start : start + 2]
    if len(pair) == 2 and all(0xA1 <= byte <= 0xFE for byte in pair):
        row, cell = pair[0] - 0xA1, pair[1] - 0xA1
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
        try:
            return bytes((lead, trail)).decode("cp932"), start + 2
        except UnicodeDecodeError:
            return "\ufffd", start + 2
    return "\ufffd", end


def _big5_error(error: UnicodeError) -> tuple[str, int]:
    """Characters that Windows has at places where the Hong Kong set has none."""
    data, start, end = _failed(error)
    try:
        return data[start : start + 2].decode("cp950"), min(start + 2, len(data))
    except UnicodeDecodeError:
        return "\ufffd", end


for _name in ("gbk", "gb18030"):
    codecs.register_error(f"tearsheet.{_name}", _gbk_error)
codecs.register_error("tearsheet.euc-jp", _euc_jp_error)
codecs.register_error("tearsheet.big5", _big5_error)
for _name in ("shift_jis", "euc-kr"):
    codecs.register_error(f"tearsheet.{_name}", codecs.lookup_error("replace"))
