import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tearsheet import extract
from tearsheet.article.article import Article
from tearsheet.page.block import Kind
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, PageType, Role
from tests.pages.news import ALL, News, plain, semantic
from tests.pages.others import DOCUMENTATION, FORUM, LIVE_BLOG, PRODUCT

EVERY = [*(semantic(news) for news in ALL), *(plain(news) for news in ALL), DOCUMENTATION, FORUM, LIVE_BLOG, PRODUCT]

languages = pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)


def said(article: Article) -> list[str]:
    return [block.text for block in article.body if block.text]


def roles(article: Article) -> dict[str, Role | None]:
    return {block.text: block.role for block in article.left_out if block.text}


@languages
def test_body_in_order_and_nothing_else(news: News) -> None:
    article = extract(semantic(news), url=news.url)
    assert said(article) == [*news.paragraphs[:3], news.subhead, *news.paragraphs[3:]]
    assert [b.role for b in article.body if b.text] == [Role.PARAGRAPH] * 3 + [Role.HEADING] + [Role.PARAGRAPH] * 3
    assert article.page_type is PageType.ARTICLE


@languages
def test_body_of_a_page_laid_out_in_tables(news: News) -> None:
    article = extract(plain(news), url=news.url)
    assert said(article) == list(news.paragraphs)
    assert article.title == news.title
    assert article.standfirst == news.standfirst


@languages
def test_text_is_standfirst_and_body(news: News) -> None:
    article = extract(semantic(news), url=news.url)
    assert article.text.split("\n\n") == [
        news.standfirst,
        *news.paragraphs[:3],
        news.subhead,
        *news.paragraphs[3:],
    ]


@languages
def test_what_stands_around_the_body(news: News) -> None:
    article = extract(semantic(news), url=news.url)
    assert article.title == news.title
    assert article.kicker == news.kicker
    assert article.standfirst == news.standfirst
    assert article.language == news.language
    assert article.site_name == news.site
    assert [author.name for author in article.authors] == [news.author]
    assert article.published is not None
    assert article.published.isoformat() == news.instant
    assert article.url == news.url


@languages
def test_left_out_blocks_name_their_role(news: News) -> None:
    found = roles(extract(semantic(news), url=news.url))
    assert found[news.consent] is Role.CONSENT
    assert found[news.newsletter] is Role.NEWSLETTER
    assert found[news.legal] is Role.LEGAL
    assert found[news.related_label] is Role.RELATED
    assert {found[text] for text in news.share} == {Role.SHARE}
    assert {found[text] for text in news.comments} == {Role.COMMENTS}
    assert found[news.comments_label] is Role.COMMENTS
    assert {found[text] for text in news.navigation} == {Role.NAVIGATION}
    assert {found[text] for text, _ in news.related} == {Role.RELATED}
    assert found[news.title] is Role.TITLE
    assert found[news.kicker] is Role.KICKER
    assert found[news.byline] is Role.BYLINE
    assert found[news.date] is Role.DATELINE


@languages
@pytest.mark.parametrize("make", [semantic, plain])
def test_image_has_caption_and_credit_of_its_own(news: News, make: object) -> None:
    article = extract(make(news), url=news.url)  # type: ignore[operator]
    (image,) = article.images
    credit = re.sub(r"^(?:Photo|Foto|Фото|图片来源)[:：]\s*", "", news.credit)
    assert (image.caption, image.credit, image.cover) == (news.caption, credit, True)
    assert image.address is not None
    assert image.address.startswith(("https://img.example/large/cover.jpg", news.url[:18]))
    assert image.caption_place is not None
    assert news.caption not in article.text
    assert credit not in article.text


@languages
def test_related_links(news: News) -> None:
    article = extract(semantic(news), url=news.url)
    assert [(link.text, link.url) for link in article.related] == list(news.related)
    assert [link.description for link in article.related] == ["t0", "t1", "t2"]
    assert all(link.place is not None for link in article.related)


@pytest.mark.parametrize("html", EVERY)
def test_every_block_is_kept_or_left_out_once(html: str) -> None:
    article = extract(html)
    numbers = sorted(block.block for block in (*article.body, *article.left_out))
    assert numbers == list(range(len(numbers)))
    assert [block.block for block in article.body] == sorted(block.block for block in article.body)
    assert [block.block for block in article.left_out] == sorted(block.block for block in article.left_out)
    assert {block.role for block in article.body} <= BODY_ROLES
    assert not {block.role for block in article.left_out} & BODY_ROLES
    pieces = {Role.TITLE, Role.KICKER, Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.CREDIT}
    pieces.add(Role.IMAGE_DESCRIPTION)
    assert {block.role for block in article.left_out} <= FURNITURE_ROLES | pieces
    assert all(block.probability is not None and 0 <= block.probability <= 1 for block in article.body)
    assert 0 <= article.confidence <= 1
    assert article.reasons


@pytest.mark.parametrize("html", EVERY)
def test_every_place_finds_its_node_again(html: str) -> None:
    article = extract(html)
    document = LexborHTMLParser(html)
    places = [block.place for block in (*article.body, *article.left_out)]
    places += [image.place for image in article.images if image.place]
    places += [link.place for link in article.related if link.place]
    places += [entry.place for entry in article.entries if entry.place]
    places += [found.place for all_found in article.evidences.values() for found in all_found]
    for place in places:
        if place.kind != "address":
            assert len(document.css(place.selector or "")) == 1, place


def test_images_stand_in_their_places() -> None:
    news = ALL[0]
    html = semantic(news).replace(
        f"<h2>{news.subhead}</h2>",
        f'<figure><img src="https://img.example/girder.jpg" alt="A girder"><figcaption>A cracked girder. '
        f"(Photo: Port Agency)</figcaption></figure><h2>{news.subhead}</h2>",
    )
    article = extract(html, url=news.url)
    kinds = [block.kind for block in article.body]
    addresses = [block.picture.address for block in article.body if block.picture]
    assert "https://img.example/girder.jpg" in addresses
    place = next(n for n, b in enumerate(article.body) if b.picture and "girder" in b.picture.address)
    assert article.body[place - 1].text == news.paragraphs[2]
    assert article.body[place + 1].text == news.subhead
    assert kinds.count(Kind.IMAGE) == 2
    assert [(image.caption, image.credit) for image in article.images] == [
        (news.caption, "Marek Dahl/Port Agency"),
        ("A cracked girder.", "Port Agency"),
    ]


def test_lists_tables_code_and_quotations_are_kept() -> None:
    article = extract(DOCUMENTATION)
    kinds = [block.kind for block in article.body]
    for kind in (Kind.CODE, Kind.TABLE, Kind.LIST_ITEM, Kind.HEADING, Kind.PARAGRAPH):
        assert kind in kinds
    code = next(block for block in article.body if block.kind is Kind.CODE)
    assert code.text == "import ferry\n\nfor boat in ferry.boats():\n    print(boat.name)"
    table = next(block for block in article.body if block.kind is Kind.TABLE)
    assert [cell.text for cell in table.cells[1]] == ["name", "str", "Name on the bow"]
    assert article.page_type is PageType.DOCUMENTATION


def test_product_page() -> None:
    article = extract(PRODUCT, url="https://shop.example/p/kettle")
    assert article.title == "Copper kettle, 1.5 litres"
    assert "spun from a single sheet of copper" in article.text
    assert "Add to basket" not in article.text
    assert "Customers also bought" not in article.text
    assert article.page_type is PageType.PRODUCT


def test_page_without_text_says_so() -> None:
    article = extract("<html><body><script>start()</script></body></html>")
    assert (article.text, article.confidence, article.body) == ("", 0.0, ())
    assert article.warnings == ("no text was found",)
    assert article.reasons == ("no text was found",)


def test_heading_at_the_end_heads_nothing_of_the_article() -> None:
    news = ALL[0]
    html = semantic(news).replace("</div>\n</article>", "<h2>You may also want to read</h2></div>\n</article>")
    assert extract(html, url=news.url).body[-1].text == news.paragraphs[-1]
