"""How many articles a search finds by month.

To look up the month of every hit takes longer than to find the hits, so where many are asked about the months of all
articles are kept in memory, four bytes each, until the archive changes.
"""

import sqlite3
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tearsheet.archive.conditions import article_conditions
from tearsheet.archive.filters import NO_FILTERS, Filters
from tearsheet.archive.listing import NEWEST_EDITION, newest_id
from tearsheet.archive.query import parse_query

__all__ = ["Months"]

_MONTH = "substr(ifnull(a.published, ''), 1, 7)"
_WORTH = 3
"""Looking up a month among all of them takes so many times as long as reading one when all are read."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The months of all articles: of each id the index of its month among the names, which are sorted."""

    names: tuple[str, ...]
    numbers: npt.NDArray[np.uint32]


class Months:
    """Counts articles by month of publication.

    Args:
        archive: with the functions of `tearsheet.archive.filters.add_functions`.
    """

    def __init__(self, archive: sqlite3.Connection) -> None:
        self._archive = archive
        self._version: tuple[int, int] | None = None
        self._looked_up = 0
        self._known: _Known | None = None

    def count(self, query: str, filters: Filters = NO_FILTERS, *, all_editions: bool = False) -> dict[str, int]:
        """How many articles a search finds by month, ``"2024-05"``; those without a date under ``""``.

        Args:
            query: as in `tearsheet.archive.search.search_articles`.
            filters: what to narrow it to.
            all_editions: whether older editions of an address count as well.
        """
        where = article_conditions(filters)
        match = parse_query(query).match
        if not match and query.strip():
            return {}
        if match and not where.conditions:
            older = "" if all_editions else " AND rowid NOT IN (SELECT article FROM superseded)"
            found = f"SELECT group_concat(rowid) FROM article_words WHERE article_words MATCH ?{older}"
            (ids,) = self._archive.execute(found, (match,)).fetchone()
            return self._by_month(ids) if ids else {}
        if not all_editions:
            where.add(NEWEST_EDITION)
        if match:
            where.add("a.id IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)", match)
        return self._counted(f"articles AS a WHERE {where}", where.values)

    def _by_month(self, ids: str) -> dict[str, int]:
        """Of articles whose ids stand in a text with commas between them."""
        known = self._all(ids.count(",") + 1)
        if known is None:
            return self._counted("json_each(?) JOIN articles AS a ON a.id = value", [f"[{ids}]"])
        numbers = known.numbers[np.fromstring(ids, np.int64, sep=",")]
        counts = np.bincount(numbers, minlength=len(known.names)).tolist()
        return {name: count for name, count in zip(known.names, counts, strict=True) if count}

    def _counted(self, rows: str, values: list[str | int]) -> dict[str, int]:
        found = self._archive.execute(f"SELECT {_MONTH} AS month, count(*) FROM {rows} GROUP BY 1 ORDER BY 1", values)
        return dict(found.fetchall())

    def _all(self, wanted: int) -> _Known | None:
        """The months of all articles, if so many more to look up make it worth while to read them."""
        version = (int(self._archive.execute("PRAGMA data_version").fetchone()[0]), self._archive.total_changes)
        if version != self._version:
            self._version, self._known, self._looked_up = version, None, 0
        self._looked_up += wanted
        if self._known is None and _WORTH * self._looked_up > newest_id(self._archive):
            self._known = self._read()
        return self._known

    def _read(self) -> _Known:
        rows = self._archive.execute(f"SELECT {_MONTH}, group_concat(a.id) FROM articles AS a GROUP BY 1 ORDER BY 1")
        months = [(name, np.fromstring(ids, np.int64, sep=",")) for name, ids in rows]
        numbers = np.zeros(max(int(ids.max()) for _, ids in months) + 1, np.uint32)
        for number, (_, ids) in enumerate(months):
            numbers[ids] = number
        return _Known(tuple(name for name, _ in months), numbers)
