"""One shard: every capture of a file to a row of its Parquet file, whose footer says what became of them."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from io import BufferedReader
from typing import Any, BinaryIO

from tearsheet._version import __version__
from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, TearsheetError, WorkerError, describe
from tearsheet.formats.parquet import ParquetWriter
from tearsheet.formats.table import ROW, SCHEMA_VERSION, Columns, failure_row
from tearsheet.readers.inflate import inflated
from tearsheet.readers.jsonlines import is_json_lines, read_json_lines
from tearsheet.readers.warc import read_warc
from tearsheet.shards.places import Folder, Input, open_input
from tearsheet.shards.settings import Settings

__all__ = ["COLUMNS", "SUFFIX", "Fault", "Shard", "make_shard", "read_footer"]

SUFFIX = ".parquet"

COLUMNS: Columns = (("source", "string"), ("offset", "int64"))
"""What stands before the columns of an article: the name of the file that the capture stood in, and where in it."""

_FOOTER = "tearsheet.shard"
_MOST_FAULTS = 1_000
_ERROR = [name for name, _ in ROW].index("error")
_KILLED = "its worker process died of it, twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read of a file.

    Attributes:
        offset: byte at which the record begins, or line; ``None`` where it is the whole file.
        reason: one sentence without a full stop.
    """

    offset: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Shard:
    """What became of a file, as its output's footer keeps it.

    Attributes:
        source: name of the file.
        size: of it, in bytes; ``None`` where nobody tells.
        rows: of the output.
        articles: rows without an error.
        errors: how many rows have one, by kind.
        faults: what could not be read of the file; the first thousand.
        seconds: that it took.
        processor: seconds of processor time that it took.
        settings: with which it was made, as plain values.
        tearsheet: version that made it.
        schema: version of the columns.
    """

    source: str
    size: int | None
    rows: int = 0
    articles: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0
    processor: float = 0.0
    settings: dict[str, Any] = field(default_factory=dict)
    tearsheet: str = __version__
    schema: int = SCHEMA_VERSION

    def is_of(self, source: Input, settings: Settings) -> bool:
        """Whether it was made of this file with these settings, whichever version made it."""
        same = self.size is None or source.size is None or self.size == source.size
        return (
            same and (self.source, self.schema) == (source.name, SCHEMA_VERSION) and self.settings == _plain(settings)
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Shard":
        """Out of `to_dict`'s plain values.

        Raises:
            TypeError: they are not such.
            KeyError: likewise.
        """
        return cls(**{**values, "faults": tuple(Fault(**fault) for fault in values["faults"])})


def make_shard(
    source: Input,
    folder: Folder,
    settings: Settings,
    *,
    skip: frozenset[int] = frozenset(),
    on_capture: Callable[[int], None] = lambda number: None,
) -> Shard:
    """Extract every capture of a file, and write them.

    Args:
        source: file to read.
        folder: gets the output, under the source's stem.
        settings: how.
        skip: numbers of captures, counted from 0, that are known to kill the process; they get an error.
        on_capture: told the number of each capture before it is extracted, and -1 when all are.

    Raises:
        OSError: the file cannot be read, or the output not be written.
    """
    began, used = time.monotonic(), time.process_time()
    name = source.stem + SUFFIX
    faults: list[TearsheetError] = []
    told: list[Fault] = []
    errors: Counter[str] = Counter()
    rows = 0
    with (
        folder.writing(name) as file,
        open_input(source.address) as stream,
        closing(ParquetWriter(file, COLUMNS)) as writer,
    ):

        def put_faults() -> int:
            """A row for everything that was reported since the last time."""
            for fault in faults:
                kind, reason = describe(fault)
                offset = _offset(fault.source, source.name)
                writer.write((source.name, offset, *failure_row(None, kind, reason)))
                errors[kind] += 1
                if len(told) < _MOST_FAULTS:
                    told.append(Fault(offset, reason))
            count = len(faults)
            faults.clear()
            return count

        captures = _captures(stream, source, settings, faults.append)
        for number, capture in enumerate(captures):
            rows += put_faults()
            on_capture(number)
            row = settings.row(capture) if number not in skip else failure_row(capture, *describe(_killed(capture)))
            error = row[_ERROR]
            if error is not None:
                errors[error[0]] += 1
            writer.write((source.name, _offset(capture.label, source.name), *row))
            rows += 1
        rows += put_faults()
        on_capture(-1)
        shard = Shard(
            source.name,
            source.size,
            rows,
            rows - sum(errors.values()),
            dict(sorted(errors.items())),
            tuple(told),
            round(time.monotonic() - began, 3),
            round(time.process_time() - used, 3),
            _plain(settings),
        )
        writer.close({_FOOTER: json.dumps(shard.to_dict(), ensure_ascii=False)})
    return shard


def read_footer(file: BinaryIO) -> Shard | None:
    """What became of the file that an output was made of; ``None`` where that is no output of ours, or no whole one."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    try:
        written = (read_metadata(file).metadata or {})[_FOOTER.encode()]
        return Shard.from_dict(json.loads(written))
    except (ArrowException, OSError, ValueError, KeyError, TypeError):
        return None


def _captures(
    stream: "BufferedReader[Any]", source: Input, settings: Settings, report: Callable[[TearsheetError], None]
) -> Iterator[Capture]:
    if not stream.peek(1):
        report(CaptureError(source.name, "the file is empty"))
        return iter(())
    if is_json_lines(source.name):
        return read_json_lines(inflated(stream), source.name, settings.fields, settings.limits, report)
    return read_warc(stream, source.name, settings.limits, report)


def _offset(label: str, name: str) -> int | None:
    """Where in its file a capture stands that messages call so."""
    digits = label.removeprefix(name)[1:]
    return int(digits) if digits.isdecimal() else None


def _killed(capture: Capture) -> WorkerError:
    return WorkerError(capture.label, _KILLED)


def _plain(settings: Settings) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(settings.to_dict()))
    return plain
