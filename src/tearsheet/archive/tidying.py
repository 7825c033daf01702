"""The full-text index put in order, and the file made as small as what it holds.

The index grows in pieces that are put together little by little (https://www.sqlite.org/fts5.html#the_merge_command);
in one piece it takes an eighth less. That reads and writes all of it, so that it is done when a quarter is new.
"""

import sqlite3
from contextlib import suppress

from tearsheet.archive.opening import transaction

__all__ = ["tidy"]

_INDEXES = ("article_words", "statement_words", "traces")
_NAME = "tidied"
_STEP = 1000  # pages of the index that are written in one transaction, while others wait
_FREED = 2000  # pages that are given back in one
_INCREMENTAL = 2  # what `PRAGMA auto_vacuum` says of a file that can be made smaller step by step


def tidy(archive: sqlite3.Connection, *, changed: int = 0) -> bool:
    """Put the index in order where much of it is new.

    Nothing hangs on it: where another program writes all the time, or the disk is full, it is left for the next time.

    Args:
        archive: to write to, outside of a transaction.
        changed: how many articles were replaced.

    Returns:
        Whether it was done, and to the end.
    """
    with suppress(sqlite3.OperationalError):
        if archive.execute("PRAGMA auto_vacuum").fetchone()[0] != _INCREMENTAL:
            # What is freed would stay in the file.
            return False
        (articles,) = archive.execute("SELECT count(*) FROM articles").fetchone()
        found = archive.execute("SELECT value FROM settings WHERE name = ?", (_NAME,)).fetchone()
        before = int(found[0]) if found is not None else 0
        if 4 * (articles - before + changed) < articles or not articles:
            return False
        for index in _INDEXES:
            _put_together(archive, index)
        with transaction(archive):
            archive.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_NAME, str(articles)))
        while archive.execute("PRAGMA freelist_count").fetchone()[0]:
            # `execute` takes one step of it, and so one page, as it gives no rows; a script runs to its end.
            archive.executescript(f"PRAGMA incremental_vacuum({_FREED})")
        return True
    return False


def _put_together(archive: sqlite3.Connection, index: str) -> None:
    pages = -_STEP  # below zero all pieces are taken up, and then gone on with
    while True:
        with transaction(archive):
            before = archive.total_changes
            archive.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))
            if archive.total_changes - before < 2:
                return
        pages = _STEP
