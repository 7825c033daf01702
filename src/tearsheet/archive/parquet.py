"""An archive's articles as a table in Parquet: the columns of `tearsheet.formats.table`, and what the archive adds."""

from typing import BinaryIO

from tearsheet.archive.row import Row
from tearsheet.formats.parquet import ParquetWriter as TableWriter
from tearsheet.formats.table import article_row

__all__ = ["ParquetWriter"]

_COLUMNS = (("article", "int64"), ("added", "string"))


class ParquetWriter:
    """Writes articles, some thousand in memory at a time.

    Args:
        file: to write to.

    Raises:
        ModuleNotFoundError: the library that writes Parquet is not installed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._writer = TableWriter(file, _COLUMNS)

    def write(self, row: Row) -> None:
        """One article."""
        self._writer.write((row.number, row.added, *article_row(row.article, statements=True, version=row.version)))

    def close(self) -> None:
        """The rest, and the footer."""
        self._writer.close()
