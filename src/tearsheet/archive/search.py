"""Search over the articles and the statements of an archive: ranked, narrowed, page by page.

Ranking is BM25 as in FTS5 (https://www.sqlite.org/fts5.html#the_bm25_function), words of a title worth eight of the
text. Of several editions of an address the newest counts, unless all are asked for.
"""

import sqlite3
from dataclasses import dataclass
from typing import Generic, TypeVar

from tearsheet.archive.conditions import Where, article_conditions, statement_conditions
from tearsheet.archive.filters import NO_FILTERS, Filters, Order
from tearsheet.archive.listing import begin
from tearsheet.archive.loading import load_text
from tearsheet.archive.query import Query, parse_query
from tearsheet.archive.snippets import Snippet, make_snippet
from tearsheet.archive.wordings import Wordings

__all__ = [
    "ArticleHit",
    "Found",
    "StatementHit",
    "find_statement",
    "search_articles",
    "search_statements",
]

_TITLE_WORTH = 8.0


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that was found.

    Attributes:
        article: its id in the archive.
        title: its title.
        outlet: name of the outlet, or else its host.
        authors: their names.
        published: instant of publication as ISO 8601 in UTC, or a day.
        language: BCP 47 tag.
        address: canonical address.
        captured: when it was captured, ISO 8601.
        snippet: the passage of its text that the query hits best.
    """

    article: int
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    address: str | None
    captured: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that was found.

    Attributes:
        statement: its id in the archive.
        number: its index among the article's statements.
        speaker: who said it.
        form: direct, indirect or mixed.
        attitude: speech, thought or plan.
        negated: whether it was not said, or refused.
        audience: whom it was said to, or where.
        day: when it was said, ISO 8601.
        confidence: 0 to 1.
        start: where it begins in the article's text, in characters.
        end: where it ends.
        snippet: what was said, hits marked.
        article: the article that it stands in; its snippet is empty.
    """

    statement: int
    number: int
    speaker: str | None
    form: str
    attitude: str
    negated: bool
    audience: str | None
    day: str | None
    confidence: float
    start: int
    end: int
    snippet: Snippet
    article: ArticleHit


Hit = TypeVar("Hit", ArticleHit, StatementHit)


@dataclass(frozen=True, slots=True)
class Found(Generic[Hit]):
    """A page of what was found.

    Attributes:
        hits: in the order asked for.
        total: hits on all pages.
        next: what asks for the next page; ``None`` on the last one.
        query: how the query was understood.
    """

    hits: tuple[Hit, ...]
    total: int
    next: str | None
    query: Query


def search_articles(
    archive: sqlite3.Connection,
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    page: str | None = None,
    all_editions: bool = False,
) -> Found[ArticleHit]:
    """Find articles.

    Args:
        archive: with the functions of `tearsheet.archive.filters.add_functions`.
        query: see `tearsheet.archive.query`; an empty one finds all that the filters let through, newest first.
        filters: what to narrow it to.
        order: what comes first.
        limit: hits a page.
        page: ``next`` of the page before; it does not shift when articles come in.
        all_editions: whether older editions of an address count as well.

    Raises:
        ValueError: there is no such page.
    """
    where = article_conditions(filters)
    understood = parse_query(query)
    source = _Source(
        "articles AS a", "a.id", "article_words", f"1.0, {_TITLE_WORTH}", "articles", "SELECT article FROM superseded"
    )
    older = "" if all_editions else source.older
    numbers, total, following = _page(archive, source, where, older, understood, query, order, limit, page)
    hits = [
        _article_hit(archive, number, make_snippet(load_text(archive, number), understood.terms)) for number in numbers
    ]
    return Found(tuple(hits), total, following, understood)


def search_statements(
    archive: sqlite3.Connection,
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    page: str | None = None,
    all_editions: bool = False,
) -> Found[StatementHit]:
    """Find statements by what was said and by whom; arguments and errors are those of `search_articles`."""
    where = statement_conditions(filters)
    understood = parse_query(query)
    source = _Source(
        "statements AS s JOIN articles AS a ON a.id = s.article",
        "s.id",
        "statement_words",
        "1.0, 1.0",
        "statements",
        "SELECT id FROM statements WHERE article IN (SELECT article FROM superseded)",
    )
    older = "" if all_editions else source.older
    numbers, total, following = _page(archive, source, where, older, understood, query, order, limit, page)
    wordings = Wordings(archive)
    hits = [_statement_hit(archive, number, understood, wordings) for number in numbers]
    return Found(tuple(hits), total, following, understood)


def find_statement(archive: sqlite3.Connection, number: int) -> StatementHit:
    """One statement with the article that it stands in.

    Args:
        archive: to look in.
        number: its id in ``statements``.

    Raises:
        LookupError: there is no such statement.
    """
    if archive.execute("SELECT 1 FROM statements WHERE id = ?", (number,)).fetchone() is None:
        raise LookupError(f"no statement {number} in this archive")
    return _statement_hit(archive, number, parse_query(""), Wordings(archive))


@dataclass(frozen=True, slots=True)
class _Source:
    """Where hits come from: tables, the column of their id, the full-text table and the worth of its columns; and the
    ids that belong to older editions.
    """

    tables: str
    id: str
    words: str
    worth: str
    table: str
    older: str


def _page(
    archive: sqlite3.Connection,
    source: _Source,
    where: Where,
    older: str,
    understood: Query,
    query: str,
    order: Order,
    limit: int,
    page: str | None,
) -> tuple[list[int], int, str | None]:
    """Ids of one page of hits, how many there are on all, and what asks for the next page."""
    bound = begin(archive, page, limit, table=source.table)
    # Those without a date come last; an index gives them so where the newest come first.
    by_date = "a.published IS NULL, a.published ASC" if order is Order.OLDEST else "a.published DESC"
    by_date = f"{by_date}, {source.id} DESC"
    number = source.id
    if understood.match:
        number = f"{source.words}.rowid"
        tables, ranked = source.words, f"bm25({source.words}, {source.worth}), {number}"
        if where.conditions or order is not Order.RELEVANCE:
            # To look up every hit in other tables takes longer than to find it.
            tables = f"{source.words} JOIN {source.tables}"
            where.add(f"{source.id} = {number}")
        where.add(f"{source.words} MATCH ?", understood.match)
    elif query.strip():
        return [], 0, None
    else:
        tables, ranked = source.tables, by_date
    where.add(f"{number} <= ?", bound.newest)
    if older:
        where.add(f"{number} NOT IN ({older})")
    (total,) = archive.execute(f"SELECT count(*) FROM {tables} WHERE {where}", where.values).fetchone()
    rows = archive.execute(
        f"SELECT {number} FROM {tables} WHERE {where}"
        f" ORDER BY {ranked if order is Order.RELEVANCE else by_date} LIMIT ? OFFSET ?",
        (*where.values, limit, bound.offset),
    )
    numbers = [number for (number,) in rows]
    return numbers, total, bound.after(len(numbers), total)


def _article_hit(archive: sqlite3.Connection, number: int, snippet: Snippet) -> ArticleHit:
    row = archive.execute(
        "SELECT a.title, nullif(o.name, ''), nullif(o.host, ''), a.published, a.language, a.address, a.captured"
        " FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet WHERE a.id = ?",
        (number,),
    ).fetchone()
    title, name, host, published, language, address, captured = row
    authors = archive.execute(
        "SELECT p.name FROM authors JOIN people AS p ON p.id = person WHERE article = ? ORDER BY position", (number,)
    )
    names = tuple(author for (author,) in authors)
    return ArticleHit(number, title, name or host, names, published, language, address, captured, snippet)


def _statement_hit(archive: sqlite3.Connection, number: int, understood: Query, wordings: Wordings) -> StatementHit:
    row = archive.execute(
        'SELECT s.number, p.name, s.form, s.attitude, s.negated, s.audience, s.day, s.confidence, s.start, s."end",'
        " s.article FROM statements AS s LEFT JOIN people AS p ON p.id = s.speaker_id WHERE s.id = ?",
        (number,),
    ).fetchone()
    place, speaker, form, attitude, negated, audience, day, confidence, start, end, article = row
    text = wordings.get(article, place)
    snippet = make_snippet(text, understood.terms, length=max(len(text), 1))
    within = _article_hit(archive, article, Snippet("", (), 0, False, False))
    return StatementHit(
        number,
        place,
        speaker,
        form,
        attitude,
        bool(negated),
        audience,
        day,
        confidence,
        start,
        end,
        snippet,
        within,
    )
