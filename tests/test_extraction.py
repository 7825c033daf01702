import gzip
import json
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tearsheet import Article, Capture, LimitError, Limits, MediaError, TearsheetError, extract
from tearsheet.choices import Favour
from tests.pages.flat import FLAT_DE, FLAT_FR
from tests.pages.markup import damaged, soup
from tests.pages.news import ALL, ENGLISH, NEWS_EN, NEWS_RU, NEWS_ZH, RUSSIAN, plain
from tests.pages.others import DOCUMENTATION, FORUM, LIVE_BLOG, PRODUCT

PROSE = "The bridge over the river was closed on Monday, and nobody could say when it would open again. "
PATIENT = Limits(bytes=200_000_000, seconds=120)


def read(source: bytes | str | Capture, limits: Limits | None = None) -> Article | TearsheetError:
    """An Article that can be written in every format, or the error that says why not."""
    try:
        article = extract(source, url="https://harbour.example/a", limits=limits)
    except (MediaError, LimitError) as error:
        refused: TearsheetError = error
    else:
        check(article)
        return article
    assert refused.source == "https://harbour.example/a"
    assert refused.reason
    return refused


def check(article: Article) -> None:
    for removed in (False, True):
        written = article.json(with_removed=removed)
        assert json.loads(written.encode("utf-8"))
    for form in (article.text, article.markdown, article.html, article.tei):
        assert isinstance(form, str)
    assert 0 <= article.confidence <= 1
    if not article.text and not article.images:
        assert article.warnings
        assert article.confidence == 0


# The interface


@pytest.mark.parametrize(
    "source",
    [ENGLISH, ENGLISH.encode(), ENGLISH.encode("utf-16"), Capture(ENGLISH), Capture(ENGLISH.encode())],
    ids=["text", "bytes", "utf-16", "capture of text", "capture of bytes"],
)
def test_what_a_source_may_be(source: bytes | str | Capture) -> None:
    article = extract(source, url=NEWS_EN.url)
    assert article.title == NEWS_EN.title
    assert article.capture is not None
    assert article.capture.url == NEWS_EN.url


@pytest.mark.parametrize("source", [None, 7, ["<p>x"], bytearray(b"<p>x")])
def test_what_a_source_may_not_be(source: object) -> None:
    with pytest.raises(TypeError):
        extract(source)  # type: ignore[arg-type]


def test_arguments_come_before_what_the_capture_says() -> None:
    capture = Capture(
        ENGLISH, url="https://other.example/", captured=datetime(2030, 1, 1, tzinfo=UTC), media="text/html"
    )
    article = extract(capture, url=NEWS_EN.url, media="text/plain")
    assert article.capture is not None
    assert (article.capture.url, article.capture.media) == (NEWS_EN.url, "text/plain")
    assert article.capture.captured == datetime(2030, 1, 1, tzinfo=UTC)
    assert capture.url == "https://other.example/"
    assert all(block.place.kind == "span" for block in (*article.body, *article.left_out))


def test_nothing_is_later_than_the_capture() -> None:
    early = datetime(2024, 5, 1, tzinfo=UTC)
    assert extract(ENGLISH, captured=early).published is None
    late = datetime(2024, 5, 8, tzinfo=UTC)
    assert extract(ENGLISH, captured=late).published == datetime.fromisoformat(NEWS_EN.instant)


@pytest.mark.parametrize(
    ("encoding", "news"),
    [("utf-8", NEWS_ZH), ("windows-1251", NEWS_RU), ("koi8-r", NEWS_RU), ("gbk", NEWS_ZH), ("utf-16-le", NEWS_RU)],
)
def test_pages_in_other_encodings(encoding: str, news: object) -> None:
    html = plain(news).replace("charset=utf-8", f"charset={encoding}")  # type: ignore[arg-type]
    article = extract(html.encode(encoding, "xmlcharrefreplace"))
    assert [block.text for block in article.body if block.text] == list(news.paragraphs)  # type: ignore[attr-defined]


# Bad input


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(ENGLISH.encode(), mtime=0), "gzip"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8, "JPEG"),
        (random.Random(1).randbytes(5000), "binary"),
        (b"\x00" * 5000, "binary"),
    ],
)
def test_what_is_no_page_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(MediaError, match=reason) as caught:
        extract(Capture(content, name="dump/0017"))
    assert caught.value.source == "dump/0017"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        " ",
        "\ufeff",
        "<html>",
        "<script>var a = '<p>words</p>'</script>",
        "<html><head><style>p{}</style></head></html>",
        "<frameset cols=1,2><frame src=a.html><frame src=b.html></frameset>",
        "<html><body><img></body></html>",
        "<html><!-- " + PROSE,
        "<html><body><p hidden></p><noscript></noscript></body></html>",
    ],
)
def test_pages_without_text_give_an_empty_article_that_says_so(content: bytes | str) -> None:
    article = extract(content)
    check(article)
    assert article.text == ""
    assert article.warnings


def test_frameset_with_words_for_other_browsers() -> None:
    article = extract(f"<html><frameset><frame src=a></frameset><noframes><p>{PROSE * 3}</noframes></html>")
    check(article)


@pytest.mark.parametrize("at", [0.1, 0.35, 0.5, 0.8, 0.97])
def test_truncated_pages(at: float) -> None:
    data = RUSSIAN.encode()
    article = read(data[: int(len(data) * at) | 1])
    assert isinstance(article, Article)
    kept = [block.text for block in article.body if block.text in NEWS_RU.paragraphs]
    whole = [text for text in NEWS_RU.paragraphs if f"<p>{text}</p>".encode() in data[: int(len(data) * at)]]
    assert kept == whole


def test_nuls_and_lone_surrogates() -> None:
    spoilt = ENGLISH.replace("bridge", "bri\0dge").replace("tram", "tr\ud800am")
    article = read(spoilt)
    assert isinstance(article, Article)
    assert len(article.body) == 8
    assert isinstance(read(spoilt.encode("utf-8", "surrogatepass")), Article)


def test_mixed_encodings() -> None:
    data = RUSSIAN.encode() + NEWS_RU.legal.encode("cp1251") + NEWS_ZH.title.encode("gbk")
    article = read(data)
    assert isinstance(article, Article)
    assert [block.text for block in article.body if block.text][:3] == list(NEWS_RU.paragraphs[:3])


def test_wrong_declaration() -> None:
    html = plain(NEWS_RU).replace("charset=utf-8", "charset=gbk")
    assert extract(html.encode()).title == NEWS_RU.title


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"NewsArticle","author":' * 5_000 + '"x"' + "}" * 5_000,
        "[" * 200_000,
        '{"@type":"NewsArticle",/* c */"headline":"Iron bridge",}',
        '{"@graph":[' + '{"@type":"Person","name":"a"},' * 20_000 + "{}]}",
        '{"@type":["NewsArticle",{"a":[1]}],"author":{"author":{"author":7}},"datePublished":[[]],"image":{"url":{}}}',
        '{"headline":"' + "x" * 1_000_000 + '"}',
        '{"datePublished":"99999-99-99T99:99:99+99:99","dateModified":"0000-00-00"}',
        '{"datePublished":1e400,"author":NaN,"keywords":{"a":1}}',
    ],
)
def test_broken_and_recursive_json_ld(data: str) -> None:
    html = ENGLISH.replace("<style>", f'<script type="application/ld+json">{data}</script><style>')
    article = read(html)
    assert isinstance(article, Article)
    assert article.title == NEWS_EN.title
    assert len([block for block in article.body if block.text]) == 7


def test_large_things_are_refused_by_default() -> None:
    with pytest.raises(LimitError, match=r"capture: 20,000,001 bytes are more than the limit of 20,000,000"):
        extract(b"x" * 20_000_001)


def test_text_is_refused_as_well() -> None:
    with pytest.raises(LimitError, match="101 bytes are more than the limit of 100"):
        extract("x" * 101, limits=Limits(bytes=100))


def test_hundred_megabytes_of_one_line() -> None:
    line = b"All on one line. " * 5_900_000
    assert len(line) > 100_000_000
    article = extract(line, limits=PATIENT)
    (block,) = (*article.body, *article.left_out)
    assert (block.place.start, block.place.end) == (0, len(line) - 1)


def test_long_line_of_markup() -> None:
    article = read(b"<p>" + b"word " * 1_500_000, PATIENT)
    assert isinstance(article, Article)


def test_two_hundred_thousand_nested_elements() -> None:
    news = ENGLISH.replace('<div class="article-body">', '<div class="article-body">' + "<div>" * 200_000)
    start = time.process_time()
    article = read(news)
    assert isinstance(article, Article)
    assert time.process_time() - start < 5
    text = "\n".join(block.text for block in (*article.body, *article.left_out))
    assert [paragraph for paragraph in NEWS_EN.paragraphs if paragraph not in text] == []
    assert any("nested deeper" in warning for warning in article.warnings)


def table(rows: int) -> str:
    cells = "".join(f"<tr><td>{n}<td>{n * n}" for n in range(rows))
    return f"<html><body><h1>Squares</h1><p>{PROSE * 5}</p><table>{cells}</table></body></html>"


def test_table_of_twenty_thousand_rows() -> None:
    article = read(table(20_000))
    assert isinstance(article, Article)
    assert article.warnings == ()
    (kept,) = (block for block in (*article.body, *article.left_out) if block.cells)
    assert len(kept.cells) == 20_000


def test_table_of_a_million_rows_is_refused_in_time() -> None:
    html = table(1_000_000)
    start = time.process_time()
    with pytest.raises(LimitError):
        extract(html, limits=Limits(bytes=50_000_000, seconds=2))
    assert time.process_time() - start < 8


def test_table_beyond_the_nodes_is_cut_and_says_so() -> None:
    article = extract(table(100_000), limits=Limits(bytes=50_000_000, nodes=20_000, seconds=60))
    assert "only the first 20000 nodes of the page are read" in article.warnings
    assert article.title == "Squares"


def test_huge_spans_ten_thousand_attributes_and_nothing_closed() -> None:
    html = (
        f"<h1>{NEWS_EN.title}<p>{PROSE * 5}<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>a<td>b<tr>"
        f"<td>c<td>d</table><p {' '.join(f'a{n}=b' for n in range(10_000))}>{PROSE * 5}<b><i><a href=x><ul><li>"
    )
    article = read(html)
    assert isinstance(article, Article)


def test_seconds_are_kept() -> None:
    with pytest.raises(LimitError, match=r"a\.html: not done within 1e-06 seconds"):
        extract(Capture(ENGLISH, name="a.html"), limits=Limits(seconds=1e-6))


def test_nodes_are_bounded_with_a_warning() -> None:
    html = ENGLISH.replace("</main>", "<p>x</p>" * 10_000 + "</main>")
    article = extract(html, limits=Limits(nodes=5_000, seconds=60))
    assert "only the first 5000 nodes of the page are read" in article.warnings
    assert article.title == NEWS_EN.title


def test_lines_are_bounded_with_a_warning() -> None:
    article = extract("A line of words.\n" * 1_000, media="text/plain", limits=Limits(nodes=100, seconds=60))
    assert "only the first 100 lines of the capture are read" in article.warnings


# The same from everywhere

PAGES = [
    *(news.html for news in ALL),
    *(plain(news) for news in ALL),
    FORUM,
    LIVE_BLOG,
    PRODUCT,
    DOCUMENTATION,
    FLAT_DE.text,
    FLAT_FR.text,
    "<script>only()</script>",
    "",
]


def record(page: str) -> bytes:
    article = extract(page, url="https://harbour.example/a")
    return "\n".join((article.json(with_removed=True), article.markdown, article.html, article.tei)).encode()


def test_the_same_twice_and_in_any_order() -> None:
    first = [record(page) for page in PAGES]
    order = list(range(len(PAGES)))
    random.Random(3).shuffle(order)
    again = {number: record(PAGES[number]) for number in order}
    assert [again[number] for number in range(len(PAGES))] == first


def test_the_same_from_eight_threads() -> None:
    alone = [record(page) for page in PAGES]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(record, PAGES * 4))
    assert together == alone * 4


# Anything at all


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe<")
@example(b"<\x00h\x00t\x00m\x00l")
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(st.text(st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    read(text)


@given(st.text(st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_through_the_html_door(text: str) -> None:
    read(Capture(text, media="text/html"))


@given(damaged(ENGLISH))
@settings(max_examples=40, deadline=None)
def test_damaged_pages(html: str) -> None:
    assert isinstance(read(html), Article)


@given(damaged(FORUM), st.sampled_from(["utf-8", "latin-1", "utf-16", "gbk", "cp1251"]))
@settings(max_examples=20, deadline=None)
def test_damaged_pages_in_any_encoding(html: str, encoding: str) -> None:
    read(html.encode(encoding, "replace"))


@given(soup)
@settings(max_examples=80, deadline=None)
def test_tag_soup(html: str) -> None:
    article = read(Capture(html, media="text/html"))
    assert isinstance(article, MediaError) or not re.search(r"<script|<style|onclick", article.html)


@given(damaged(FLAT_DE.text))
@settings(max_examples=30, deadline=None)
def test_damaged_flat_captures(text: str) -> None:
    article = extract(text, media="text/plain")
    check(article)
    for block in (*article.body, *article.left_out):
        assert block.place.kind == "span"
        start, end = block.place.start, block.place.end
        assert start is not None
        assert end is not None
        assert 0 <= start < end <= len(text)


# Choices


@pytest.mark.parametrize("html", [NEWS_EN.html, FORUM, PRODUCT, plain(NEWS_EN)])
def test_recall_keeps_what_precision_keeps(html: str) -> None:
    precise, balanced, whole = (
        {block.block for block in extract(html, favour=favour).body if block.text} for favour in Favour
    )
    assert precise <= balanced <= whole


def test_favour_is_one_of_three() -> None:
    assert extract(FORUM, favour="balance") == extract(FORUM)
    with pytest.raises(ValueError, match="favour must be 'precision', 'balance' or 'recall', not 'both'"):
        extract(FORUM, favour="both")  # type: ignore[arg-type]
