import numpy as np
import pytest

from tearsheet import extract
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, PageType, Role
from tearsheet.roles import decide
from tearsheet.roles.decision import settle
from tearsheet.roles.features import measure
from tests.pages.news import ALL, NEWS_EN, News, plain
from tests.pages.others import DOCUMENTATION, FORUM, LIVE_BLOG, PRODUCT
from tests.pages.reading import html_page, text_page


def settled(html: str, probability: list[float]) -> list[Role]:
    page = html_page(html)
    features = measure(page)
    return list(settle(page, features, np.array(probability), PageType.ARTICLE, 0.9).roles)


@pytest.mark.parametrize(
    "html", [*(news.html for news in ALL), plain(NEWS_EN), FORUM, LIVE_BLOG, PRODUCT, DOCUMENTATION]
)
def test_one_role_and_probability_a_block(html: str) -> None:
    page = html_page(html)
    decision = decide(page)
    assert len(decision.roles) == len(decision.probabilities) == len(decision.kept) == len(page.blocks)
    assert all(0 <= value <= 1 for value in decision.probabilities)
    assert 0 <= decision.expected <= 1
    assert decision.kept == tuple(role in BODY_ROLES for role in decision.roles)
    assert decision.title == -1 or decision.roles[decision.title] is Role.TITLE
    assert not BODY_ROLES & FURNITURE_ROLES


@pytest.mark.parametrize("page", [html_page(""), text_page(""), html_page("<img src=/a.jpg>"), html_page("<p>x")])
def test_pages_of_next_to_nothing(page: object) -> None:
    decision = decide(page)  # type: ignore[arg-type]
    assert len(decision.roles) == len(page.blocks)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (NEWS_EN.html, PageType.ARTICLE),
        (FORUM, PageType.FORUM),
        (LIVE_BLOG, PageType.LIVE_BLOG),
        (PRODUCT, PageType.PRODUCT),
        (DOCUMENTATION, PageType.DOCUMENTATION),
    ],
)
def test_page_types(html: str, kind: PageType) -> None:
    assert decide(html_page(html)).page_type is kind


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_paragraphs_are_likelier_than_furniture(news: News) -> None:
    page = html_page(news.html)
    likely = {block.text: p for block, p in zip(page.blocks, decide(page).probabilities, strict=True)}
    least = min(likely[text] for text in news.paragraphs)
    assert least > max(likely[text] for text in (*news.navigation, news.legal, news.consent, *news.share))
    assert least > max(likely[text] for text in news.comments)


SENTENCE = "The bridge over the river was closed on Monday, and nobody could say when it would open again. "


def test_likely_blocks_are_kept_by_their_kind() -> None:
    html = f"<h2>What now</h2><p>{SENTENCE}</p><blockquote>{SENTENCE}</blockquote><pre>x = 1</pre><p>{SENTENCE * 2}</p>"
    roles = settled(html, [0.9, 0.9, 0.9, 0.9, 0.9])
    assert roles[1:] == [Role.PARAGRAPH, Role.QUOTATION, Role.CODE, Role.PARAGRAPH]


def test_heading_without_text_below_is_left_out() -> None:
    roles = settled(f"<p>{SENTENCE}</p><p>{SENTENCE}</p><h2>Elsewhere in town</h2><h3>Sport</h3>", [0.9, 0.9, 0.9, 0.9])
    assert roles[:2] == [Role.PARAGRAPH] * 2
    assert not set(roles[2:]) & BODY_ROLES


def test_images_stand_in_the_body_only_between_its_blocks() -> None:
    html = f"<img src=/a.jpg><p>{SENTENCE}</p><img src=/b.jpg><p>{SENTENCE}</p><img src=/c.jpg>"
    roles = settled(html, [0.5, 0.9, 0.5, 0.9, 0.5])
    assert roles == [Role.RELATED, Role.PARAGRAPH, Role.IMAGE, Role.PARAGRAPH, Role.RELATED]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<nav><a href=/x>City</a></nav>", Role.NAVIGATION),
        ("<div class=cookie-banner><p>Words of any kind.</p></div>", Role.CONSENT),
        ("<div id=comments><p>I was there.</p></div>", Role.COMMENTS),
        ("<div class=newsletter-box><p>Every morning.</p></div>", Role.NEWSLETTER),
        ("<div class='ad-slot'><p>Buy a kettle.</p></div>", Role.ADVERTISEMENT),
        ("<ul class=social-share><li>Mail</li></ul>", Role.SHARE),
        ("<ul class=tags><li>Bridges</li></ul>", Role.TAGS),
        ("<div class=related><p>Ferry captain on land</p></div>", Role.RELATED),
        ("<footer><p>Printed in town.</p></footer>", Role.LEGAL),
        ("<button>Go</button>", Role.CALL_TO_ACTION),
        ("<p>{{ story.headline }}</p>", Role.TEMPLATE),
        ("<p>Loading…</p>", Role.LOADER),
        ("<footer><p>We use cookies here.</p></footer>", Role.CONSENT),
        ("<p>Заголовок</p>", Role.TEMPLATE),
        ("<p>Advertisement</p>", Role.ADVERTISEMENT),
    ],
)
def test_furniture_is_named_by_what_stands_around_it_and_by_its_words(html: str, role: Role) -> None:
    title = "Bridge closed on Monday"
    page = f"<title>{title}</title><h1>{title}</h1><main><p>{SENTENCE * 3}</p></main>{html}"
    assert settled(page, [0.5, 0.95, 0.01]) == [Role.TITLE, Role.PARAGRAPH, role]


def test_long_text_that_stands_twice_is_a_duplicate() -> None:
    html = f"<main><p>{SENTENCE * 4}</p></main><div><p>{SENTENCE * 4}</p></div>"
    assert settled(html, [0.95, 0.01]) == [Role.PARAGRAPH, Role.DUPLICATE]


ENDS_WITH_A_HEADING = (
    "<title>Ferry leaves</title><main><h1>Ferry leaves</h1><p>It left on time, and nobody on deck could hear it go.</p>"
    "<h2>More from the harbour</h2></main>"
)


def test_a_headline_alone_is_not_lost() -> None:
    text = "Harbour board bans night ferries: the fines begin in June, says the mayor"
    assert settled(f"<title>A post</title><main><h2>{text}</h2></main>", [0.95]) == [Role.HEADING]


@pytest.mark.parametrize(("kind", "role"), [(PageType.ARTICLE, Role.RELATED), (PageType.LISTING, Role.HEADING)])
def test_a_heading_at_the_end_heads_something_else_but_in_a_list(kind: PageType, role: Role) -> None:
    page = html_page(ENDS_WITH_A_HEADING)
    assert settle(page, measure(page), np.array([0.5, 0.95, 0.9]), kind, 0.1).roles[2] is role


STANDFIRST_ALONE = """<title>Shares bought</title>
<meta property="og:description" content="The director bought 7,500 shares of the ferry company, the company said.">
<h1>Shares bought</h1><p class=lead>The director bought 7,500 shares of the ferry company, the company said.</p>
<p>Terms of use of this site and of all its parts</p>"""


def test_a_standfirst_that_is_all_there_is_is_the_body() -> None:
    page = html_page(STANDFIRST_ALONE)
    decision = settle(page, measure(page), np.array([0.5, 0.95, 0.3]), PageType.ARTICLE, 0.9)
    assert decision.roles[1] is Role.PARAGRAPH
    # Nor is what is unlikely kept because the standfirst was taken out of the reckoning.
    assert decision.roles[2] not in BODY_ROLES


def test_what_reads_like_body_text_is_no_caption() -> None:
    tip = "<p>A long tip about the harbour, with all its ferries.</p>"
    html = f"<main><figure><img src=/a.jpg><div>{tip}</div></figure></main>"
    assert settled(html, [0.2, 0.9])[1] is Role.PARAGRAPH
    assert settled(html, [0.2, 0.3])[1] is Role.CAPTION


def test_a_copy_of_the_text_is_kept_once() -> None:
    told = "of the story says what the harbour board decided on that day."
    text = "".join(f"<p>Paragraph {number} {told}</p>" for number in range(4))
    html = f"<main>{text}</main><main class=mobile>{text}</main>"
    assert settled(html, [0.9] * 8) == [Role.PARAGRAPH] * 4 + [Role.DUPLICATE] * 4


@pytest.mark.parametrize(
    "menu",
    [
        '<nav><a href="/">Home</a> <a href="/s">Shop</a></nav>',
        '<div><a href="/">Home</a> <a href="/s">Shop</a></div>',
        "<p>Home Shop</p>",
    ],
)
def test_the_menu_of_a_shell_is_no_title(menu: str) -> None:
    article = extract(f"<html><body>{menu}<div id=app></div></body></html>", url="https://acme.example/x")
    assert article.title is None


def test_a_heading_of_a_shell_is_its_title() -> None:
    article = extract("<html><body><p>Home Shop</p><h1>The ferry returns</h1><div id=app></div></body></html>")
    assert article.title == "The ferry returns"
