"""Stories of an archive: articles about one event, and which of its statements rest on one text only."""

import sqlite3
from dataclasses import dataclass

from tearsheet.archive.copies import copy_groups

__all__ = ["Story", "StoryArticle", "find_stories", "story_of"]


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
class Story:
    """Articles about one event.

    Attributes:
        story: its number: the lowest id of its articles.
        articles: earliest first, those without a date last.
        texts: ids of its articles, those together that are copies of one another.
    """

    story: int
    articles: tuple[StoryArticle, ...]
    texts: tuple[tuple[int, ...], ...]


def story_of(archive: sqlite3.Connection, number: int) -> Story | None:
    """The story that an article belongs to; ``None`` where it is alone.

    Args:
        archive: whose articles are linked (`tearsheet.archive.linking.link_articles`).
        number: id of the article.
    """
    row = archive.execute("SELECT story FROM stories WHERE article = ?", (number,)).fetchone()
    return _story(archive, row[0]) if row is not None else None


def find_stories(archive: sqlite3.Connection, *, limit: int = 20, offset: int = 0) -> list[Story]:
    """Stories, those with the newest articles first, those without dates last.

    Args:
        archive: whose articles are linked.
        limit: how many.
        offset: how many to pass over.
    """
    rows = archive.execute(
        "SELECT story FROM stories JOIN articles ON articles.id = stories.article GROUP BY story"
        " ORDER BY max(published) IS NULL, max(published) DESC, count(*) DESC, story LIMIT ? OFFSET ?",
        (limit, offset),
    ).fetchall()
    return [_story(archive, row[0]) for row in rows]


def _story(archive: sqlite3.Connection, story: int) -> Story:
    rows = archive.execute(
        "SELECT articles.id, title, coalesce(nullif(name, ''), host), language, published, coalesce(address, url)"
        " FROM stories JOIN articles ON articles.id = stories.article LEFT JOIN outlets ON outlets.id = articles.outlet"
        " WHERE story = ? ORDER BY published IS NULL, published, articles.id",
        (story,),
    ).fetchall()
    articles = tuple(StoryArticle(*row) for row in rows)
    groups = copy_groups(archive, [article.article for article in articles])
    return Story(story, articles, tuple(tuple(group) for group in groups))
