import pytest

from tearsheet import extract
from tearsheet.page.role import Role
from tests.pages.flat import FLAT_DE, FLAT_FR, Flat

both = pytest.mark.parametrize("flat", [FLAT_FR, FLAT_DE], ids=lambda flat: flat.language)


@both
def test_body_is_the_six_paragraphs_in_order(flat: Flat) -> None:
    article = extract(flat.text)
    assert [block.text for block in article.body] == list(flat.paragraphs)
    assert article.text == "\n\n".join(flat.paragraphs)


@both
def test_title_site_and_language(flat: Flat) -> None:
    article = extract(flat.text)
    assert (article.title, article.site_name, article.language) == (flat.title, flat.site, flat.language)


@both
def test_photograph_has_caption_and_credit(flat: Flat) -> None:
    (image,) = extract(flat.text).images
    assert image.caption == flat.caption
    assert image.credit is not None
    assert image.credit in flat.credit
    assert image.credit.split(" . ")[1] == flat.credit.split(" . ")[1]
    assert image.address is None
    for place, wanted in ((image.caption_place, flat.caption), (image.credit_place, flat.credit)):
        assert place is not None
        assert flat.text[place.start : place.end] == wanted


@both
def test_related_stories_with_their_descriptions(flat: Flat) -> None:
    article = extract(flat.text)
    assert [link.text for link in article.related] == [headline for _, headline in flat.related]
    for link, (description, headline) in zip(article.related, flat.related, strict=True):
        assert link.description is not None
        assert link.description.startswith(description)
        assert link.place is not None
        assert flat.text[link.place.start : link.place.end] == headline


@both
def test_every_line_left_out_has_its_role(flat: Flat) -> None:
    found = [(block.text, block.role) for block in extract(flat.text).left_out]
    (one, first), (two, second) = flat.related
    assert found == [
        (flat.title, Role.TITLE),
        (flat.credit, Role.CREDIT),
        (flat.caption, Role.CAPTION),
        (f"{flat.caption} - {flat.site}", Role.IMAGE_DESCRIPTION),
        (flat.subscribe, Role.CALL_TO_ACTION),
        (f"{one} - {flat.site}", Role.IMAGE_DESCRIPTION),
        (first, Role.RELATED),
        (f"{two} - {flat.site}", Role.IMAGE_DESCRIPTION),
        (second, Role.RELATED),
        (flat.feed, Role.FEED),
        (flat.comments[0], Role.COMMENTS),
        (flat.comments[1], Role.COMMENTS),
        (flat.loader, Role.LOADER),
        (flat.chat, Role.COMMENTS),
        (flat.template, Role.TEMPLATE),
    ]


@both
def test_every_span_is_exact(flat: Flat) -> None:
    article = extract(flat.text)
    for block in (*article.body, *article.left_out):
        assert flat.text[block.place.start : block.place.end] == block.text


@both
@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends_change_nothing_but_the_spans(flat: Flat, line_end: str) -> None:
    text = flat.text.replace("\n", line_end)
    one, other = extract(flat.text), extract(text)
    assert [(b.text, b.role) for b in other.body] == [(b.text, b.role) for b in one.body]
    for block in (*other.body, *other.left_out):
        assert text[block.place.start : block.place.end] == block.text
