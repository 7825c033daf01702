"""What the archive writes of an article comes back equal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.archive import record
from tearsheet.archive.record import read_record, read_statements, write_record, write_statements
from tearsheet.page.block import Block, Cell, Kind, Mark, Meta, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role

PAGE = b"""<html lang=en><head><title>Ferry late - The Post</title><meta property="og:site_name" content="The Post">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry late",
"datePublished": "2024-05-14T06:30:00+01:00", "author": {"name": "Ann Lee", "url": "/ann"}}</script></head><body>
<nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Ferry late</h1><p>By Ann Lee</p>
<p>The ferry to <a href=/pell>Pell Island</a> was an hour late on <b>Monday</b>, the harbour board said in a note.</p>
<figure><img src=/a.jpg alt="A ferry" width=600><figcaption>The ferry at the quay. Photo: Jo Hall</figcaption></figure>
<p>Passengers waited in the rain, and some of them went home before it came in at a quarter past eight.</p>
<table><tr><th>Trip</th><th>Fare</th></tr><tr><td>Quay Street</td><td>3.20</td></tr></table></article>
<footer>All rights reserved</footer></body></html>"""


def check(article: tearsheet.Article) -> tearsheet.Article:
    content = article.capture.content
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    written = write_record(article)
    said = write_statements(article.statements)
    back = read_record(written, data, read_statements(said))
    assert back == article
    assert back.statements == article.statements
    assert write_statements(back.statements) == said
    assert back.capture == article.capture
    assert back.json(with_removed=True) == article.json(with_removed=True)
    assert write_record(back) == written
    return back


def test_a_page_comes_back_with_every_place() -> None:
    capture = tearsheet.Capture(
        PAGE,
        url="https://post.example/ferry",
        captured=datetime(2024, 5, 15, 9, 30, 0, 5, timezone(timedelta(hours=-3, minutes=-30))),
        media="text/html",
        name="ferry.html",
        fields={"id": "a", "more": [1, None, {"ü": 0.5}]},
    )
    back = check(tearsheet.extract(capture))
    assert back.published == datetime(2024, 5, 14, 5, 30, tzinfo=UTC)
    assert back.evidence("published")[0].place.selector is not None
    assert back.left_out
    assert all(block.place.selector for block in back.left_out)


def test_flat_text_comes_back_as_text() -> None:
    text = "Le moulin rouvre\n\nLe moulin communal a livré \udc80 samedi ses premiers sacs de farine depuis 1990.\n"
    back = check(tearsheet.extract(text))
    assert isinstance(back.capture.content, str)
    assert back.body[0].place.start is not None


def test_bytes_stay_bytes_and_text_stays_text() -> None:
    text = "The bridge over the Aar reopened on Monday after two years of work, the council said."
    for content in (text, text.encode()):
        assert type(check(tearsheet.extract(content)).capture.content) is type(content)


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=300),
    st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=9), max_size=3),
    st.datetimes(timezones=st.just(UTC) | st.none()),
)
def test_whatever_is_captured_comes_back(text: str, fields: dict[str, object], captured: datetime) -> None:
    try:
        article = tearsheet.extract(tearsheet.Capture(text, captured=captured, fields=fields), media="text/plain")
    except tearsheet.MediaError:  # control characters alone
        return
    check(article)


def test_places_that_are_not_their_blocks_elements_come_back() -> None:
    article = tearsheet.extract(PAGE)
    elements = article.body[0].place.elements
    places = [Place("data", elements, -1, pointer="/0/a"), Place("element", elements, 3), Place("span", start=1, end=4)]
    body = [replace(block, place=place) for block, place in zip(article.body, places, strict=False)]
    body.append(replace(article.body[0], element=-1, block=-1))
    check(replace(article, body=(*body, *article.body), left_out=()))


def test_fields_of_another_version_do_no_harm() -> None:
    article = tearsheet.extract(PAGE)
    written = write_record(article).replace(b'"article":{', b'"article":{"sentiment":{"a":1},')
    assert read_record(written, PAGE) == article


def test_what_is_no_record_is_told() -> None:
    for data in (b"", b"{}", b"[]", b'{"elements":[],"capture":null,"text":false,"article":{"body":[{}]}}', b"\xff"):
        try:
            read_record(data, b"")
        except ValueError:
            continue
        raise AssertionError(data)


def test_records_written_in_python_and_in_c_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        tearsheet.extract(PAGE),
        tearsheet.extract(
            'Le moulin \udc80 rouvre\n\n"Samedi", dit-il.\x7f\u2028\u0085 a livré ses sacs \U0001f600 de farine.\n'
        ),
        tearsheet.extract(
            tearsheet.Capture(PAGE, fields={"a\u2028": [1, None, True, 1e300, float("inf"), {"\udfff": -3}]})
        ),
    ]
    written = [write_record(article) for article in articles]
    monkeypatch.setattr(record, "recordloops", None)
    assert [write_record(article) for article in articles] == written


MAYBE_NUMBERS = st.none() | st.integers(-1, 3) | st.integers(-(2**70), 2**70)
WORDS = st.sampled_from(["", "a", 'b "\\', "\0\x1f\x7f\n", "é\u2028", "你", "\U0001f600", "\udc80"])
PLACES = st.builds(
    Place,
    kind=st.sampled_from(["span", "element"]),
    attribute=st.none() | WORDS,
    pointer=st.none() | WORDS,
    start=st.none() | st.integers(-3, 30),
    end=st.none() | st.integers(-3, 30),
)
PICTURES = st.builds(
    Picture,
    address=st.none() | WORDS,
    description=st.none() | WORDS,
    width=MAYBE_NUMBERS,
    height=st.none() | st.booleans(),
    link=st.none() | WORDS,
    figure=st.integers(-1, 3),
    told=st.lists(st.builds(Meta, WORDS, WORDS, PLACES), max_size=1).map(tuple),
)
BLOCKS = st.builds(
    Block,
    text=WORDS | st.sampled_from(["Le moulin", "Le"]),
    kind=st.sampled_from(Kind),
    place=PLACES,
    level=st.integers(0, 2),
    ordinal=MAYBE_NUMBERS,
    marks=st.lists(
        st.builds(Mark, st.integers(0, 3), st.integers(0, 3), st.sampled_from(["link", "b"]), st.none() | WORDS),
        max_size=2,
    ).map(tuple),
    cells=st.lists(st.lists(st.builds(Cell, WORDS, st.booleans()), max_size=2).map(tuple), max_size=2).map(tuple),
    picture=st.none() | PICTURES,
    element=st.integers(-1, 5),
    block=st.integers(-1, 5),
    role=st.none() | st.sampled_from(Role),
    probability=st.none() | st.floats(0, 1) | st.integers(0, 10_000).map(lambda parts: parts / 10_000),
    entry=st.none() | st.booleans() | st.integers(0, 1),
    language=st.none() | WORDS,
)


@pytest.mark.skipif(record.recordloops is None, reason="nothing is compiled")
@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=5), st.lists(BLOCKS, max_size=3), st.lists(st.integers(0, 11), max_size=3))
def test_blocks_written_in_python_and_in_c_are_the_same(body: list[Block], left: list[Block], named: list[int]) -> None:
    page = tearsheet.extract(PAGE)
    elements = page.body[0].place.elements
    places = [Place("element", elements, number) for number in named]
    body = [replace(block, place=place) for block, place in zip(body, places, strict=False)] + body[len(places) :]
    text = "Le  moulin \udc80 rouvre \U0001f600\n\nLe"
    for capture in (page.capture, tearsheet.Capture(text), None):
        article = replace(page, body=tuple(body), left_out=tuple(left), capture=capture)
        written = write_record(article)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(record, "recordloops", None)
            assert write_record(article) == written


@pytest.mark.skipif(record.recordloops is None, reason="nothing is compiled")
def test_ordinary_records_are_written_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [tearsheet.extract(PAGE), tearsheet.extract('Late\n\n"It was late," said Ann Lee on Monday, 13 May.\n')]
    written = [(write_record(article), write_statements(article.statements)) for article in articles]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "recordloops", None)
        assert [(write_record(article), write_statements(article.statements)) for article in articles] == written
    monkeypatch.setattr(record, "_bytes", lambda written: pytest.fail("was asked for"))
    assert [(write_record(article), write_statements(article.statements)) for article in articles] == written


def test_blocks_of_odd_shapes_come_back() -> None:
    article = tearsheet.extract(PAGE)
    first = article.body[0]
    marks = (Mark(0, len(first.text), "link", "/a"), Mark(0, 1, "strong"), Mark(2, 3, "link", ""))
    told = (Meta("caption", "By the sea", first.place), Meta("credit", "Jo", first.place))
    odd = [
        replace(first, marks=marks, level=3, ordinal=0, entry=0, probability=0.123456, language="fr"),
        replace(first, picture=Picture("", "", 0, 0, "", 0, told), element=-1, block=7, role=None, probability=1),
        replace(first, text="", cells=((), (Cell(""), Cell("x", True, 2, 3))), probability=0),
        replace(first, place=Place("element", first.place.elements, -1)),
    ]
    for body in (odd, odd[:1], odd[::-1], [odd[3]] * 3):
        check(replace(article, body=tuple(body)))
