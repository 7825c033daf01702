"""Pages that are made to cost as much as they can: of time, of memory, of what reads them."""

import base64
import json
from collections.abc import Callable, Iterator
from itertools import islice

__all__ = ["hostile_pages"]

_HTML = "text/html"
_JSON = "application/json"
_LARGE = 300_000

Page = tuple[bytes, str]


def _nested() -> Page:
    return b"<div>" * 50_000 + b"deep", _HTML


def _nested_formatting() -> Page:
    return b"<b><i><u><a href=x>" * 10_000 + b"<p>text", _HTML


def _attributes() -> Page:
    return b"<p " + b" ".join(b"a%d=b" % number for number in range(40_000)) + b">text", _HTML


def _tables() -> Page:
    return b"<table><tr><td>" * 5_000 + b"cell", _HTML


def _wide_cells() -> Page:
    return b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x</td></tr>" * 3_000, _HTML


def _selects() -> Page:
    return b"<select><option>" * 20_000, _HTML


def _entities() -> Page:
    return b"<p>" + b"&amp;&notin;&#x41;&" * 30_000, _HTML


def _open_tag() -> Page:
    return b"<p>text" + b"<a href='" + b"x" * _LARGE, _HTML


def _comments() -> Page:
    return b"<!--" * 60_000 + b"<p>text", _HTML


def _paragraphs() -> Page:
    return b"<p>Some words of a paragraph.</p>" * 20_000, _HTML


def _quotes() -> Page:
    return ('<p>"' + '“he said ”" ' * 20_000).encode(), _HTML


def _long_word() -> Page:
    return b"<p>" + b"a" * _LARGE + b"@" + b"a." * 50_000, _HTML


def _spaces() -> Page:
    return b"word" + b" \t\n" * 100_000 + b"!", "text/plain"


def _lines() -> Page:
    return b"- item | cell | cell\n" * 20_000, "text/plain"


def _dates() -> Page:
    return b"12.12.2012 " * 30_000, "text/plain"


def _embedded() -> Page:
    nested = "[" * 20_000 + "]" * 20_000
    return f'<script type="application/ld+json">{nested}</script><p>text'.encode(), _HTML


def _embedded_text() -> Page:
    record = json.dumps({"@type": "NewsArticle", "articleBody": "a \\n" * 60_000})
    return f'<script type="application/ld+json">{record}</script><p>text'.encode(), _HTML


def _no_text() -> Page:
    return b"\x00\xff\xfe" * 100_000, _HTML


def _nested_json() -> Page:
    return b'{"content":' * 50_000, _JSON


def _numbers() -> Page:
    return b"[" + b"0," * 400_000 + b"0]", _JSON


def _large_number() -> Page:
    return b'{"content": ' + b"9" * 100_000 + b"}", _JSON


def _encoded() -> Page:
    return json.dumps({"base64": base64.b64encode(b"<div>" * 60_000).decode()}).encode(), _JSON


def _parts() -> Page:
    part = b'--e\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    return part * 5_000 + b"--e--", "multipart/form-data; boundary=e"


def _boundaries() -> Page:
    return b'--e\r\nContent-Disposition: form-data; name="content"\r\n\r\n' + b"\r\n-" * 150_000, (
        "multipart/form-data; boundary=e"
    )


def _document() -> Page:
    return b"%PDF-1.7" + b"\n0 0 obj" * 30_000, "application/octet-stream"


def _large() -> Page:
    return b"<p>" + b"Many words in one large page. " * 250_000, _HTML


_MADE: tuple[Callable[[], Page], ...] = (
    _nested,
    _nested_formatting,
    _attributes,
    _tables,
    _wide_cells,
    _selects,
    _entities,
    _open_tag,
    _comments,
    _paragraphs,
    _quotes,
    _long_word,
    _spaces,
    _lines,
    _dates,
    _embedded,
    _embedded_text,
    _no_text,
    _nested_json,
    _numbers,
    _large_number,
    _encoded,
    _parts,
    _boundaries,
    _document,
    _large,
)


def hostile_pages(count: int) -> Iterator[Page]:
    """So many of them, each with its media type, one kind after the other."""
    made = [make() for make in _MADE]
    return islice((made[number % len(made)] for number in range(count)), count)
