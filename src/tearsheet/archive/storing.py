"""An article into the rows of an archive: made ready anywhere, stored in one transaction."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any

from tearsheet.archive.bases import Kin, pack_content
from tearsheet.archive.folding import fold_name
from tearsheet.archive.forms import prefix_of
from tearsheet.archive.indexing import Index, Later, index_article, index_statements, unindex_article, unindex_statement
from tearsheet.archive.loading import load_statements
from tearsheet.archive.outlets import Outlet, outlet_of
from tearsheet.archive.packing import CODING, Base
from tearsheet.archive.record import write_record, write_statements
from tearsheet.archive.traces import Traces, drop_traces, make_traces, store_traces
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.formats.inline import well_formed
from tearsheet.formats.instants import in_utc
from tearsheet.formats.text import text_spans
from tearsheet.statements.statement import Statement

__all__ = ["Identity", "Rows", "content_bytes", "find_article", "make_rows", "replace_article", "store_article"]

Row = tuple[Any, ...]

_COLUMNS = (
    "address",
    "title",
    "standfirst",
    "language",
    "section",
    "page_type",
    "access",
    "published",
    "published_raw",
    "modified",
    "modified_raw",
    "confidence",
)
"""Columns of ``articles`` that the record fills."""

_PARTS = {
    "authors": "article, position, person, kind",
    "tags": "article, tag",
    "blocks": 'article, number, role, start, "end", element, first, last',
    "images": "article, number, address, caption, credit, description, cover",
    "links": "article, number, kind, address, text",
}
"""Tables that hold rows of an article, with their columns."""


_STATEMENTS = (
    'id, article, speaker_id, number, form, attitude, negated, audience, day, start, "end", "outer", confidence'
)
_START, _END = 6, 7
"""Where a statement's row says where it stands; what was said and the speaker's name are taken off."""

_AT_ONCE = 32
"""Rows of one INSERT: one after the other they take half as much time again. SQLite surely takes 999 values."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a capture from others: the same content from the same address at the same instant is there once.

    Attributes:
        digest: SHA-256 of the content.
        url: the address it was captured from.
        captured: when, as the archive keeps instants.
    """

    digest: bytes
    url: str | None
    captured: str | None

    @classmethod
    def of(cls, capture: Capture) -> "Identity":
        """The identity of a capture."""
        digest = hashlib.sha256(content_bytes(capture.content)).digest()
        return cls(digest, _clean(capture.url), in_utc(capture.captured))


@dataclass(frozen=True, slots=True)
class Rows:
    """An article made ready to be stored: small, and quick to send to another process.

    Attributes:
        identity: of its capture; ``None`` where the one who stores it knows it.
        content: the capture; empty where that one has it.
        kin: captures that it has much in common with.
        columns: values of the columns of ``articles`` that the record fills, in their order.
        outlet: who published it.
        title: for the index.
        text: for the index.
        packed_text: the text, packed.
        record: the whole record, packed.
        said: the statements, packed; ``None`` where there are none.
        parts: rows by table, without the article's number; names of authors and of roles stand for their ids.
        statements: rows without the article's number; what was said and the name of the speaker come first.
        traces: what others find it by.
    """

    identity: Identity | None
    content: bytes
    kin: Kin | None
    columns: Row
    outlet: Outlet | None
    title: str | None
    text: str
    packed_text: bytes
    record: bytes
    said: bytes | None
    parts: dict[str, list[Row]]
    statements: list[Row]
    traces: Traces


def content_bytes(content: bytes | str) -> bytes:
    """The bytes of a capture; of text, as UTF-8, lone surrogates among it."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def make_rows(article: Article, *, statements: bool = True, whole: bool = True) -> Rows:
    """Make an article ready to be stored.

    Args:
        article: with its capture.
        statements: whether its statements are read and kept.
        whole: whether the capture's content and identity come along; where the one who stores it has both already, they
            need neither be made again nor travel from process to process.

    Raises:
        ValueError: it has no capture.
    """
    if article.capture is None:
        raise ValueError("an article without its capture cannot be kept")
    content = content_bytes(article.capture.content)
    spans = text_spans(article)
    # Statements are read from it; it need not be put together again for them.
    vars(article).setdefault("text", spans.text)
    columns = {
        "address": article.url,
        "title": article.title,
        "standfirst": article.standfirst,
        "language": article.language,
        "section": article.section,
        "page_type": article.page_type.value,
        "access": article.access.value if article.access else None,
        "published": in_utc(article.published, article.published_raw),
        "published_raw": article.published_raw,
        "modified": in_utc(article.modified, article.modified_raw),
        "modified_raw": article.modified_raw,
        "confidence": float(article.confidence),
    }
    outlet = outlet_of(_clean(article.site_name), _clean(article.url))
    said = article.statements if statements else ()
    parts = (spans.text.encode("utf-8"), write_record(article), *((write_statements(said),) if said else ()))
    text, record, *more = Base(prefix_of(content)).pack_each(parts)
    return Rows(
        identity=Identity.of(article.capture) if whole else None,
        content=content if whole else b"",
        kin=_kin(article, outlet),
        columns=tuple(_clean(columns[name]) for name in _COLUMNS),
        outlet=outlet,
        title=_clean(article.title),
        text=spans.text,
        packed_text=text,
        record=record,
        said=more[0] if more else None,
        parts=_parts(article, spans.blocks),
        statements=[_statement(number, statement) for number, statement in enumerate(said)],
        traces=make_traces(_clean(article.title), spans.text),
    )


def _kin(article: Article, outlet: Outlet | None) -> Kin | None:
    if article.capture is not None and isinstance(article.capture.content, str):
        return Kin(f"text {_clean(article.language) or ''}".rstrip(), pages=False)
    return Kin(outlet.host, pages=True) if outlet is not None and outlet.host else None


def _clean(value: Any) -> Any:
    """A value as SQLite takes it."""
    return well_formed(value) if isinstance(value, str) else value


def _parts(article: Article, spans: tuple[tuple[int, int], ...]) -> dict[str, list[Row]]:
    links = [("body", mark.target, block.text[mark.start : mark.end]) for block in article.body for mark in block.links]
    links += [("related", link.url, link.text) for link in article.related]
    return {
        "authors": [(number, _clean(author.name), author.kind.value) for number, author in enumerate(article.authors)],
        "tags": [(_clean(tag),) for tag in dict.fromkeys(article.tags)],
        "blocks": [
            (
                number,
                (block.role or block.kind).value,
                *span,
                block.element if block.element >= 0 else None,
                block.place.start,
                block.place.end,
            )
            for number, (block, span) in enumerate(zip(article.body, spans, strict=True))
        ],
        "images": [
            (number, *map(_clean, (image.address, image.caption, image.credit, image.description)), int(image.cover))
            for number, image in enumerate(article.images)
        ],
        "links": [(number, kind, _clean(address), _clean(text)) for number, (kind, address, text) in enumerate(links)],
    }


def _statement(number: int, said: Statement) -> Row:
    day = said.day.day if said.day is not None else None
    return (
        _clean(said.text),
        _clean(said.speaker.name) if said.speaker is not None else None,
        number,
        said.form.value,
        said.attitude.value,
        int(said.negated),
        _clean(said.audience.name) if said.audience is not None else None,
        day.isoformat() if day is not None else None,
        min((span.start for span in said.content), default=0),
        max((span.end for span in said.content), default=0),
        said.outer,
        float(said.confidence),
    )


def find_article(archive: sqlite3.Connection, identity: Identity) -> int | None:
    """The article that was made of a capture; ``None`` where there is none."""
    found = archive.execute(
        "SELECT articles.id FROM captures JOIN articles ON articles.capture = captures.id"
        " WHERE digest = ? AND ifnull(url, '') = ? AND ifnull(captured, '') = ?",
        (identity.digest, identity.url or "", identity.captured or ""),
    ).fetchone()
    return int(found[0]) if found is not None else None


def store_article(
    archive: sqlite3.Connection, rows: Rows, maker: int, *, index: Index | None = None
) -> tuple[int, bool]:
    """Store an article with its capture; one that is there already stays as it is.

    Args:
        archive: inside a transaction.
        rows: what `make_rows` made, with the capture and its identity.
        maker: which program made it, an id of ``makers``.
        index: takes its words, where they are written later in the transaction.

    Returns:
        Its id in ``articles``, and whether it is new.
    """
    identity = rows.identity
    if identity is None:
        raise ValueError("an article without the identity of its capture cannot be stored")
    number = find_article(archive, identity)
    if number is not None:
        return number, False
    capture = _capture(archive, rows, identity.digest)
    now = in_utc(datetime.now(UTC).replace(microsecond=0))
    names = ("capture", "maker", "url", "captured", "added", "outlet", *_COLUMNS)
    found = archive.execute(
        f"INSERT INTO articles ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        (capture, maker, identity.url, identity.captured, now, _outlet(archive, rows.outlet), *rows.columns),
    )
    number = _new(found)
    _put(archive, index or archive, number, rows, {})
    return number, True


def replace_article(
    archive: sqlite3.Connection, number: int, rows: Rows, maker: int, *, text: str, index: Index | None = None
) -> None:
    """Put a new record in the place of the old one of the same capture.

    Args:
        archive: inside a transaction.
        number: the article's id.
        rows: what `make_rows` made.
        maker: which program made it.
        text: of the old record.
        index: takes its words, where they are written later in the transaction.
    """
    index = index or archive
    title = archive.execute("SELECT title FROM articles WHERE id = ?", (number,)).fetchone()[0]
    unindex_article(index, number, title, text)
    drop_traces(archive, index, number, title, text)
    texts = [statement.text for statement in load_statements(archive, number)]
    kept: dict[Row, int] = {}
    said = archive.execute(
        'SELECT s.id, s.number, s.start, s."end", p.name FROM statements AS s'
        " LEFT JOIN people AS p ON p.id = speaker_id WHERE article = ?",
        (number,),
    ).fetchall()
    for statement, place, start, end, name in said:
        words = _clean(texts[place])
        unindex_statement(index, statement, words, name)
        kept[start, end, words] = statement
    for table in ("records", "statements", *_PARTS):
        archive.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
    names = ("maker", "outlet", *_COLUMNS)
    archive.execute(
        f"UPDATE articles SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
        (maker, _outlet(archive, rows.outlet), *rows.columns, number),
    )
    _put(archive, index, number, rows, kept)


def _put(archive: sqlite3.Connection, index: Index, number: int, rows: Rows, kept: Mapping[Row, int]) -> None:
    """All that hangs on an article; statements that it had before keep their ids."""
    known = index.known if isinstance(index, Later) else {}
    archive.execute("INSERT INTO records VALUES (?, ?, ?, ?)", (number, rows.packed_text, rows.record, rows.said))
    for table, columns in _PARTS.items():
        parts = rows.parts[table]
        if table == "authors":
            parts = [(position, _person(archive, known, name), kind) for position, name, kind in parts]
        elif table == "blocks":
            # Sorted, so that the same captures make the same archive.
            roles = {name: _role(archive, known, name) for name in sorted({row[1] for row in parts})}
            parts = [(place, roles[role], *row) for place, role, *row in parts]
        _insert(archive, table, columns, [(number, *row) for row in parts])
    index_article(index, number, rows.title, rows.text)
    store_traces(archive, index, number, rows.traces)
    if not rows.statements:
        return
    speakers = {row[1] for row in rows.statements}
    people = {name: None if name is None else _person(archive, known, name) for name in sorted(speakers, key=str)}
    (last,) = archive.execute("SELECT ifnull(max(id), 0) FROM statements").fetchone()
    # An id that is kept is not to be given to another one before.
    last = max(last, *kept.values(), 0)
    ids: list[int] = []
    for words, _, *row in rows.statements:
        statement = kept.get((row[_START], row[_END], words))
        if statement is None:
            statement = last = last + 1
        ids.append(statement)
    said = [(statement, number, people[row[1]], *row[2:]) for statement, row in zip(ids, rows.statements, strict=True)]
    _insert(archive, "statements", _STATEMENTS, said)
    index_statements(index, [(statement, *row[:2]) for statement, row in zip(ids, rows.statements, strict=True)])


def _insert(archive: sqlite3.Connection, table: str, columns: str, rows: Sequence[Row]) -> None:
    """Rows into a table, many at once."""
    several = len(rows) - len(rows) % _AT_ONCE
    for start in range(0, several, _AT_ONCE):
        values = list(chain.from_iterable(rows[start : start + _AT_ONCE]))
        archive.execute(_insertion(table, columns, _AT_ONCE), values)
    archive.executemany(_insertion(table, columns, 1), rows[several:])


@cache
def _insertion(table: str, columns: str, count: int) -> str:
    row = f"({', '.join('?' * (columns.count(',') + 1))})"
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * count)}"


def _capture(archive: sqlite3.Connection, rows: Rows, digest: bytes) -> int:
    found = archive.execute("SELECT id FROM captures WHERE digest = ?", (digest,)).fetchone()
    if found is None:
        values = (digest, len(rows.content), CODING, *pack_content(archive, rows.content, rows.kin))
        insert = "INSERT INTO captures (digest, size, coding, base, bytes) VALUES (?, ?, ?, ?, ?)"
        return _new(archive.execute(insert, values))
    return int(found[0])


def _outlet(archive: sqlite3.Connection, outlet: Outlet | None) -> int | None:
    if outlet is None:
        return None
    names = (outlet.name, outlet.host)
    found = archive.execute("SELECT id FROM outlets WHERE name = ? AND host = ?", names).fetchone()
    if found is None:
        insert = "INSERT INTO outlets (name, host, country, folded) VALUES (?, ?, ?, ?)"
        return _new(archive.execute(insert, (*names, outlet.country, fold_name(outlet.name))))
    return int(found[0])


def _role(archive: sqlite3.Connection, known: dict[tuple[str, str], int], name: str) -> int:
    number = known.get(("roles", name))
    if number is None:
        found = archive.execute("SELECT id FROM roles WHERE name = ?", (name,)).fetchone()
        number = found[0] if found else _new(archive.execute("INSERT INTO roles (name) VALUES (?)", (name,)))
        known["roles", name] = number
    return number


def _person(archive: sqlite3.Connection, known: dict[tuple[str, str], int], name: str) -> int:
    number = known.get(("people", name))
    if number is None:
        names = (name, fold_name(name))
        # By the folded name there is an index.
        found = archive.execute("SELECT id FROM people WHERE name = ? AND folded = ?", names).fetchone()
        number = found[0] if found else _new(archive.execute("INSERT INTO people (name, folded) VALUES (?, ?)", names))
        known["people", name] = number
    return number


def _new(inserted: sqlite3.Cursor) -> int:
    """Id of the row that was inserted; ``RETURNING`` would keep it in a table of its own meanwhile."""
    assert inserted.lastrowid is not None
    return inserted.lastrowid
