"""Articles as a table in Apache Parquet (https://parquet.apache.org/docs/file-format/), a row an article."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from tearsheet.formats.table import SCHEMA_VERSION, Columns, Row, record_batch, schema

__all__ = ["ParquetWriter"]

_GROUP = 1_000  # rows
_GROUP_CHARACTERS = 16_000_000
"""Characters of text after which a group of rows is full; with its Blocks a row takes some five times that."""

_BATCH = 64
"""Rows that wait as Python's objects, which take ten times as much memory as columns."""


class ParquetWriter:
    """Writes rows, a group of them in memory at a time.

    Args:
        file: to write to.
        leading: columns that stand before those of an article.

    Raises:
        ModuleNotFoundError: the library that writes Parquet is not installed.
    """

    def __init__(self, file: BinaryIO, leading: Columns = ()) -> None:
        columns = schema(leading)
        from pyarrow import parquet

        self._leading = leading
        self._text = columns.get_field_index("text")
        self._writer = parquet.ParquetWriter(file, columns, compression="zstd")
        self._writer.add_key_value_metadata({"tearsheet.schema": str(SCHEMA_VERSION)})
        self._waiting: list[Row] = []
        self._batches: list[Any] = []
        self._rows = 0
        self._characters = 0
        self._closed = False

    def write(self, row: Row) -> None:
        """One row: the values of the leading columns, and those of an article behind them."""
        self._waiting.append(row)
        self._rows += 1
        self._characters += len(row[self._text] or "")
        if len(self._waiting) >= _BATCH:
            self._pack()
        if self._rows >= _GROUP or self._characters >= _GROUP_CHARACTERS:
            self._put()

    def close(self, about: Mapping[str, str] | None = None) -> None:
        """The rest, and the footer; nothing, the second time.

        Args:
            about: what the footer should say besides, by key.
        """
        if self._closed:
            return
        self._closed = True
        self._put()
        if about:
            self._writer.add_key_value_metadata(dict(about))
        self._writer.close()

    def _pack(self) -> None:
        """Rows that wait into columns."""
        if self._waiting:
            self._batches.append(record_batch(self._waiting, self._leading))
        self._waiting.clear()

    def _put(self) -> None:
        """Columns that wait into the file, as one group."""
        self._pack()
        if self._batches:
            from pyarrow import Table

            self._writer.write_table(Table.from_batches(self._batches), row_group_size=self._rows)
        self._batches.clear()
        self._rows = self._characters = 0
