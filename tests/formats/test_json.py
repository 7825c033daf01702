import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tearsheet._version import __version__
from tearsheet.article.article import Access, Article, Author, AuthorKind, Entry, Evidence, Image, Link, PageType
from tearsheet.capture import Capture
from tearsheet.formats import FIELDS
from tearsheet.formats.json import to_dict, write_json
from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role

PLACE = Place("span", start=3, end=9)
texts = st.text(alphabet=st.characters(exclude_categories=()), max_size=12)


def full() -> Article:
    return Article(
        title="Ferry",
        kicker="Coast",
        standfirst="It sails.",
        authors=(Author("Ana", url="https://a.test/"), Author("Wire", AuthorKind.AGENCY)),
        published=datetime(2024, 5, 3),
        published_raw="3 May 2024",
        modified=datetime(2024, 5, 4, 10, tzinfo=UTC),
        modified_raw="2024-05-04T10:00Z",
        language="en",
        site_name="The Quay",
        section="News",
        tags=("boats",),
        access=Access.METERED,
        url="https://a.test/ferry",
        page_type=PageType.LIVE_BLOG,
        body=(
            Block(
                "A | B", Kind.TABLE, PLACE, cells=((Cell("A", True, 2, 3), Cell("B")),),
                marks=(Mark(0, 1, "link", "x:y"),), role=Role.TABLE, probability=0.87654321, entry=0,
            ),
            Block(
                "", Kind.IMAGE, PLACE, picture=Picture("https://a.test/i", "boat", 6, 4, "https://a.test/p"),
                role=Role.IMAGE,
            ),
            Block("one", Kind.LIST_ITEM, PLACE, level=2, ordinal=7, role=Role.LIST_ITEM),
        ),
        entries=(Entry("First", "Ana", datetime(2024, 5, 3, 9, tzinfo=UTC), PLACE),),
        images=(Image("https://a.test/i", "Quay", "J. S.", "boat", 6, 4, True, PLACE, PLACE, PLACE),),
        related=(Link("More", "https://a.test/m", "a pier", PLACE),),
        left_out=(Block("Share", Kind.PARAGRAPH, PLACE, role=Role.SHARE),),
        confidence=0.5,
        reasons=("long text",),
        confidences={"title": 0.9},
        warnings=("no date",),
        capture=Capture("x", "https://a.test/ferry?p", datetime(2024, 6, 1, tzinfo=UTC), "text/html"),
        encoding="utf-8",
        evidences={"title": (Evidence("title", "Ferry", "Ferry | Quay", "meta", PLACE, True),)},
    )  # fmt: skip


def test_every_field_of_an_article_is_there() -> None:
    record = to_dict(full(), with_removed=True)
    assert tuple(record) == FIELDS
    span = {"kind": "span", "start": 3, "end": 9}
    blank = {
        "level": 0, "ordinal": None, "marks": [], "cells": [], "image": None, "place": span, "probability": None,
        "entry": None, "language": None,
    }  # fmt: skip
    assert record == {
        "url": "https://a.test/ferry",
        "title": "Ferry",
        "kicker": "Coast",
        "standfirst": "It sails.",
        "authors": [
            {"name": "Ana", "kind": "person", "url": "https://a.test/", "initials": False},
            {"name": "Wire", "kind": "agency", "url": None, "initials": False},
        ],
        "published": "2024-05-03",
        "published_raw": "3 May 2024",
        "published_assumed": [],
        "modified": "2024-05-04T10:00:00+00:00",
        "modified_raw": "2024-05-04T10:00Z",
        "modified_assumed": [],
        "language": "en",
        "site_name": "The Quay",
        "section": "News",
        "tags": ["boats"],
        "access": "metered",
        "page_type": "live blog",
        "text": "It sails.\n\nA | B\n\none",
        "body": [
            blank | {
                "text": "A | B", "role": "table", "kind": "table", "probability": 0.8765, "entry": 0, "span": [11, 16],
                "marks": [{"start": 0, "end": 1, "kind": "link", "target": "x:y"}],
                "cells": [
                    [
                        {"text": "A", "header": True, "columns": 2, "rows": 3},
                        {"text": "B", "header": False, "columns": 1, "rows": 1},
                    ]
                ],
            },
            blank | {
                "text": "", "role": "image", "kind": "image", "span": [16, 16],
                "image": {
                    "address": "https://a.test/i", "description": "boat", "width": 6, "height": 4, "link": "https://a.test/p",
                },
            },
            blank | {
                "text": "one", "role": "list item", "kind": "list item", "level": 2, "ordinal": 7, "span": [18, 21],
            },
        ],
        "entries": [{"title": "First", "author": "Ana", "published": "2024-05-03T09:00:00+00:00", "place": span}],
        "images": [
            {
                "address": "https://a.test/i", "caption": "Quay", "credit": "J. S.", "description": "boat", "width": 6,
                "height": 4, "cover": True, "place": span, "caption_place": span, "credit_place": span,
                "original": None, "creators": [], "agency": None,
            }
        ],
        "related": [{"text": "More", "url": "https://a.test/m", "description": "a pier", "place": span}],
        "left_out": [blank | {"text": "Share", "role": "share", "kind": "paragraph", "span": None}],
        "confidence": 0.5,
        "reasons": ["long text"],
        "confidences": {"title": 0.9},
        "warnings": ["no date"],
        "evidence": {
            "title": [{"value": "Ferry", "raw": "Ferry | Quay", "source": "meta", "place": span, "used": True}]
        },
        "capture": {
            "url": "https://a.test/ferry?p",
            "captured": "2024-06-01T00:00:00+00:00",
            "name": "https://a.test/ferry?p",
            "digest": "sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            "media": "text/html",
            "encoding": "utf-8",
            "fields": None,
        },
        "tearsheet": __version__,
    }  # fmt: skip


def test_no_field_of_the_nouns_is_forgotten() -> None:
    record = to_dict(full(), with_removed=True)
    renamed = {"evidences": "evidence", "encoding": "capture"}
    assert {renamed.get(name, name) for name in Article.__dataclass_fields__} <= set(record)

    def missing(noun: Any, written: dict[str, Any], *elsewhere: str) -> set[str]:
        return set(noun.__dataclass_fields__) - set(written) - set(elsewhere)

    # A Block's element and block are indexes into its Page; its place says where it stands.
    assert missing(Block, record["body"][0], "picture", "element", "block") == set()
    assert missing(Mark, record["body"][0]["marks"][0]) == set()
    assert missing(Cell, record["body"][0]["cells"][0][0]) == set()
    # What attributes say of a picture stands in the Image as caption and credit.
    assert missing(Picture, record["body"][1]["image"], "figure", "told") == set()
    assert missing(Author, record["authors"][0]) == set()
    assert missing(Image, record["images"][0]) == set()
    assert missing(Link, record["related"][0]) == set()
    assert missing(Entry, record["entries"][0]) == set()
    assert missing(Evidence, record["evidence"]["title"][0], "field") == set()
    assert missing(Capture, record["capture"], "content", "charset", "header") == set()


def test_what_is_absent_is_null_or_an_empty_list() -> None:
    record = to_dict(Article())
    assert tuple(record) == FIELDS
    assert {name for name, value in record.items() if value is None} == {
        "url", "title", "kicker", "standfirst", "published", "published_raw", "modified", "modified_raw", "language",
        "site_name", "section", "access", "left_out",
    }  # fmt: skip
    assert record["capture"] == dict.fromkeys(("url", "captured", "name", "digest", "media", "encoding", "fields"))
    assert to_dict(Article(), with_removed=True)["left_out"] == []


def test_the_record_that_a_capture_stood_in_comes_along() -> None:
    fields = {"id": 7, "text": None, "meta": {"tags": ["a"]}}
    record = to_dict(Article(capture=Capture("x", fields=fields)))
    assert record["capture"]["fields"] == fields


def test_json_is_the_record() -> None:
    article = full()
    assert json.loads(write_json(article)) == to_dict(article) == article.to_dict()
    assert json.loads(write_json(article, with_removed=True, indent=2)) == to_dict(article, with_removed=True)
    assert article.json(indent=2).startswith('{\n  "url": ')


def test_numbers_that_json_lacks_are_null() -> None:
    odd = Block("x", Kind.PARAGRAPH, PLACE, probability=float("inf"))
    record = json.loads(write_json(Article(body=(odd,), confidence=float("nan"))))
    assert record["confidence"] is None
    assert record["body"][0]["probability"] is None


@given(texts, texts)
def test_any_text_is_written_as_utf8_on_one_line(text: str, name: str) -> None:
    body = (Block(text, Kind.PARAGRAPH, PLACE, marks=(Mark(0, 1, "link", text),), cells=((Cell(text),),)),)
    evidences = {name: (Evidence(name, text, text, "meta", PLACE),)}
    article = Article(title=text, body=body, tags=(text,), warnings=(text,), evidences=evidences)
    written = write_json(article)
    assert len(written.splitlines()) == 1
    record = json.loads(written.encode())
    assert record == to_dict(article)
    assert len(record["title"]) == len(text)
    assert record["body"][0]["cells"][0][0]["text"] == record["title"]


def test_scripts_stay_readable() -> None:
    assert '"title": "Паром 渡轮 العبّارة"' in write_json(Article(title="Паром 渡轮 العبّارة"))
