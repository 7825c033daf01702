"""Lists of like objects written column by column, and back: what is alike stands together, and packs to less.

Three paragraphs become ``{"rows": 3, "kind": "paragraph", "place": {"rows": 3, "start": [0, 1, 1], ...}, ...}``.
"""

from collections.abc import Mapping, Sequence
from itertools import islice, repeat
from typing import Any

__all__ = ["COUNTS", "ROWS", "column", "from_columns", "to_columns"]

ROWS = "rows"
COUNTS = "counts"
_SINGLE = (str, int, float)


def to_columns(rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Objects as one object of columns, for as many as are in ``rows``.

    A column is a list with ``None`` where an object has no such key; a single value where all have the same; columns
    again where all that have it have an object, or a list of objects; then ``counts`` are how many each list has.

    Args:
        rows: with JSON values; no object has a key ``rows`` or ``counts``.

    Returns:
        The columns; ``None`` where an object has a value ``None`` that could not be told from none.
    """
    columns: dict[str, Any] = {ROWS: len(rows)}
    names: dict[str, Any] = {}
    for row in rows:
        if None in row.values():
            return None
        names.update(row)
    for name in names:
        columns[name] = column(list(map(dict.get, rows, repeat(name))))
    return columns


def from_columns(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The objects that `to_columns` was given.

    Raises:
        KeyError, TypeError, ValueError: it made no such columns.
    """
    count = columns[ROWS]
    if not isinstance(count, int):
        raise TypeError(f"no number of rows: {count!r}")
    rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for name, column in columns.items():
        if name in (ROWS, COUNTS):
            continue
        values = _values(column) if isinstance(column, dict) else column
        if not isinstance(values, list):
            values = repeat(values, count)
        elif len(values) != count:
            raise ValueError(f"{len(values)} values of {name} for {count} rows")
        for row, value in zip(rows, values, strict=False):
            if value is not None:
                row[name] = value
    return rows


def _values(columns: Mapping[str, Any]) -> list[Any]:
    """Objects, or lists of them, of columns that stand for a column."""
    inner = from_columns(columns)
    if COUNTS not in columns:
        return [row or None for row in inner]
    rest = iter(inner)
    lists = [list(islice(rest, count)) or None for count in columns[COUNTS]]
    if sum(columns[COUNTS]) != len(inner):
        raise ValueError(f"{columns[COUNTS]} for {len(inner)} rows")
    return lists


def column(values: list[Any]) -> Any:
    """Values of one key as one column; ``None`` stands for none."""
    first = values[0]
    if isinstance(first, _SINGLE):
        # True equals 1, and would come back as it.
        same = values.count(first) == len(values) and all(value.__class__ is first.__class__ for value in values)
        return first if same else values
    if all(value is None or (isinstance(value, dict) and value) for value in values):
        return to_columns([value or {} for value in values]) or values
    if all(value is None or _are_objects(value) for value in values):
        columns = to_columns([item for value in values for item in value or ()])
        return values if columns is None else {COUNTS: [len(value or ()) for value in values], **columns}
    return values


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
