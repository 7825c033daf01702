import pytest

from tearsheet import Article, PageType, Role, extract
from tearsheet.roles.features import measure
from tearsheet.roles.stories import find_stories
from tests.pages.news import NEWS_EN
from tests.pages.others import FORUM, FORUM_POSTS, LIVE_BLOG, LIVE_ENTRIES
from tests.pages.reading import html_page
from tests.pages.several import STORIES, discussed, scrolled


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body if block.text]


def test_only_the_first_of_several_stories_is_the_article() -> None:
    article = extract(scrolled(), url=NEWS_EN.url)
    alone = extract(NEWS_EN.html, url=NEWS_EN.url)
    assert article.page_type is PageType.ARTICLE
    assert texts(article) == texts(alone)
    assert (article.title, article.published, article.images) == (alone.title, alone.published, alone.images)
    assert [author.name for author in article.authors] == [author.name for author in alone.authors]
    roles = {block.text: block.role for block in article.left_out}
    assert {roles[text] for story in STORIES for text in story[4]} == {Role.RELATED}


@pytest.mark.parametrize(
    ("start", "headline"),
    [
        ('<article class="story" data-url="{url}">', "{title}"),
        ('<article class="story story-2" data-permalink="/2024/05/07/x">', '<a href="{url}">{title}</a>'),
        ('<article class="story"><meta itemprop="url" content="{url}">', "{title}"),
    ],
)
def test_the_others_are_related_links(start: str, headline: str) -> None:
    article = extract(scrolled(start, headline), url=NEWS_EN.url)
    links = [(link.url, link.text) for link in article.related]
    assert links[:2] == [story[:2] for story in STORIES]
    assert [url for url, _ in links[2:]] == [url for _, url in NEWS_EN.related]


def test_a_story_without_an_address_is_told_by_its_headline() -> None:
    article = extract(scrolled('<article class="story">'), url=NEWS_EN.url)
    assert [(link.url, link.text) for link in article.related[:2]] == [(None, story[1]) for story in STORIES]


def test_the_article_is_the_one_that_the_page_is_about() -> None:
    _, title, _, _, paragraphs = STORIES[0]
    html = scrolled().replace(f"<title>{NEWS_EN.title}", f"<title>{title}")
    html = html.replace(f'property="og:title" content="{NEWS_EN.title}"', f'property="og:title" content="{title}"')
    html = html.replace(f'"headline": "{NEWS_EN.title}"', f'"headline": "{title}"')
    article = extract(html)
    assert article.title == title
    assert set(paragraphs) <= set(texts(article))
    assert not set(NEWS_EN.paragraphs) & set(texts(article))


def test_parts_of_one_story_are_no_stories() -> None:
    parts = "".join(
        f"<section class=part><h2>{title}</h2>{''.join(f'<p>{text}</p>' for text in paragraphs)}</section>"
        for _, title, _, _, paragraphs in STORIES
    )
    html = f"<title>The year on the quay</title><main><h1>The year on the quay</h1>{parts}</main>"
    assert set(STORIES[1][4]) <= set(texts(extract(html)))
    levelled = html.replace("h2>", "h1>").replace("<main>", "<main><section class=part>")
    levelled = levelled.replace("<section class=part><h1>Old", "</section><section class=part><h1>Old", 1)
    assert set(STORIES[1][4]) <= set(texts(extract(levelled)))


@pytest.mark.parametrize("html", [NEWS_EN.html, discussed(), scrolled().replace("<p>", "<li>")])
def test_teasers_and_comments_are_no_stories(html: str) -> None:
    page = html_page(html)
    assert find_stories(page, measure(page), PageType.ARTICLE) == ()


@pytest.mark.parametrize("kind", [kind for kind in PageType if kind is not PageType.ARTICLE])
def test_pages_of_other_kinds_have_none(kind: PageType) -> None:
    page = html_page(scrolled())
    assert find_stories(page, measure(page), kind) == ()


def test_posts_and_entries_stay() -> None:
    assert texts(extract(FORUM)) == [post[3] for post in FORUM_POSTS]
    assert {entry[3] for entry in LIVE_ENTRIES} <= set(texts(extract(LIVE_BLOG)))
