"""Stories of an archive: articles about one event, grouped into texts and their copies."""

import re
import sqlite3
from dataclasses import dataclass

from tearsheet.archive.copies import copy_groups, likely_origin
from tearsheet.archive.listing import Listing
from tearsheet.archive.loading import MissingError

__all__ = ["Story", "StoryArticle", "StoryText", "find_stories", "find_story"]

_BEFORE_ALL = "\U0010ffff"  # higher than any instant
_TOKEN = re.compile(r"([^~]{0,40})~(\d{1,18})")


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story.

    Attributes:
        article: its id.
        title: its title.
        outlet: name or host of its outlet.
        language: BCP 47.
        published: when, ISO 8601.
        address: its address.
    """

    article: int
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class StoryText:
    """One text of a story: an article alone, or several that are copies of one another.

    Attributes:
        articles: their ids, earliest first.
        origin: id of the article that is likely to have had the text first; of one that is alone its own; ``None``
            where nothing tells.
        confidence: of ``origin``, from 0 to 1.
    """

    articles: tuple[int, ...]
    origin: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event.

    Attributes:
        story: its number: the lowest id of its articles.
        title: of its earliest article that has one.
        first: when the first article was published, ISO 8601.
        last: when the last one was.
        articles: earliest first, those without a date last.
        texts: its articles, those together that are copies of one another; in the order of their first articles.
    """

    story: int
    title: str | None
    first: str | None
    last: str | None
    articles: tuple[StoryArticle, ...]
    texts: tuple[StoryText, ...]


def find_story(archive: sqlite3.Connection, number: int) -> Story:
    """The story that an article belongs to; an article that is alone is a story by itself.

    Args:
        archive: whose articles are linked (`tearsheet.archive.linking.link_articles`).
        number: id of the article; the number of a story is the id of one of its articles.

    Raises:
        MissingError: there is no such article.
    """
    row = archive.execute(
        "SELECT story FROM articles LEFT JOIN stories ON stories.article = articles.id WHERE articles.id = ?", (number,)
    ).fetchone()
    if row is None:
        raise MissingError(f"no article {number} in this archive")
    return _story(archive, [number] if row[0] is None else _articles(archive, row[0]))


def find_stories(archive: sqlite3.Connection, *, limit: int = 20, page: str | None = None) -> Listing[Story]:
    """Stories of two articles and more, those with the newest articles first, those without dates last.

    Args:
        archive: whose articles are linked.
        limit: stories a page.
        page: ``next`` of the page before.

    Raises:
        ValueError: there is no such page.
    """
    if limit < 1:
        raise ValueError(f"a page has at least one item, not {limit}")
    last, number = _read_token(page)
    rows = archive.execute(
        "SELECT story, last FROM story_ends WHERE last <= :last AND (last < :last OR story > :number)"
        " ORDER BY last DESC, story LIMIT :more",
        {"last": last, "number": number, "more": limit + 1},
    ).fetchall()
    (total,) = archive.execute("SELECT count(*) FROM story_ends").fetchone()
    shown = rows[:limit]
    following = f"{shown[-1][1]}~{shown[-1][0]}" if len(rows) > limit else None
    return Listing(tuple(_story(archive, _articles(archive, story)) for story, _ in shown), total, following)


def _read_token(page: str | None) -> tuple[str, int]:
    """The instant and the number of the last story of the page before; of the first page, what comes before all."""
    if page is None:
        return _BEFORE_ALL, 0
    found = _TOKEN.fullmatch(page)
    if found is None:
        raise ValueError(f"there is no page {page!r}")
    return found[1], int(found[2])


def _articles(archive: sqlite3.Connection, story: int) -> list[int]:
    return [row[0] for row in archive.execute("SELECT article FROM stories WHERE story = ?", (story,))]


def _story(archive: sqlite3.Connection, numbers: list[int]) -> Story:
    found = [
        StoryArticle(
            *archive.execute(
                "SELECT articles.id, title, coalesce(nullif(name, ''), host), language, published,"
                " coalesce(address, url) FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet"
                " WHERE articles.id = ?",
                (number,),
            ).fetchone()
        )
        for number in numbers
    ]
    articles = sorted(found, key=lambda one: (one.published is None, one.published or "", one.article))
    days = [one.published for one in articles if one.published is not None]
    texts = [
        StoryText(tuple(group), *likely_origin(archive, group))
        for group in copy_groups(archive, [article.article for article in articles])
    ]
    return Story(
        story=min(numbers),
        title=next((one.title for one in articles if one.title), None),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        articles=tuple(articles),
        texts=tuple(texts),
    )
