"""Names keep their key from language to language; other names have another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.archive.folding import tokens
from tearsheet.archive.namekeys import name_key


@pytest.mark.parametrize(
    "spellings",
    [
        "Зеленский Zelensky Zelenskyy Zelenski",
        "Putin Poutine Путин",
        "Μητσοτάκης Mitsotakis",
        "Moskva Moscow Москва",
        "Шольц Scholz",
    ],
)
def test_spellings_of_a_name_have_one_key(spellings: str) -> None:
    assert len({name_key(word) for word, _, _ in tokens(spellings)}) == 1


def test_other_names_have_other_keys() -> None:
    names = "Merkel Macron Paris Berlin Geneva Keller Okafor Imhof".lower().split()
    assert len({name_key(name) for name in names}) == len(names)
    assert [name_key(name) for name in ("2024", "14", "东", "رام")] == ["2024", "14", "东", "رام"]


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_a_key(text: str) -> None:
    for word, _, _ in tokens(text):
        assert name_key(word)
