import pytest

from tearsheet.page.block import Page
from tearsheet.page.role import FURNITURE_ROLES, Role
from tearsheet.roles.cues import CUES, cues
from tearsheet.roles.features import measure
from tearsheet.roles.furniture import furniture_roles
from tearsheet.roles.leftout import FURNITURE_FEATURES, LEARNED_ROLES, measure_furniture
from tearsheet.roles.model import load_trees
from tearsheet.roles.names import told_by_markup
from tests.pages.news import ALL, News, plain
from tests.pages.reading import html_page, text_page

PIECES = {Role.CAPTION, Role.CREDIT, Role.BYLINE, Role.DATELINE}


def roles_of(page: Page) -> dict[str, Role]:
    numbers = [block.block for block in page.blocks if block.text]
    return {page.blocks[n].text: role for n, role in furniture_roles(page, measure(page), numbers).items()}


def told(html: str) -> list[Role | None]:
    page = html_page(html)
    return told_by_markup(page, list(range(len(page.blocks))))


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<nav><ul class=tags><li><a href=/b>Bridges</a></ul></nav>", Role.NAVIGATION),
        ("<div role=navigation><p>City</p></div>", Role.NAVIGATION),
        ("<div itemtype=https://schema.org/Comment itemscope><p>I was there.</p></div>", Role.COMMENTS),
        ("<div class=comments><form><label>Name</label></form></div>", Role.COMMENTS),
        ("<form><fieldset><legend>First name</legend></fieldset></form>", Role.CALL_TO_ACTION),
        ("<button>Go</button>", Role.CALL_TO_ACTION),
        ("<button>Share on Facebook</button>", Role.SHARE),
        ("<figure><img src=/a.jpg><p>The bridge at noon</p></figure>", Role.CAPTION),
        ("<p class=image-author>Ann Other</p>", Role.CREDIT),
        ("<p class=article-author>Ann Other</p>", Role.BYLINE),
        ("<p class=date>Monday, 3 May 2021</p>", Role.DATELINE),
        # A name that says a date, and words that do not.
        ("<p class=date>All about the bridge</p>", None),
        # The names of a whole post, of a state, of a neighbour's kind.
        ("<div class='hentry type-post tag-share'><p>Words</p></div>", None),
        ("<div class='with-comments'><p>Words</p></div>", None),
        ("<div class='sidebar col-4'><p>Words</p></div>", None),
        ("<p>Words</p>", None),
    ],
)
def test_names_of_elements_tell(html: str, role: Role | None) -> None:
    assert told(html)[-1] is role


def test_names_far_above_do_not_tell() -> None:
    assert told("<div class=author><div><div><div><p>Words</p></div></div></div></div>") == [None]


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
@pytest.mark.parametrize("door", ["html", "markup without names", "text"])
def test_furniture_gets_roles_of_furniture(news: News, door: str) -> None:
    if door == "text":
        page = text_page("\n".join((*news.navigation, news.title, *news.paragraphs, *news.share, news.legal)))
    else:
        page = html_page(news.html if door == "html" else plain(news))
    roles = roles_of(page)
    assert set(roles.values()) <= FURNITURE_ROLES | PIECES
    assert roles[news.legal] is Role.LEGAL


def test_what_is_said_in_a_footer_is_no_comment() -> None:
    roles = roles_of(html_page("<h1>Bridge closed</h1><footer><p>Printed in town by its own press.</p></footer>"))
    assert roles["Printed in town by its own press."] is Role.LEGAL


def test_a_heading_is_no_caption_or_byline() -> None:
    roles = roles_of(html_page("<h1>Bridge closed</h1><img src=/a.jpg><h3>Ann Other</h3><img src=/b.jpg>"))
    assert not PIECES & set(roles.values())


def test_no_left_out_block_no_role() -> None:
    page = html_page("<p>Words</p>")
    assert furniture_roles(page, measure(page), []) == {}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Write a comment", Role.COMMENTS),
        ("Kommentar schreiben", Role.COMMENTS),
        ("टिप्पणी", Role.COMMENTS),
        ("تعليقات", Role.COMMENTS),
        ("分享到微博", Role.SHARE),
        ("ПОДЕЛИТЬСЯ", Role.SHARE),
        ("관련기사", Role.RELATED),
        ("Πνευματικά δικαιώματα", Role.LEGAL),
        ("Zgoda na ciasteczka", Role.CONSENT),
    ],
)
def test_words_hint_in_many_languages(text: str, role: Role) -> None:
    assert cues(text) >> CUES.index(role) & 1


def test_words_hint_only_as_whole_words() -> None:
    assert cues("Shareholders commented-upon, menus of lastingness") & (1 << CUES.index(Role.SHARE)) == 0
    assert cues("") == 0


def test_weights_fit_the_numbers() -> None:
    trees = load_trees("furniture.npz")
    assert trees.features == FURNITURE_FEATURES
    assert trees.groups == len(LEARNED_ROLES)
    assert len(set(FURNITURE_FEATURES)) == len(FURNITURE_FEATURES)
    page = text_page("One\nTwo")
    assert measure_furniture(page, measure(page), [0, 1]).shape == (2, len(FURNITURE_FEATURES))


def test_nothing_that_tells_a_role_is_measured() -> None:
    bare = "<div class='{}'><p>Ferry captain on land</p></div><div class='{}'><p>Bridges and boats</p></div>"
    named, other = html_page(bare.format("related", "tags")), html_page(bare.format("x", "y"))
    assert (measure_furniture(named, measure(named), [0, 1]) == measure_furniture(other, measure(other), [0, 1])).all()
