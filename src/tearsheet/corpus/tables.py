"""The Parquet files of a corpus, a column or two at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from tearsheet.errors import CaptureError
from tearsheet.shards.places import Folder
from tearsheet.shards.shard import SUFFIX, Shard, read_footer

__all__ = ["read_batches", "shards_of"]

_ROWS = 1_000


def shards_of(folder: str) -> list[tuple[str, Shard]]:
    """The files that `tearsheet extract --format parquet` has made in a folder, with what became of them, by name.

    Raises:
        CaptureError: there are none.
        ModuleNotFoundError: a library that is needed is not installed.
    """
    place = Folder(folder)
    found = []
    for name in place.files(SUFFIX):
        with place.open(name) as file:
            shard = read_footer(file)
        if shard is not None:
            found.append((name, shard))
    if not found:
        raise CaptureError(folder, "no Parquet files of tearsheet extract here")
    return found


def read_batches(folder: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Some columns of all files, a thousand rows at a time: the file's name, and the values by column.

    Raises:
        CaptureError: there are no files.
        OSError: one cannot be read.
    """
    from pyarrow.parquet import ParquetFile

    place = Folder(folder)
    for name, _ in shards_of(folder):
        with place.open(name) as file:
            for batch in ParquetFile(file).iter_batches(_ROWS, columns=list(columns)):
                yield name, batch.to_pydict()
