"""What the network sees: rows of its table and numbers of places."""

import numpy as np
import pytest

from tearsheet.statements.engine.features import COLUMNS, HASHED, ROWS, WORD_COLUMNS, measure, without_words
from tearsheet.statements.engine.lexicon import CLASSES, classes_of, languages
from tearsheet.statements.engine.tokens import tokenize
from tearsheet.statements.quotations import find_quotations

TEXT = "“We are late,” said Ana Roth, 41. She added that (as ever) nobody cared."


def test_shapes_and_bounds() -> None:
    tokens = tokenize(TEXT)
    measured = measure(tokens, find_quotations(TEXT), "en")
    assert measured.numbers.shape == (len(tokens.words), COLUMNS)
    assert measured.rows.shape == (len(set(tokens.words)), WORD_COLUMNS)
    assert measured.rows.min() >= 0
    assert measured.rows.max() < ROWS
    assert np.isfinite(measured.numbers).all()
    assert np.abs(measured.numbers).max() <= 1


def test_nothing_of_nothing() -> None:
    assert measure(tokenize(""), [], "en").numbers.shape == (0, COLUMNS)


def test_words_of_languages_that_are_not_learned_are_told_by_class_alone() -> None:
    text = "Anna Roth sagte Nein"
    rows = measure(tokenize(text), [], "de").rows
    assert not rows[:, :HASHED].any()
    assert rows[2, HASHED + 1] == ROWS - len(CLASSES) + CLASSES.index("say")


def test_text_without_its_words_is_seen_as_one_of_an_unknown_language() -> None:
    measured = without_words(measure(tokenize(TEXT), find_quotations(TEXT), "en"))
    word = tokenize(TEXT).words.index("late")
    assert not measured.rows[measured.kinds[word], :HASHED].any()
    assert measured.rows[measured.kinds[0], 0]


def test_a_part_is_seen_as_it_was() -> None:
    measured = measure(tokenize(TEXT), find_quotations(TEXT), "en")
    part = measured.part(3, 9)
    assert (part.rows[part.kinds] == measured.rows[measured.kinds[3:9]]).all()
    assert (part.numbers == measured.numbers[3:9]).all()


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [
        ("said", "en", "say"),
        ("denies", "en", "say"),
        ("lança", "fr", "say"),
        ("annonçait", "fr", "say"),
        ("erklärte", "de", "say"),
        ("dass", "de", "that"),
        ("aseguró", "es", "say"),
        ("selon", "fr", "according"),
        ("сказал", "xx", "say"),
    ],
)
def test_classes_of_words(word: str, language: str, name: str) -> None:
    assert CLASSES.index(name) in classes_of(word, language)


def test_words_count_in_their_own_language_only() -> None:
    assert not classes_of("said", "fr")
    assert {"en", "fr", "de", "es"} <= languages()
