"""People of an archive: who says how much and when, in which outlets, and who quotes whom.

Names that differ by case and diacritics alone are one person; nothing else tells two people of one name apart.
"""

import sqlite3
from dataclasses import dataclass

from tearsheet.archive.folding import fold_name
from tearsheet.archive.listing import NEWEST_EDITION, OLDER_EDITIONS, Bound, Listing, PersonOrder, begin, newest_id
from tearsheet.archive.search import StatementHit, find_statement

__all__ = ["Person", "Profile", "Tally", "find_people", "find_person", "said_by"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who says or writes something. Of several editions of an address the newest counts.

    Attributes:
        person: their id: the lowest one of their names.
        name: as it was written first.
        names: all spellings.
        statements: how many they made.
        articles: in how many articles they are quoted.
        written: how many articles they are an author of.
        first: when the first article that quotes them was published, ISO 8601.
        last: when the last one was.
    """

    person: int
    name: str
    names: tuple[str, ...]
    statements: int
    articles: int
    written: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Somebody, and how many statements bind them to whoever was asked about.

    Attributes:
        id: of the person or the outlet.
        name: theirs.
        statements: how many.
    """

    id: int
    name: str
    statements: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A person and those around them, most statements first.

    Attributes:
        person: the person.
        outlets: that carry what they said.
        quoted_by: authors of the articles that quote them.
        quotes: whom the articles quote that they wrote.
    """

    person: Person
    outlets: tuple[Tally, ...]
    quoted_by: tuple[Tally, ...]
    quotes: tuple[Tally, ...]


_SAME = "(SELECT same.id FROM people AS same WHERE same.folded = :folded)"
_SAID = f"FROM statements AS s JOIN articles AS a ON a.id = s.article WHERE s.speaker_id IN {_SAME}"


def find_people(
    archive: sqlite3.Connection,
    query: str | None = None,
    *,
    order: PersonOrder = PersonOrder.STATEMENTS,
    limit: int = 50,
    page: str | None = None,
) -> Listing[Person]:
    """People who say something, or wrote an article.

    Args:
        archive: to look in.
        query: words that their names must have, without regard to case and diacritics.
        order: who comes first.
        limit: people a page.
        page: ``next`` of the page before.

    Raises:
        ValueError: there is no such page.
    """
    bound = begin(archive, page, limit)
    words = fold_name(query or "")
    if query and query.strip() and not words:
        return Listing((), 0, None)
    values = {"newest": bound.newest, "words": f" {words} "}
    named = "AND instr(' ' || p.folded || ' ', :words)" if words else ""
    first = "statements DESC, written DESC, p.folded" if order is PersonOrder.STATEMENTS else "p.folded"
    rows = archive.execute(
        f"WITH older AS MATERIALIZED ({OLDER_EDITIONS}),"
        " said AS (SELECT speaker_id AS person, count(*) AS statements FROM statements WHERE speaker_id IS NOT NULL"
        " AND article <= :newest AND article NOT IN older GROUP BY speaker_id),"
        " wrote AS (SELECT person, count(*) AS written FROM authors WHERE kind = 'person'"
        " AND article <= :newest AND article NOT IN older GROUP BY person)"
        " SELECT min(p.id), p.folded, ifnull(sum(said.statements), 0) AS statements,"
        " ifnull(sum(wrote.written), 0) AS written, count(*) OVER () FROM people AS p"
        " LEFT JOIN said ON said.person = p.id LEFT JOIN wrote ON wrote.person = p.id"
        " WHERE p.folded <> '' AND (said.statements IS NOT NULL OR wrote.written IS NOT NULL)"
        f" {named} GROUP BY p.folded ORDER BY {first} LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": bound.offset},
    ).fetchall()
    total = rows[0][-1] if rows else 0
    people = tuple(_person(archive, folded, bound, statements, written) for _, folded, statements, written, _ in rows)
    return Listing(people, total, bound.after(len(people), total))


def find_person(archive: sqlite3.Connection, number: int, *, limit: int = 20) -> Profile:
    """A person with those who quote them and whom they quote.

    Args:
        archive: to look in.
        number: id of one of their names.
        limit: how many of each at most.

    Raises:
        LookupError: there is no such person.
    """
    folded = _folded(archive, number)
    values = {"folded": folded, "limit": limit}
    (statements,) = archive.execute(f"SELECT count(*) {_SAID} AND {NEWEST_EDITION}", values).fetchone()
    (written,) = archive.execute(
        "SELECT count(*) FROM authors JOIN articles AS a ON a.id = authors.article"
        f" WHERE person IN {_SAME} AND kind = 'person' AND {NEWEST_EDITION}",
        values,
    ).fetchone()
    outlets = archive.execute(
        f"SELECT o.id, coalesce(nullif(o.name, ''), o.host), said.statements FROM (SELECT a.outlet, count(*) AS"
        f" statements {_SAID} AND {NEWEST_EDITION} GROUP BY a.outlet) AS said JOIN outlets AS o ON o.id = said.outlet"
        " ORDER BY said.statements DESC, 2, 1 LIMIT :limit",
        values,
    )
    quoted_by = archive.execute(
        "SELECT min(p.id), p.name, count(*) FROM statements AS s JOIN articles AS a ON a.id = s.article"
        " JOIN authors ON authors.article = a.id AND authors.kind = 'person' JOIN people AS p ON p.id = authors.person"
        f" WHERE s.speaker_id IN {_SAME} AND {NEWEST_EDITION}"
        " GROUP BY p.folded ORDER BY count(*) DESC, p.folded LIMIT :limit",
        values,
    )
    quotes = archive.execute(
        "SELECT min(p.id), p.name, count(*) FROM authors JOIN articles AS a ON a.id = authors.article"
        " JOIN statements AS s ON s.article = a.id JOIN people AS p ON p.id = s.speaker_id"
        f" WHERE authors.person IN {_SAME} AND authors.kind = 'person' AND {NEWEST_EDITION}"
        " GROUP BY p.folded ORDER BY count(*) DESC, p.folded LIMIT :limit",
        values,
    )
    bound = Bound(newest_id(archive), 0)
    return Profile(
        _person(archive, folded, bound, statements, written),
        tuple(Tally(*row) for row in outlets),
        tuple(Tally(*row) for row in quoted_by),
        tuple(Tally(*row) for row in quotes),
    )


def said_by(
    archive: sqlite3.Connection, number: int, *, limit: int = 20, page: str | None = None
) -> Listing[StatementHit]:
    """What a person said, newest first.

    Args:
        archive: to look in.
        number: id of one of their names.
        limit: statements a page.
        page: ``next`` of the page before.

    Raises:
        LookupError: there is no such person.
        ValueError: there is no such page.
    """
    bound = begin(archive, page, limit)
    values = {"folded": _folded(archive, number), "newest": bound.newest, "limit": limit, "offset": bound.offset}
    said = f"{_SAID} AND a.id <= :newest AND {NEWEST_EDITION}"
    (total,) = archive.execute(f"SELECT count(*) {said}", values).fetchone()
    rows = archive.execute(
        f"SELECT s.id {said} ORDER BY a.published IS NULL, a.published DESC, s.article DESC, s.number"
        " LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    hits = tuple(find_statement(archive, statement) for (statement,) in rows)
    return Listing(hits, total, bound.after(len(hits), total))


def _person(archive: sqlite3.Connection, folded: str, bound: Bound, statements: int, written: int) -> Person:
    spelled = archive.execute("SELECT id, name FROM people WHERE folded = ? ORDER BY id", (folded,)).fetchall()
    articles, first, last = archive.execute(
        "SELECT count(*), min(a.published), max(a.published) FROM articles AS a WHERE a.id IN (SELECT article"
        f" FROM statements WHERE speaker_id IN {_SAME} AND article <= :newest) AND {NEWEST_EDITION}",
        {"folded": folded, "newest": bound.newest},
    ).fetchone()
    number, name = spelled[0]
    return Person(number, name, tuple(one for _, one in spelled), statements, articles, written, first, last)


def _folded(archive: sqlite3.Connection, number: int) -> str:
    row = archive.execute("SELECT folded FROM people WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise LookupError(f"no person {number} in this archive")
    return str(row[0])
