import pytest

from tearsheet import extract
from tearsheet.page.block import Kind, Mark
from tests.pages.reading import text_blocks


def test_links_emphasis_and_code() -> None:
    text = 'See **Jonas**, [the *old* ferry](https://harbour.example/a_(b) "x"), `run` and <https://x.example/y>.'
    (block,) = text_blocks(text)
    assert block.text == "See Jonas, the old ferry, run and https://x.example/y."
    assert [(block.text[mark.start : mark.end], mark.kind, mark.target) for mark in block.marks] == [
        ("Jonas", "strong", None),
        ("the old ferry", "link", "https://harbour.example/a_(b)"),
        ("old", "emphasis", None),
        ("run", "code", None),
        ("https://x.example/y", "link", "https://x.example/y"),
    ]
    assert (block.place.start, block.place.end) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4 = 24", "a snake_case_name_here", "[1] a note", "5 * stars", "C:\\new\\[x]"]
)
def test_what_is_no_markdown_stays(text: str) -> None:
    (block,) = text_blocks(text)
    assert (block.text, block.marks) == (text, ())


def test_marks_of_headings_and_items_count_from_their_text() -> None:
    heading, one, _ = text_blocks("# The [ferry](https://x.example/f)\n* **Two** crowns\n* [More](https://x.example/m)")
    assert (heading.kind, heading.text) == (Kind.HEADING, "The ferry")
    assert heading.marks == (Mark(4, 9, "link", "https://x.example/f"),)
    assert (one.kind, one.text, one.marks) == (Kind.LIST_ITEM, "Two crowns", (Mark(0, 3, "strong"),))


def test_images() -> None:
    alone, linked = text_blocks(
        "![A ferry](https://x.example/a.jpg)\n\n[![B](https://x.example/b.jpg)](https://x.example/)"
    )
    assert alone.kind is linked.kind is Kind.IMAGE
    assert alone.picture is not None
    assert linked.picture is not None
    assert (alone.picture.address, alone.picture.description) == ("https://x.example/a.jpg", "A ferry")
    assert linked.picture.link == "https://x.example/"


def test_page_in_markdown_is_extracted() -> None:
    text = (
        "# Old ferry returns to the river\n\n![The ferry](https://x.example/a.jpg)\n\n"
        "The last wooden ferry on the river will cross again from Monday, said the [harbour office](https://x.example/h)"
        " after a trial run with forty passengers and a brass band on board.\n\n"
        "Engineers spent two winters replacing the keel and the engine. The old one is now in the museum."
    )
    article = extract(text)
    assert article.title == "Old ferry returns to the river"
    assert "said the harbour office after" in article.text
