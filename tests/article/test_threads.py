"""Posts and entries in the shapes that publishing systems give them."""

# ruff: noqa: E501

import json
from datetime import UTC, datetime

import pytest

from tearsheet import Article, extract
from tearsheet.page.role import PageType, Role
from tests.pages.news import NEWS_EN
from tests.pages.others import FORUM_POSTS, LIVE_ENTRIES

HEAD = (
    "<!doctype html><html lang=en><head><title>Old ferry engine does not start - The Shed Forum</title></head><body>"
    "<nav><a href='/'>Forum index</a> <a href='/login'>Login</a></nav><h1>Old ferry engine does not start</h1>"
)
URL = "https://shed.example/forum/threads/17"
NAMES = [post[0] for post in FORUM_POSTS]
INSTANTS = [datetime.fromisoformat(post[1]) for post in FORUM_POSTS]
TEXTS = [post[3] for post in FORUM_POSTS]


def check(article: Article) -> None:
    assert article.page_type is PageType.FORUM
    assert [entry.author for entry in article.entries] == NAMES
    for number, text in enumerate(TEXTS):
        assert text in [block.text for block in article.body if block.entry == number]


def told(article: Article) -> list[datetime | None]:
    return [
        entry.published.replace(tzinfo=entry.published.tzinfo or UTC) if entry.published else None
        for entry in article.entries
    ]


def test_names_and_dates_by_what_elements_are_called() -> None:
    posts = "".join(
        f"<div class='post' id='p{number}'><div class='userinfo'><span class='username'>{name}</span><span>Member</span>"
        f"</div><span class='post-date'>{date}</span><div class='content'><p>{text}</p></div><p>{number + 3} Likes</p></div>"
        for number, (name, _, date, text) in enumerate(FORUM_POSTS)
    )
    article = extract(f"{HEAD}<div id=posts>{posts}</div></body></html>", url=URL)
    check(article)
    assert told(article) == INSTANTS
    for line in (*NAMES, "3 Likes"):
        assert line not in [block.text for block in article.body]


def test_replies_that_stand_in_one_another() -> None:
    nested = ""
    for number, (name, instant, date, text) in reversed(list(enumerate(FORUM_POSTS[:3]))):
        nested = (
            f"<li class='comment depth-{number}' id='c{number}'><article><a class='author' href='/u/{name}'>{name}</a>"
            f"<time datetime='{instant}'>{date}</time><div class=text><p>{text}</p><p>{NEWS_EN.paragraphs[number]}</p></div></article>"
            + (f"<ol class=children>{nested}</ol>" if nested else "")
            + "</li>"
        )
    article = extract(f"{HEAD}<ol class=commentlist>{nested}</ol></body></html>", url=URL)
    assert [entry.author for entry in article.entries] == NAMES[:3]
    assert told(article) == INSTANTS[:3]
    for number, text in enumerate(TEXTS[:3]):
        assert [block.entry for block in article.body if block.text == text] == [number]


def test_posts_in_rows_of_tables_with_links_to_members() -> None:
    rows = "".join(
        f"<table class='box'><tr><td><a href='/member.php?u={number + 11}'>{name}</a></td><td>Posted: {date}</td></tr>"
        f"<tr><td colspan=2><div><p>{text}</p></div></td></tr></table>"
        for number, (name, _, date, text) in enumerate(FORUM_POSTS)
    )
    article = extract(f"{HEAD}{rows}</body></html>", url=URL)
    assert [entry.author for entry in article.entries] == NAMES
    assert told(article) == INSTANTS
    for number, text in enumerate(TEXTS):
        assert any(text in block.text for block in article.body if block.entry == number)


def test_question_of_another_make_than_its_answers() -> None:
    (name, instant, date, text), *answers = FORUM_POSTS
    signed = "<div class='user-details'><a href='/users/{n}/{a}'>{a}</a></div><span class=relativetime title='{i}'>{d}</span>"
    question = f"<div id=question class=question><div class=text><p>{text}</p></div>"
    question += signed.format(n=1, a=name, i=instant, d=date) + "</div>"
    replies = "".join(
        f"<div class='answer' id='answer-{n}'><div class=text><p>{t}</p></div>{signed.format(n=n, a=a, i=i, d=d)}</div>"
        for n, (a, i, d, t) in enumerate(answers, 2)
    )
    article = extract(f"{HEAD}{question}<div id=answers><h2>3 Answers</h2>{replies}</div></body></html>", url=URL)
    check(article)
    assert told(article) == INSTANTS


@pytest.mark.parametrize("wrapped", [True, False])
def test_updates_of_a_live_blog_are_told_by_embedded_data(wrapped: bool) -> None:
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Live: the iron bridge reopens",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": title, "articleBody": text, "datePublished": instant,
             "author": {"@type": "Person", "name": "Ilse Brandow"}}
            for instant, _, title, text in LIVE_ENTRIES
        ],
    }  # fmt: skip
    opening, closing = ("<section class='update'>", "</section>") if wrapped else ("", "")
    updates = "".join(f"{opening}<h2>{title}</h2><p>{text}</p>{closing}" for _, _, title, text in LIVE_ENTRIES)
    article = extract(
        "<!doctype html><html lang=en><head><title>Live: the iron bridge reopens</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body><main>"
        f"<h1>Live: the iron bridge reopens</h1>{updates}</main></body></html>",
        url="https://harbour.example/live/bridge",
    )
    assert article.page_type is PageType.LIVE_BLOG
    assert [entry.title for entry in article.entries] == [entry[2] for entry in LIVE_ENTRIES]
    assert [entry.published for entry in article.entries] == [datetime.fromisoformat(e[0]) for e in LIVE_ENTRIES]
    assert {entry.author for entry in article.entries} == {"Ilse Brandow"}
    for number, entry in enumerate(LIVE_ENTRIES):
        assert entry[3] in [block.text for block in article.body if block.entry == number]


def test_a_name_in_the_middle_of_a_post_is_not_its_author() -> None:
    posts = "".join(
        f"<div class='post'><b class='nickname'>{name}</b> <time datetime='{instant}'>{date}</time>"
        f"<div class='content'><p>{text}</p></div></div>"
        for name, instant, date, text in FORUM_POSTS
    )
    posts = posts.replace(
        TEXTS[1], f"{TEXTS[1]} Ask <a href='/u/margit'>margit</a> about it, she knows the engine well."
    )
    article = extract(f"{HEAD}<div>{posts}</div></body></html>", url=URL)
    assert [entry.author for entry in article.entries] == NAMES


def test_lines_around_a_post_are_left_out_with_their_roles() -> None:
    posts = "".join(
        f"<div class='post'><p class='author'>Post by {name} » {date}</p><div class='content'><p>{text}</p></div>"
        f"<p>#{number}</p></div>"
        for number, (name, _, date, text) in enumerate(FORUM_POSTS, 1)
    )
    article = extract(f"{HEAD}<div>{posts}</div></body></html>", url=URL)
    roles = {block.text: block.role for block in article.left_out}
    assert "#1" not in article.text
    assert roles.get("#1") is not Role.PARAGRAPH
    assert "Post by" not in article.text


def test_post_without_text_of_its_own_is_an_entry_too() -> None:
    posts = [
        f"<div class='post'><b class='nickname'>{name}</b> <time datetime='{instant}'>{date}</time>"
        f"<div class='content'><p>{text}</p></div></div>"
        for name, instant, date, text in FORUM_POSTS
    ]
    silent = (
        "<div class='post'><b class='nickname'>Olaf</b> <time datetime='2024-03-03T20:00Z'>3 March 2024</time></div>"
    )
    article = extract(f"{HEAD}<div>{''.join(posts[:3])}{silent}{posts[3]}</div></body></html>", url=URL)
    assert [entry.author for entry in article.entries] == [*NAMES[:3], "Olaf", NAMES[3]]


def test_remarks_below_an_answer_say_nothing_of_its_author() -> None:
    posts = "".join(
        f"<div class='answer'><div class='content'><p>{text}</p></div><a class='username' href='/users/{name}'>{name}</a> "
        f"<time datetime='{instant}'>{date}</time><ul class='comments'>"
        + "<li><span>Nice!</span> <a class='username' href='/users/olaf'>Olaf</a> <time datetime='2024-04-01'>1 April</time></li>"
        * 3
        + "</ul></div>"
        for name, instant, date, text in FORUM_POSTS
    )
    article = extract(f"{HEAD}<div>{posts}</div></body></html>", url=URL)
    assert [entry.author for entry in article.entries] == NAMES
    assert told(article) == INSTANTS
