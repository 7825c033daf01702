"""The tables of an archive: how they are made, which version they have, and how older ones become this one.

``PRAGMA application_id`` tells an archive from other SQLite files, ``PRAGMA user_version`` is the tables' version.
"""

import sqlite3
from collections.abc import Callable
from importlib.resources import files

from tearsheet.archive.folding import FOLDING
from tearsheet.archive.indexing import INDEX
from tearsheet.archive.migrations import to_second, to_third

__all__ = ["APPLICATION_ID", "MIGRATIONS", "VERSION", "make_tables", "migrate"]

APPLICATION_ID = 0x54656172
"""``Tear``, in the file's header."""

VERSION = 3
"""Of the tables that this module makes."""

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: dict[int, Migration] = {1: to_second, 2: to_third}
"""What makes the tables of the next version out of those of a version."""


def make_tables(archive: sqlite3.Connection) -> None:
    """Make all tables in an empty file; the caller has begun a transaction."""
    script = files("tearsheet.archive").joinpath("schema.sql").read_text("utf-8")
    for statement in _statements(script):
        archive.execute(statement)
    for statement in INDEX:
        archive.execute(statement)
    archive.execute("INSERT INTO settings VALUES ('folding', ?)", (str(FOLDING),))
    archive.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    archive.execute(f"PRAGMA user_version = {VERSION}")


def migrate(archive: sqlite3.Connection, version: int, *, target: int = VERSION) -> None:
    """Lead tables of an older version to a newer one, step by step; the caller has begun a transaction.

    Args:
        archive: with tables of that version.
        version: of the tables that are there.
        target: version to come to.
    """
    for step in range(version, target):
        MIGRATIONS[step](archive)
        archive.execute(f"PRAGMA user_version = {step + 1}")


def _statements(script: str) -> list[str]:
    """The statements of a script: ``executescript`` would end the transaction."""
    whole: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            whole.append(pending)
            pending = ""
    return whole
