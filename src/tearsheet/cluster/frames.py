"""Extraction of a column of a Daft DataFrame (https://docs.daft.ai), on one machine or on a cluster of Ray."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tearsheet.choices import Comments, Favour, choose
from tearsheet.cluster.records import page_row, record_row
from tearsheet.formats.table import ROW, Row, record_batch, schema
from tearsheet.limits import Limits
from tearsheet.many.loading import load
from tearsheet.shards.settings import Settings

if TYPE_CHECKING:
    import daft

__all__ = ["count_cores", "extract", "load_daft"]

_QUIET = {"DO_NOT_TRACK": "true", "DAFT_ANALYTICS_ENABLED": "0", "RAY_USAGE_STATS_ENABLED": "0"}

_RECORD = ("WARC-Type", "WARC-Target-URI", "WARC-Date", "WARC-Record-ID", "warc_headers")
"""Columns of `daft.read_warc` that say what a record is."""


def extract(
    df: "daft.DataFrame",
    column: str = "warc_content",
    *,
    into: str = "article",
    url: str | None = None,
    captured: str | None = None,
    statements: bool = False,
    favour: str = "balance",
    comments: str = "auto",
    limits: Limits | None = None,
    batch: int = 32,
    workers: int | None = None,
) -> "daft.DataFrame":
    """Add the articles of a column of pages.

    The new column is a struct with the fields of every table of Tearsheet, ``error`` among them: a page that gives no
    article says there why, and costs no other. It is null where there is no page. Each worker loads the weights once
    and holds one batch of pages at a time.

    Args:
        df: what has the column, lazily; nothing is computed yet.
        column: pages as bytes, or texts. Where it is ``warc_content`` and the others of `daft.read_warc` are there,
            records: those that hold no page give null.
        into: name of the new column.
        url: column of the addresses that the pages were captured from.
        captured: column of the instants at which they were.
        statements: whether the statements of each article are found, which takes longer than the rest.
        favour: as in `tearsheet.extract`.
        comments: likewise.
        limits: what one page may cost.
        batch: pages that a worker takes at a time.
        workers: how many processes; ``None`` takes as many as there are cores, of the cluster where Daft runs on one.

    Returns:
        The frame with the new column.

    Raises:
        ModuleNotFoundError: Daft is not installed.
        ValueError: there is no such choice as ``favour`` or ``comments``.
    """
    daft = load_daft()
    settings = Settings(
        choose(Favour, favour, "favour"), choose(Comments, comments, "comments"), statements, limits or Limits()
    )
    of_records = column == "warc_content" and set(_RECORD) <= set(df.column_names)
    names = (column, *(_RECORD if of_records else (name for name in (url, captured) if name is not None)))
    has = (not of_records and url is not None, not of_records and captured is not None)
    extractor = _extractor(workers or count_cores(daft), batch)(settings, of_records, has)
    return df.with_column(into, extractor.extract(*(daft.col(name) for name in names)))


def load_daft() -> Any:
    """Daft, which then tells nobody that it is used.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import daft
    except ModuleNotFoundError:
        raise ModuleNotFoundError("clusters need Daft: pip install 'tearsheet[cluster]'") from None
    return daft


def count_cores(daft: Any) -> int:
    """Cores of the cluster of Ray that Daft runs on, or else those of this machine that this process may use."""
    if daft.get_or_infer_runner_type() == "ray":
        ray: Any = import_module("ray")
        if not ray.is_initialized():
            daft.get_or_create_runner()
        if ray.is_initialized():
            return max(1, int(ray.cluster_resources().get("CPU", 1)))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _extractor(workers: int, batch: int) -> Any:
    """The class of Daft whose instances, one a process, extract batches."""
    daft = load_daft()
    kind = daft.DataType.from_arrow_type(_struct())

    @daft.cls(use_process=True, max_concurrency=workers)
    class Extractor:
        """Extracts batches of pages."""

        def __init__(self, settings: Settings, of_records: bool, has: tuple[bool, bool]) -> None:
            self._settings = settings
            self._of_records = of_records
            self._has = has
            # The first page would pay for it, and its seconds are limited.
            load()

        @daft.method.batch(return_dtype=kind, batch_size=batch)  # type: ignore[untyped-decorator]
        def extract(self, *columns: Any) -> Any:
            values = [column.to_arrow().to_pylist() for column in columns]
            if self._of_records:
                return _array([self._of_record(*row) for row in zip(*values, strict=True)])
            url, captured = self._has
            nothing = [None] * len(values[0])
            urls = values[1] if url else nothing
            instants = values[-1] if captured else nothing
            rows = zip(values[0], urls, instants, strict=True)
            return _array([page_row(*row, self._settings) for row in rows])

        def _of_record(self, content: Any, kind: Any, url: Any, date: Any, number: Any, headers: Any) -> Row | None:
            fields: list[tuple[str, object]] = [
                ("WARC-Target-URI", url),
                ("WARC-Date", date),
                ("WARC-Record-ID", number),
            ]
            with suppress(ValueError):
                fields += json.loads(headers or "{}").items()
            return record_row(kind, content, fields, self._settings)

    return Extractor


def _struct() -> Any:
    import pyarrow

    return pyarrow.struct(list(schema()))


def _array(rows: Sequence[Row | None]) -> Any:
    """Rows as one column; null where there is none."""
    import pyarrow

    empty = (None,) * len(ROW)
    batch = record_batch([row if row is not None else empty for row in rows])
    nulls = pyarrow.array([row is None for row in rows])
    return pyarrow.StructArray.from_arrays(batch.columns, fields=list(batch.schema), mask=nulls)
