"""Outlets of an archive: how much each published and when, who writes for it, and whom it quotes."""

import sqlite3
from dataclasses import dataclass

from tearsheet.archive.folding import fold_name
from tearsheet.archive.listing import NEWEST_EDITION, OLDER_EDITIONS, Listing, OutletOrder, begin
from tearsheet.archive.people import Tally

__all__ = ["OutletProfile", "Publisher", "find_outlet", "find_outlets"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet with what the archive has of it. Of several editions of an address the newest counts.

    Attributes:
        outlet: its id.
        name: as its pages give it, or else its host.
        host: of its addresses, without ``www.``; ``""`` where there is none.
        country: ISO 3166 code, where the host tells.
        articles: how many there are.
        first: when the first was published, ISO 8601.
        last: when the last was.
    """

    outlet: int
    name: str
    host: str
    country: str | None
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """An outlet and who speaks in it, most statements first.

    Attributes:
        outlet: the outlet.
        languages: its articles by language, most first; ``""`` where none is known.
        authors: who write for it, with the statements in what they wrote.
        speakers: whom it quotes.
    """

    outlet: Publisher
    languages: dict[str, int]
    authors: tuple[Tally, ...]
    speakers: tuple[Tally, ...]


_NAME = "coalesce(nullif(o.name, ''), o.host)"


def find_outlets(
    archive: sqlite3.Connection,
    query: str | None = None,
    *,
    order: OutletOrder = OutletOrder.ARTICLES,
    limit: int = 50,
    page: str | None = None,
) -> Listing[Publisher]:
    """Outlets.

    Args:
        archive: to look in.
        query: words of the name, or the host.
        order: what comes first.
        limit: outlets a page.
        page: ``next`` of the page before.

    Raises:
        ValueError: there is no such page.
    """
    bound = begin(archive, page, limit)
    asked = (query or "").strip()
    named = "WHERE instr(' ' || o.folded || ' ', :words) OR o.host = :host" if asked else ""
    first = "had.articles DESC, 2, o.host, o.id" if order is OutletOrder.ARTICLES else "o.folded = '', 2, o.host, o.id"
    rows = archive.execute(
        f"WITH older AS MATERIALIZED ({OLDER_EDITIONS}),"
        " had AS (SELECT outlet, count(*) AS articles, min(published) AS first, max(published) AS last FROM articles"
        " WHERE outlet IS NOT NULL AND id <= :newest AND id NOT IN older GROUP BY outlet)"
        f" SELECT o.id, {_NAME}, o.host, o.country, had.articles, had.first, had.last, count(*) OVER ()"
        f" FROM had JOIN outlets AS o ON o.id = had.outlet {named} ORDER BY {first} LIMIT :limit OFFSET :offset",
        {
            "newest": bound.newest,
            "words": f" {fold_name(asked) or chr(0)} ",
            "host": asked.lower().removeprefix("www."),
            "limit": limit,
            "offset": bound.offset,
        },
    ).fetchall()
    total = rows[0][-1] if rows else 0
    return Listing(tuple(Publisher(*row[:-1]) for row in rows), total, bound.after(len(rows), total))


def find_outlet(archive: sqlite3.Connection, number: int, *, limit: int = 20) -> OutletProfile:
    """An outlet with who writes for it and whom it quotes.

    Args:
        archive: to look in.
        number: its id.
        limit: how many of each at most.

    Raises:
        LookupError: there is no such outlet.
    """
    values = {"outlet": number, "limit": limit}
    row = archive.execute(
        f"SELECT o.id, {_NAME}, o.host, o.country, count(a.id), min(a.published), max(a.published) FROM outlets AS o"
        f" LEFT JOIN articles AS a ON a.outlet = o.id AND {NEWEST_EDITION} WHERE o.id = :outlet GROUP BY o.id",
        values,
    ).fetchone()
    if row is None:
        raise LookupError(f"no outlet {number} in this archive")
    languages = archive.execute(
        f"SELECT ifnull(a.language, ''), count(*) FROM articles AS a WHERE a.outlet = :outlet AND {NEWEST_EDITION}"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    authors = archive.execute(
        "SELECT min(p.id), p.name, count(s.id) FROM articles AS a JOIN authors ON authors.article = a.id"
        " AND authors.kind = 'person' JOIN people AS p ON p.id = authors.person"
        f" LEFT JOIN statements AS s ON s.article = a.id WHERE a.outlet = :outlet AND {NEWEST_EDITION}"
        " GROUP BY p.folded ORDER BY 3 DESC, p.folded LIMIT :limit",
        values,
    )
    speakers = archive.execute(
        "SELECT min(p.id), p.name, count(*) FROM articles AS a JOIN statements AS s ON s.article = a.id"
        f" JOIN people AS p ON p.id = s.speaker_id WHERE a.outlet = :outlet AND {NEWEST_EDITION}"
        " GROUP BY p.folded ORDER BY 3 DESC, p.folded LIMIT :limit",
        values,
    )
    return OutletProfile(
        Publisher(*row),
        dict(languages.fetchall()),
        tuple(Tally(*one) for one in authors),
        tuple(Tally(*one) for one in speakers),
    )
