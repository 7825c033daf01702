"""The body of a record as pieces: shapes, links, statements and where they stand."""

from pathlib import Path
from typing import Any

import pytest

from tearsheet.extraction import extract
from tearsheet.web.reading import place_of, record_pieces, snippet_markup, where_said
from tearsheet.web.viewsarticle import article_view

NEWS = Path(__file__).parents[2] / "examples" / "news.html"


@pytest.fixture(scope="module")
def view() -> dict[str, Any]:
    return article_view(extract(NEWS.read_bytes()))


def test_every_block_of_the_body_is_a_piece(view: dict[str, Any]) -> None:
    pieces = record_pieces(view)
    numbers = [item["number"] for piece in pieces for item in piece.get("items", [piece])]
    assert set(view["sources"]["body"]) <= set(numbers)
    assert len(numbers) == len(set(numbers))
    assert {"p", "heading", "image"} <= {piece["shape"] for piece in pieces}


def test_statements_are_marked_where_they_stand(view: dict[str, Any]) -> None:
    index, said = next((i, one) for i, one in enumerate(view["statements"]) if "missed the boat" in one["text"])
    written = "".join(str(piece["html"]) for piece in record_pieces(view) if "html" in piece)
    assert f'data-said="{index}"' in written
    told = where_said(view)[index]
    number, start, length = (int(part) for part in told.split()[0].split(":"))
    text = "".join(view["blocks"][number]["text"].split())
    assert "missedtheboat" in text[start : start + length]
    assert said["pieces"]


def test_a_link_that_could_do_harm_is_text() -> None:
    text = "The harbour was closed on Monday and it stays closed until the storm has passed over the town."
    page = (
        f'<article><h1>Harbour</h1><p>{text} <a href="javascript:alert(1)">More</a></p><p>{text} Again.</p></article>'
    )
    written = "".join(str(piece["html"]) for piece in record_pieces(article_view(extract(page))))
    assert "More" in written
    assert "javascript" not in written


def test_a_snippet_is_no_markup() -> None:
    snippet = {"text": "a <b> c", "hits": [[2, 5]], "cut_before": True, "cut_after": False}
    assert snippet_markup(snippet) == "… a <mark>&lt;b&gt;</mark> c"


def test_places() -> None:
    assert place_of({"kind": "span", "start": 3, "end": 9}) == "3–9"
    assert place_of({"kind": "element", "selector": "html > body > div:nth-child(1) > p:nth-child(2)"}).startswith("… ")
    assert place_of(None) == ""
