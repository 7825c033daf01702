"""What functions said of texts is remembered, as far as it takes little memory."""

import gc
import weakref
from collections.abc import Callable

import pytest

from tearsheet.page.signs import named_by
from tearsheet.page.structured import names_things
from tearsheet.remembered import remembered
from tearsheet.roles.frames import picture_key
from tearsheet.roles.linephrases import line_role, phrase_roles
from tearsheet.roles.linetimes import find_time
from tearsheet.roles.surroundings import name_words
from tearsheet.roles.wording import furniture_wording


class Text(str):
    """A text that can be seen to be let go."""


def test_a_short_text_is_asked_once_and_a_long_one_is_let_go() -> None:
    asked: list[int] = []

    @remembered(10)
    def length(text: str) -> int:
        """Characters."""
        asked.append(len(text))
        return len(text)

    assert [length("ab"), length("ab"), length("x" * 5000), length("x" * 5000)] == [2, 2, 5000, 5000]
    assert asked == [2, 5000, 5000]
    assert length.__doc__ == "Characters."
    long, short = Text("x" * 5000), Text("y")
    alive = [weakref.ref(long), weakref.ref(short)]
    assert length(long) == 5000
    assert length(short) == 1
    del long, short
    gc.collect()
    assert [text() is not None for text in alive] == [False, True]


@pytest.mark.parametrize(
    "function",
    [furniture_wording, line_role, phrase_roles, find_time, name_words, picture_key, named_by, names_things],
    ids=lambda function: function.__name__,
)
def test_long_lines_names_and_addresses_are_let_go(function: Callable[[str], object]) -> None:
    text = Text("word " * 3_000)
    alive = weakref.ref(text)
    function(text)
    del text
    gc.collect()
    assert alive() is None


def test_when_there_are_too_many_texts_all_are_let_go() -> None:
    asked: list[str] = []

    @remembered(2)
    def same(text: str) -> str:
        asked.append(text)
        return text

    assert [same(text) for text in "ababcabb"] == list("ababcabb")
    assert asked == ["a", "b", "c", "a", "b"]
