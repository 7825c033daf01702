"""The views of stories and of what corroborates a statement."""

from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.plain import to_plain

__all__ = ["view_statement", "view_stories", "view_story"]

_MOST_ARTICLES = 100
_MOST_STATEMENTS = 200
_LONGEST_PASSAGE = 1_000


def view_stories(archive: Archive, *, limit: int, after: str | None) -> dict[str, Any]:
    """Stories, those with the newest articles first."""
    return {"unlinked": archive.unlinked(), "stories": to_plain(archive.stories(limit=limit, page=after))}


def view_story(archive: Archive, *, story: int) -> dict[str, Any]:
    """A story: its articles by time, what its texts share, and which text alone carries a statement.

    Raises:
        LookupError: there is no such article.
    """
    found = archive.story(story)
    shown = [one.article for one in found.articles[:_MOST_ARTICLES]]
    alone = {one.statement for one in archive.single_sources(story)}
    return {
        "story": to_plain(found),
        "sharings": _sharings(archive, shown),
        "statements": _statements(archive, shown, alone),
        "unlinked": archive.unlinked(),
    }


def view_statement(archive: Archive, *, statement: int) -> dict[str, Any]:
    """A statement and where else it stands.

    Raises:
        LookupError: there is no such statement.
    """
    return {
        "statement": to_plain(archive.statement(statement)),
        "corroboration": to_plain(archive.corroborate(statement)),
    }


def _sharings(archive: Archive, articles: list[int]) -> list[dict[str, Any]]:
    """Pairs of articles of a story that share text, with the passages as the first one has them, each pair once."""
    members = set(articles)
    pairs: list[dict[str, Any]] = []
    for article in articles:
        text: str | None = None
        for copy in archive.copies(article, passages=True, limit=_MOST_ARTICLES).items:
            if copy.pair.other not in members or article > copy.pair.other:
                continue
            if text is None:
                text = archive.text(article)
            passages = [
                to_plain(one) | {"text": _cut(" ".join(text[one.start : one.end].split()))} for one in copy.passages
            ]
            pairs.append({"pair": to_plain(copy.pair), "direction": to_plain(copy.direction), "passages": passages})
    return pairs


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PASSAGE else f"{text[:_LONGEST_PASSAGE]}…"


def _statements(archive: Archive, articles: list[int], alone: set[int]) -> list[dict[str, Any]]:
    """The statements of some articles in their order, with whether one text alone carries each."""
    rows: list[tuple[int, int, int | None]] = []
    for article in articles:
        rows += archive.connection.execute(
            "SELECT id, article, speaker_id FROM statements WHERE article = ? ORDER BY number", (article,)
        )
    said: list[dict[str, Any]] = []
    for number, article, person in rows[:_MOST_STATEMENTS]:
        hit = archive.statement(number)
        said.append(
            {
                "statement": number,
                "article": article,
                "text": hit.snippet.text,
                "form": hit.form,
                "attitude": hit.attitude,
                "negated": hit.negated,
                "person": person,
                "speaker": hit.speaker,
                "single": number in alone,
            }
        )
    return said
