"""Objects written by columns come back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.archive.columns import from_columns, to_columns

SINGLE = st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=3)
NAMES = st.sampled_from(["a", "b", "c"])
OBJECTS = st.recursive(
    st.dictionaries(NAMES, SINGLE, max_size=3),
    lambda inner: st.dictionaries(NAMES, SINGLE | inner | st.lists(SINGLE | inner, max_size=3), max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(OBJECTS, max_size=5))
def test_what_went_in_comes_back(rows: list[dict[str, object]]) -> None:
    columns = to_columns(rows)
    if columns is None:
        assert any(value is None for row in rows for value in row.values())
        return
    assert json.dumps(sorted_keys(from_columns(json.loads(json.dumps(columns))))) == json.dumps(sorted_keys(rows))


def sorted_keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return [sorted_keys(item) for item in value] if isinstance(value, list) else value


def test_what_is_alike_is_written_once() -> None:
    rows = [{"kind": "p", "at": {"start": number}, "marks": [{"end": number}] * number} for number in range(3)]
    assert to_columns(rows) == {
        "rows": 3,
        "kind": "p",
        "at": {"rows": 3, "start": [0, 1, 2]},
        "marks": [[], [{"end": 1}], [{"end": 2}, {"end": 2}]],
    }
    del rows[0]["marks"]
    columns = to_columns(rows)
    assert columns is not None
    assert columns["marks"] == {"counts": [0, 1, 2], "rows": 3, "end": [1, 2, 2]}


@pytest.mark.parametrize(
    "columns", [{}, {"rows": "3"}, {"rows": 2, "a": [1]}, {"rows": 2, "a": {"rows": 3, "counts": [1, 1]}}]
)
def test_what_is_no_columns_is_told(columns: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_columns(columns)
