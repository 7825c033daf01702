"""Words parted into the pieces of a vocabulary."""

import pytest

from tearsheet.statements.accurate.wordpieces import MOST, WordPieces

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] the say ##ing cafe ' s o “ re ##build a ##a".split()
PIECES = WordPieces({piece: number for number, piece in enumerate(VOCABULARY)})


def parted(word: str) -> str:
    numbers, counts = PIECES.part([word])
    assert counts.tolist() == [len(numbers)]
    return " ".join(VOCABULARY[number] for number in numbers)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("The", "the"),
        ("saying", "say ##ing"),
        ("Café", "cafe"),
        ("'s", "' s"),
        ("“", "“"),
        ("rebuilding", "re ##build ##ing"),
        ("saynothing", "[UNK]"),
        ("о", "[UNK]"),
        ("\u0301", "[UNK]"),
    ],
)
def test_the_longest_pieces_are_taken(word: str, pieces: str) -> None:
    assert parted(word) == pieces


def test_a_word_has_a_bounded_number_of_pieces() -> None:
    assert parted("a" * 400) == " ".join(["a", *["##a"] * (MOST - 1)])


def test_words_are_counted_one_by_one() -> None:
    numbers, counts = PIECES.part(["The", "saying", "The"])
    assert counts.tolist() == [1, 2, 1]
    assert numbers[0] == numbers[3]
