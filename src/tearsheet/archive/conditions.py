"""What narrows a search, as SQL: conditions on articles and on statements."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from tearsheet.archive.filters import Filters
from tearsheet.archive.folding import fold_name

__all__ = ["Where", "add_functions", "article_conditions", "statement_conditions"]


@dataclass(slots=True)
class Where:
    """Conditions that must all hold, with their values."""

    conditions: list[str]
    values: list[str | int]

    def add(self, condition: str, *values: str | int) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1"


def add_functions(archive: sqlite3.Connection) -> None:
    """Give a connection the function ``folded`` that conditions use."""
    archive.create_function("folded", 1, lambda text: fold_name(text or ""), deterministic=True)


def article_conditions(filters: Filters) -> Where:
    """Conditions on a row of ``articles`` called ``a``."""
    where = Where([], [])
    if filters.outlet is not None:
        host = filters.outlet.strip().lower().removeprefix("www.")
        where.add(
            "a.outlet IN (SELECT id FROM outlets"
            " WHERE host = ? OR host LIKE '%.' || ? OR instr(' ' || folded || ' ', ?))",
            host,
            _literal(host),
            _words(filters.outlet),
        )
    if filters.country is not None:
        where.add("a.outlet IN (SELECT id FROM outlets WHERE country = ? COLLATE NOCASE)", filters.country)
    if filters.author is not None:
        where.add(
            "a.id IN (SELECT article FROM authors WHERE person IN"
            " (SELECT id FROM people WHERE instr(' ' || folded || ' ', ?)))",
            _words(filters.author),
        )
    if filters.section is not None:
        where.add("folded(a.section) = ?", fold_name(filters.section))
    if filters.tag is not None:
        where.add("a.id IN (SELECT article FROM tags WHERE folded(tag) = ?)", fold_name(filters.tag))
    if filters.language is not None:
        where.add(
            "(a.language = ? COLLATE NOCASE OR a.language LIKE ? || '-%')", filters.language, _literal(filters.language)
        )
    if filters.page_type is not None:
        where.add("a.page_type = ?", filters.page_type.value)
    if filters.since is not None:
        where.add("a.published >= ?", filters.since.isoformat())
    if filters.until is not None:
        where.add("a.published < ?", _next(filters.until))
    said = _said(filters)
    if said.conditions:
        where.add(f"a.id IN (SELECT article FROM statements AS s WHERE {said})", *said.values)
    return where


def statement_conditions(filters: Filters) -> Where:
    """Conditions on a row of ``statements`` called ``s`` and its article, ``a``."""
    where = article_conditions(Filters(**{name: getattr(filters, name) for name in _OF_ARTICLES}))
    said = _said(filters)
    where.conditions += said.conditions
    where.values += said.values
    return where


_OF_ARTICLES = tuple(name for name in Filters.__slots__ if name not in ("speaker", "form", "attitude"))


def _said(filters: Filters) -> Where:
    """Conditions on one statement, ``s``."""
    where = Where([], [])
    if filters.speaker is not None:
        where.add(
            "s.speaker_id IN (SELECT id FROM people WHERE instr(' ' || folded || ' ', ?))",
            _words(filters.speaker),
        )
    if filters.form is not None:
        where.add("s.form = ?", filters.form.value)
    if filters.attitude is not None:
        where.add("s.attitude = ?", filters.attitude.value)
    return where


def _words(name: str) -> str:
    """What a folded name between two spaces holds where it has these words; no name holds what has none."""
    return f" {fold_name(name) or chr(0)} "


def _literal(text: str) -> str:
    """Text for the right side of LIKE without its wildcards, which no host or language tag has."""
    return text.replace("%", "").replace("_", "")


def _next(day: date) -> str:
    """The day after, as the archive spells it; past the last day of the calendar, what is later than all."""
    return (day + timedelta(days=1)).isoformat() if day < date.max else ":"
