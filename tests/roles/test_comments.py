from datetime import datetime

import pytest

from tearsheet import Article, PageType, Role, extract
from tests.pages.flat import FLAT_FR
from tests.pages.news import NEWS_EN
from tests.pages.others import FORUM, FORUM_POSTS, LIVE_BLOG
from tests.pages.several import ANSWERS, QUESTION, QUESTION_TEXT, REMARKS, discussed


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body if block.text]


def left_out(article: Article, role: Role) -> list[str]:
    return [block.text for block in article.left_out if block.role is role]


@pytest.mark.parametrize("comments", ["auto", "drop"])
def test_comments_below_an_article_are_left_out(comments: str) -> None:
    article = extract(discussed(), comments=comments)  # type: ignore[arg-type]
    assert article.page_type is PageType.ARTICLE
    assert texts(article)[-1] == NEWS_EN.paragraphs[-1]
    assert {remark[2] for remark in REMARKS} <= set(left_out(article, Role.COMMENTS))


@pytest.mark.parametrize(
    ("names", "remark"),
    [
        ("comments-area", "comment"),
        ("kommentare", "item"),
        ("disqus_thread", "post"),
        ("articleComments", "reply"),
        ("below", "user"),
    ],
)
def test_kept_comments_are_what_readers_said_and_nothing_else(names: str, remark: str) -> None:
    article = extract(discussed(names, remark), comments="keep")
    assert texts(article)[-3:] == [remark[2] for remark in REMARKS]
    assert texts(article)[:-3] == texts(extract(discussed(), comments="drop"))
    assert [entry.author for entry in article.entries] == [remark[0] for remark in REMARKS]
    assert [entry.published for entry in article.entries] == [datetime.fromisoformat(each[1]) for each in REMARKS]
    entries = [block.entry for block in article.body if block.text]
    assert entries[-3:] == [0, 1, 2]
    assert set(entries[:-3]) == {None}


def test_the_article_itself_is_no_comment_whatever_its_elements_are_called() -> None:
    html = discussed().replace("<main>", '<main class="has-comments" id="comments-open">')
    for comments in ("auto", "keep", "drop"):
        article = extract(html, comments=comments)  # type: ignore[arg-type]
        assert texts(article)[: len(NEWS_EN.paragraphs)] == texts(extract(discussed()))[: len(NEWS_EN.paragraphs)]


def test_a_name_about_comments_is_not_one_of_comments() -> None:
    html = NEWS_EN.html.replace('<div class="article-body">', '<div id="how-to-respond-to-comments-from-reviewers">')
    assert texts(extract(html, comments="drop")) == texts(extract(NEWS_EN.html))


def test_posts_of_a_thread_are_the_content() -> None:
    for comments in ("auto", "keep"):
        article = extract(FORUM, comments=comments)  # type: ignore[arg-type]
        assert texts(article) == [post[3] for post in FORUM_POSTS]
        assert len(article.entries) == len(FORUM_POSTS)


def test_of_a_thread_without_replies_the_opening_post_stays() -> None:
    article = extract(FORUM, comments="drop")
    assert article.page_type is PageType.FORUM
    assert texts(article) == [FORUM_POSTS[0][3]]
    assert [text for text in left_out(article, Role.COMMENTS) if len(text) > 80] == [
        post[3] for post in FORUM_POSTS[1:]
    ]


def test_of_a_question_without_its_answers_the_question_stays() -> None:
    whole = extract(QUESTION)
    assert whole.page_type is PageType.FORUM
    assert [QUESTION_TEXT, *(answer[2] for answer in ANSWERS)] == [text for text in texts(whole) if len(text) > 80]
    assert texts(extract(QUESTION, comments="drop")) == [QUESTION_TEXT]


def test_entries_of_a_live_blog_are_no_comments() -> None:
    assert extract(LIVE_BLOG, comments="drop") == extract(LIVE_BLOG)


@pytest.mark.parametrize("comments", ["keep", "drop"])
def test_a_flat_capture_shows_no_comments(comments: str) -> None:
    assert texts(extract(FLAT_FR.text, comments=comments)) == texts(extract(FLAT_FR.text))  # type: ignore[arg-type]


def test_comments_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="comments must be 'auto', 'keep' or 'drop', not 'none'"):
        extract(FORUM, comments="none")  # type: ignore[arg-type]
