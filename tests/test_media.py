import contextlib
import gzip
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.capture import Capture
from tearsheet.errors import MediaError
from tearsheet.media import sniff

PROSE = "The bridge over the river was closed on Monday, and nobody could say when it would open again. "

HTML = {
    "fragment": f"<p>{PROSE}</p><p>{PROSE}</p>",
    "document": f"<!DOCTYPE html><html><head><title>T</title></head><body>{PROSE}</body></html>",
    "upper case": f"<HTML><BODY><P>{PROSE}<P>{PROSE}</BODY></HTML>",
    "BOM": f"\ufeff<html><body>{PROSE}</body></html>",
    "BOM bytes": b"\xef\xbb\xbf<html><body>x</body></html>",
    "leading space": f"\n\n\t  <html><body>{PROSE}</body></html>",
    "long comment": f"<!-- {'words ' * 4000}--><html><body>{PROSE}</body></html>",
    "XHTML": f'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x"><html>{PROSE}</html>',
    "XML fragment": f'<?xml version="1.0"?><div><p>{PROSE}</p></div>',
    "leading junk": f"Warning: unknown index in page.php on line 3\n<!DOCTYPE html><html><body>{PROSE}</body></html>",
    "UTF-16": f"<html><body>{PROSE}</body></html>".encode("utf-16"),
    "UTF-16 unmarked": f"<html><body>{PROSE}</body></html>".encode("utf-16-be"),
    "NULs": b"<html>\0<body>plain\0 words</body>\0</html>",
    "cut off": f'<div class="a"><p>{PROSE}</p><p>{PROSE}',
    "paragraphs left open": f"<h1>Closed</h1>\n<p>{PROSE}\n<p>{PROSE}\n",
    "frameset": '<frameset><frame src="a.html"></frameset>',
    "script alone": "<script>start()</script>",
    "line breaks": "one<br>two<br/>three<br>four",
    "unclosed body": "<html><body>Hello",
    "own elements": f"<x-page><article>{PROSE}</article></x-page>",
}

TEXT = {
    "mentions a tag": f"Use <b> for what matters. {PROSE}",
    "stray tags": f"Headline\n\n{PROSE}</p>\n{PROSE}<br>\n{PROSE}",
    "about HTML": "A page starts with <!DOCTYPE html> and <html>, then <head>...</head> and <body>...</body>. " + PROSE,
    "begins with a tag": f"<html> is the root element. {PROSE}",
    "begins with an inline tag": f"<b> is not what you think. {PROSE}",
    "example inside": f"{PROSE}\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\nThis is a list. {PROSE}",
    "address": f"Ann Example <ann@example.org> wrote:\n{PROSE}",
    "address first": f"<ann@example.org> wrote: {PROSE}",
    "comparison": "if a < b and c > d then e",
    "bracket": f"[Photo: the bridge] {PROSE}",
    "brace": "{ so it begins }",
    "letters of a signature": f"BMW built it. {PROSE}",
    "other letters": f"MZ is how they sign. {PROSE}".encode(),
    "Cyrillic": ("Мост закрыли в понедельник. " * 9).encode("cp1251"),
    "Chinese": ("大桥星期一关闭。" * 9).encode("gbk"),
    "UTF-16": ("Мост закрыли в понедельник. " * 9).encode("utf-16-le"),
    "NULs": b"The bridge\0 was closed on\0 Monday\0.",
    "empty": b"",
    "empty text": "",
    "white space": " \n ",
}

NO_PAGE = {
    "PDF": b"%PDF-1.7\n1 0 obj",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "GIF": b"GIF89a\x01\0",
    "WebP": b"RIFF\x10\0\0\0WEBPVP8 ",
    "gzip": gzip.compress(b"<html>", mtime=0),
    "zip": b"PK\x03\x04\x14\0",
    "bzip2": b"BZh91AY&SY\x01\x02\x03\x04\x05\0\0",
    "xz": b"\xfd7zXZ\0\0",
    "zstd": b"\x28\xb5\x2f\xfd\x04",
    "ELF": b"\x7fELF\x02\x01\x01",
    "MP4": b"\0\0\0\x18ftypmp42",
    "Ogg": b"OggS\0\x02",
    "EPUB": b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip",
    "Office": b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml",
    "font": b"wOF2\0\x01\0\0\x01\x02\x03",
    "binary": bytes(random.Random(7).randbytes(600)),
    "NULs alone": b"\0" * 300,
    "JSON": '{"title": "x", "body": "y"}',
    "JSON array": b'[{"a": 1}]\n',
    "RSS": '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>',
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    "SVG": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "XML": '<?xml version="1.0"?><TEI><text/></TEI>',
}


@pytest.mark.parametrize("name", HTML)
def test_html(name: str) -> None:
    assert sniff(Capture(HTML[name])) == "html"


@pytest.mark.parametrize("name", TEXT)
def test_flat_text(name: str) -> None:
    assert sniff(Capture(TEXT[name])) == "text"


@pytest.mark.parametrize("name", NO_PAGE)
@pytest.mark.parametrize("media", [None, "application/octet-stream"])
def test_no_page(name: str, media: str | None) -> None:
    with pytest.raises(MediaError) as caught:
        sniff(Capture(NO_PAGE[name], media=media, name="kept.bin"))
    assert str(caught.value).startswith("kept.bin: not a page but ")


def test_the_error_says_what_it_is() -> None:
    with pytest.raises(MediaError, match=r"a PNG image$"):
        sniff(Capture(NO_PAGE["PNG"], media="text/html"))
    with pytest.raises(MediaError, match=r"an EPUB book$"):
        sniff(Capture(NO_PAGE["EPUB"]))
    with pytest.raises(MediaError, match=r"an RSS or Atom feed$"):
        sniff(Capture(NO_PAGE["RSS"], media="application/rss+xml"))


@pytest.mark.parametrize(
    ("media", "content", "kind"),
    [
        ("text/html; charset=utf-8", PROSE, "html"),
        ("Application/XHTML+XML", PROSE, "html"),
        ("text/plain", HTML["document"], "text"),
        ("text/markdown", PROSE, "text"),
        ("application/xml", HTML["XHTML"], "html"),
        ("application/octet-stream", HTML["document"], "html"),
        ("image/png", HTML["document"], "html"),
    ],
)
def test_a_stated_type_is_honoured_unless_the_content_is_plain(media: str, content: str, kind: str) -> None:
    assert sniff(Capture(content, media=media)) == kind


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "text/css", "application/json", "video/mp4"])
def test_a_stated_type_that_is_no_page(media: str) -> None:
    with pytest.raises(MediaError, match=media):
        sniff(Capture(PROSE, media=media))


@pytest.mark.parametrize("piece", ["<", "<p>", "</div>", "x <p> y", "<!--", "<?", "<!DOCTYPE ", '<a b="', " ", '{"'])
def test_time_is_bounded(piece: str) -> None:
    started = time.process_time()
    with contextlib.suppress(MediaError):
        sniff(Capture(piece * 200_000))
    assert time.process_time() - started < 2


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(st.characters(), max_size=200)))
def test_any_content_is_html_text_or_an_error(content: bytes | str) -> None:
    with contextlib.suppress(MediaError):
        assert sniff(Capture(content)) in ("html", "text")
