"""How the tables of an older version become those of the next one.

What a migration makes is written out here, so that it stays the same when this version's tables change.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from tearsheet.archive.folding import fold
from tearsheet.archive.forms import FORMS
from tearsheet.archive.loading import load_said, load_text
from tearsheet.archive.packing import Base, unpack
from tearsheet.archive.traces import make_traces
from tearsheet.formats.inline import well_formed

__all__ = ["to_second", "to_third"]

_WORDS = "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""
_LATER = (
    "EXISTS (SELECT 1 FROM articles AS later WHERE later.address = a.address"
    " AND (ifnull(later.captured, ''), later.id) > (ifnull(a.captured, ''), a.id))"
)
_SECOND = (
    "CREATE TABLE bases (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL)"
    " STRICT",
    "CREATE INDEX bases_by_name ON bases (name)",
    "ALTER TABLE captures ADD COLUMN base INTEGER REFERENCES bases",
    "DROP INDEX articles_by_capture",
    "CREATE INDEX articles_by_capture ON articles (capture)",
    "CREATE TABLE superseded (article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE) STRICT",
    "CREATE TRIGGER articles_come AFTER INSERT ON articles WHEN new.address IS NOT NULL BEGIN"
    f" INSERT OR IGNORE INTO superseded SELECT a.id FROM articles AS a WHERE a.address = new.address AND {_LATER}; END",
    "CREATE TRIGGER articles_change AFTER UPDATE OF address, captured ON articles WHEN new.address IS NOT old.address"
    " OR new.captured IS NOT old.captured BEGIN"
    " DELETE FROM superseded WHERE article IN (SELECT id FROM articles WHERE address IN (old.address, new.address))"
    " OR article = new.id; INSERT INTO superseded SELECT a.id FROM articles AS a"
    f" WHERE a.address IN (old.address, new.address) AND {_LATER}; END",
    "CREATE TRIGGER articles_go AFTER DELETE ON articles WHEN old.address IS NOT NULL BEGIN"
    " DELETE FROM superseded WHERE article IN (SELECT id FROM articles WHERE address = old.address);"
    f" INSERT INTO superseded SELECT a.id FROM articles AS a WHERE a.address = old.address AND {_LATER}; END",
    f"INSERT INTO superseded SELECT a.id FROM articles AS a WHERE {_LATER}",
    "ALTER TABLE records ADD COLUMN statements BLOB",
    "ALTER TABLE statements DROP COLUMN text",
    "DROP INDEX statements_by_speaker",
    "CREATE INDEX statements_by_speaker ON statements (speaker_id, article)",
    "CREATE TABLE IF NOT EXISTS profiles (article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,"
    " words BLOB NOT NULL, names BLOB NOT NULL) STRICT",
    # What articles are about is told otherwise: stories are found anew.
    "DELETE FROM profiles",
    "DELETE FROM likenesses",
    "DELETE FROM stories",
    "INSERT OR REPLACE INTO unlinked SELECT id, 0 FROM articles",
    "CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "INSERT INTO roles (name) SELECT DISTINCT role FROM blocks ORDER BY role",
    "ALTER TABLE blocks RENAME TO old_blocks",
    "CREATE TABLE blocks (article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, number INTEGER NOT NULL,"
    ' role INTEGER NOT NULL REFERENCES roles, start INTEGER NOT NULL, "end" INTEGER NOT NULL, element INTEGER,'
    " first INTEGER, last INTEGER, PRIMARY KEY (article, number)) STRICT, WITHOUT ROWID",
    'INSERT INTO blocks SELECT article, number, roles.id, start, "end", element, first, last'
    " FROM old_blocks JOIN roles ON roles.name = old_blocks.role",
    "DROP TABLE old_blocks",
    "DROP TABLE article_words",
    f"CREATE VIRTUAL TABLE article_words USING fts5(text, title, content = '', {_WORDS})",
    "CREATE VIRTUAL TABLE traces USING fts5(words, content = '', detail = none, columnsize = 0, tokenize = 'ascii')",
)

_THIRD = (
    # Some archives of version 2 were made without it.
    "CREATE TABLE IF NOT EXISTS profiles (article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,"
    " words BLOB NOT NULL, names BLOB NOT NULL) STRICT",
    "CREATE TABLE story_ends (story INTEGER PRIMARY KEY, last TEXT NOT NULL) STRICT",
    "CREATE INDEX story_ends_by_last ON story_ends (last DESC, story)",
    "INSERT INTO story_ends SELECT story, ifnull(max(published), '') FROM stories"
    " JOIN articles ON articles.id = stories.article GROUP BY story",
    "DROP TABLE article_words",
    "DROP TABLE statement_words",
    f"CREATE VIRTUAL TABLE article_words USING fts5(text, title, content = '', {_WORDS})",
    f"CREATE VIRTUAL TABLE statement_words USING fts5(text, speaker, content = '', {_WORDS})",
    "UPDATE settings SET value = '2' WHERE name = 'folding'",
)


def to_second(archive: sqlite3.Connection) -> None:
    """Version 2: texts, records and statements are packed with more, words of statements stand in the record alone,
    traces are an index of words, titles come second in the index, older editions are known.
    """
    for statement in _SECOND:
        archive.execute(statement)
    for (number,) in archive.execute("SELECT article FROM records ORDER BY article").fetchall():
        title, packed, packed_text, packed_record = archive.execute(
            "SELECT title, bytes, text, record FROM articles JOIN captures ON captures.id = articles.capture"
            " JOIN records ON records.article = articles.id WHERE articles.id = ?",
            (number,),
        ).fetchone()
        content = unpack(packed)
        text = unpack(packed_text, content)
        record = json.loads(unpack(packed_record, content).decode("utf-8", "surrogatepass"))
        said = list(_counted_from_statements(record.pop("statements", [])))
        prefix = Base(content + FORMS)
        archive.execute(
            "UPDATE records SET text = ?, record = ?, statements = ? WHERE article = ?",
            (prefix.pack(text), prefix.pack(_json(record)), prefix.pack(_json(said)) if said else None, number),
        )
        archive.execute(
            "INSERT INTO article_words (rowid, text, title) VALUES (?, ?, ?)",
            (number, fold(text.decode("utf-8")), fold(title or "")),
        )
        # As this version takes them out again where the article is read anew.
        words = make_traces(title, text.decode("utf-8")).words
        archive.execute("INSERT INTO traces (rowid, words) VALUES (?, ?)", (number, words))
    archive.execute("DROP TABLE fingerprints")
    archive.execute("DROP TABLE story_terms")


def to_third(archive: sqlite3.Connection) -> None:
    """Version 3: the ends of stories are kept; signs part words in the index; records are written by columns, which
    older programs cannot read. Those of before stay as they are.
    """
    for statement in _THIRD:
        archive.execute(statement)
    for number, title in archive.execute(
        "SELECT id, title FROM articles WHERE id IN (SELECT article FROM records) ORDER BY id"
    ).fetchall():
        words = fold(load_text(archive, number)), fold(title or "")
        archive.execute("INSERT INTO article_words (rowid, text, title) VALUES (?, ?, ?)", (number, *words))
        said = load_said(archive, number)
        for statement, place, speaker in archive.execute(
            "SELECT s.id, s.number, p.name FROM statements AS s LEFT JOIN people AS p ON p.id = speaker_id"
            " WHERE article = ? ORDER BY s.id",
            (number,),
        ).fetchall():
            words = fold(well_formed(said[place])), fold(speaker or "")
            archive.execute("INSERT INTO statement_words (rowid, text, speaker) VALUES (?, ?, ?)", (statement, *words))


def _counted_from_statements(statements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Statements with their spans counted from where each begins, and that from where the last one did."""
    last = 0
    for said in statements:
        origin = said["content"][0]["start"] if said.get("content") else last
        yield {"at": origin - last, **_moved(said, origin)}
        last = origin


def _moved(value: Any, origin: int) -> Any:
    if isinstance(value, list):
        return [_moved(item, origin) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end"}:
        return [value["start"] - origin, value["end"] - value["start"]]
    return {key: _moved(item, origin) for key, item in value.items()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
