"""The editions of an address: the captures of one page that an archive has, and what changed from one to the next."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.archive.changes import Changes, compare
from tearsheet.archive.folding import fold_name
from tearsheet.archive.loading import MissingError, load_article
from tearsheet.article.article import Article
from tearsheet.statements.statement import Statement

__all__ = ["Edition", "EditionChanges", "compare_editions", "find_editions", "part_statements"]

_ALIKE = 0.8
"""Share of words in common from which on two statements of one speaker are the same one."""
_MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """One capture of an address.

    Attributes:
        article: its id in the archive.
        captured: when it was captured, ISO 8601; ``None`` where that is not known.
        added: when it came into the archive.
        title: its title.
        modified: what the page says of its last change, ISO 8601.
        digest: SHA-256 of the capture, in hexadecimal digits.
    """

    article: int
    captured: str | None
    added: str
    title: str | None
    modified: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What changed from one edition to a later one.

    Attributes:
        before: the earlier edition.
        after: the later edition.
        changes: of paragraphs and fields.
        lost: statements that the later edition no longer has.
        gained: statements that the earlier one did not have.
    """

    before: Edition
    after: Edition
    changes: Changes
    lost: tuple[Statement, ...]
    gained: tuple[Statement, ...]


def find_editions(archive: sqlite3.Connection, address: str) -> list[Edition]:
    """The editions of an address, oldest first.

    Args:
        archive: to read.
        address: canonical address, or one it was captured from; with or without a slash at its end.

    Raises:
        MissingError: the archive has no capture of it.
    """
    bare = address.strip().rstrip("/")
    both = (bare, f"{bare}/")
    known = [
        row[0]
        for row in archive.execute(
            # Two questions, as each index answers one; that of `url` has what `address` does not.
            "SELECT address FROM articles WHERE address IN (?, ?) UNION SELECT address FROM articles"
            " WHERE url IN (?, ?) AND url IS NOT address AND address IS NOT NULL",
            both * 2,
        )
    ]
    marks = ", ".join("?" * len(known))
    rows = archive.execute(
        "SELECT a.id, a.captured, a.added, a.title, a.modified, lower(hex(c.digest))"
        f" FROM articles AS a JOIN captures AS c ON c.id = a.capture WHERE a.address IN ({marks})"
        # As what is searched takes them: a capture whose time nobody knows is older than one whose time is known.
        " ORDER BY ifnull(a.captured, ''), a.id",
        known,
    )
    editions = [Edition(*row) for row in rows]
    if not editions:
        raise MissingError(f"no capture of {address} in this archive")
    return editions


def compare_editions(archive: sqlite3.Connection, before: Edition, after: Edition) -> EditionChanges:
    """What changed between two editions.

    Raises:
        DamagedError: one of them is not what was stored.
    """
    old, new = load_article(archive, before.article), load_article(archive, after.article)
    return EditionChanges(before, after, compare(old, new), *part_statements(_said(old), _said(new)))


def _said(article: Article) -> Sequence[Statement]:
    return article.statements


def part_statements(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements that only one of two editions has; the same words under another name are two statements.

    Returns:
        What was lost, and what was gained, in reading order.
    """
    kept_before, kept_after = set[int](), set[int]()
    bags = [_words(statement) for statement in after[:_MOST_COMPARED]]
    for number, statement in enumerate(before[:_MOST_COMPARED]):
        words = _words(statement)
        best, worth = -1, _ALIKE
        for other, bag in enumerate(bags):
            if other in kept_after or _speaker(statement) != _speaker(after[other]):
                continue
            share = 2 * len(words & bag) / (len(words) + len(bag)) if words or bag else 1.0
            if share > worth or (best < 0 and share == worth):
                best, worth = other, share
        if best >= 0:
            kept_before.add(number)
            kept_after.add(best)
    lost = tuple(each for number, each in enumerate(before) if number not in kept_before)
    gained = tuple(each for number, each in enumerate(after) if number not in kept_after)
    return lost, gained


def _words(statement: Statement) -> set[str]:
    return set(fold_name(statement.text).split())


def _speaker(statement: Statement) -> str:
    return fold_name(statement.speaker.name) if statement.speaker is not None else ""
