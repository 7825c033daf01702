import json
from contextlib import suppress
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.article.metadata import titled
from tearsheet.article.metadata.titled import TitledReader, made

KEYS = st.sampled_from(["title", "headline", "Title", "displayTitle", "id", "a", "b", "ä", "t/le", 'q"', "ti\u0074le"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
BROKEN = st.text(alphabet='{}[],:"\\/ \n\ttruefalsn0123.-+eEuNI\u00e9\u4e2d\U0001f600', max_size=40)


def read(text: str, position: int = 0) -> list[Any]:
    """What a reader makes of a text: the value and its end, or the error, and the objects with a title."""
    reader = TitledReader()
    said: list[Any] = ["no JSON"]
    with suppress(ValueError, RecursionError):
        value, end = reader.raw_decode(text, position)
        said = [repr(made(value)), end]
    return [*said, *(repr((made(one.object), made(one.title))) for one in reader.found)]


def in_python(text: str, position: int = 0) -> list[Any]:
    with mock.patch.object(titled, "_FINDER", None):
        return read(text, position)


@given(VALUES, st.sampled_from([None, 1]), st.booleans(), st.sampled_from(["", " ", "x", "}"]))
def test_objects_with_a_title_are_found_without_making_the_rest(
    value: Any, indent: int | None, ascii_only: bool, behind: str
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only) + behind
    assert read(text) == in_python(text)


@given(VALUES, st.integers(0, 200), BROKEN)
def test_broken_json_is_read_as_far_as_python_reads_it(value: Any, place: int, broken: str) -> None:
    text = json.dumps(value)
    text = text[:place] + broken + text[place:]
    assert read(text) == in_python(text)
    assert read(broken) == in_python(broken)


@example('{"title": 1, "title": 2, "a": 3}')
@example('{"title": 1, "ti\\u0074le": 2, "a": 3, "b": 4}')
@example('{"headline": "x", "title": {"title": [1], "a": 1, "b": 2}, "c\\/d": 0, "e": -0.5e+3}')
@example('{"a": {}, "b": [], "title": "\\ud83d\\ude00"}')
@example('{"title": 0, "a": 1, "b": 2, }')
@example('{"title": ' + "9" * 5_000 + ', "a": 1, "b": 2}')
@example('{"title": "\\u12g4", "a": 1, "b": 2}')
@example("[" * 300 + '{"title": 0, "a": 1, "b": 2}' + "]" * 300)
@example("[" * 100_000)
@given(BROKEN)
def test_what_stands_in_scripts_is_read_alike(text: str) -> None:
    assert read(text) == in_python(text)


def test_a_whole_text_is_one_value() -> None:
    reader = TitledReader()
    assert made(reader.decode(' {"title": "Ferry", "id": 1, "by": null} ')) == {"title": "Ferry", "id": 1, "by": None}
    assert [made(one.title) for one in reader.found] == ["Ferry"]
    with pytest.raises(ValueError, match="more than one"):
        reader.decode("[1] 2")


def test_no_more_objects_are_gathered_than_are_looked_at() -> None:
    text = json.dumps([{"title": str(number), "a": 1, "b": 2} for number in range(400)])
    reader = TitledReader()
    reader.raw_decode(text, 0)
    assert len(reader.found) == 300
    assert read(text) == in_python(text)
