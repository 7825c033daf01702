"""Vectors of words, with a stand-in for the transformer."""

from typing import Any

import numpy as np
import pytest

from tearsheet.statements.accurate.encoder import Encoder
from tearsheet.statements.accurate.windows import LONGEST
from tearsheet.statements.accurate.wordpieces import WordPieces
from tearsheet.statements.engine.tokens import tokenize

VOCABULARY = {piece: number for number, piece in enumerate("[UNK] [CLS] [SEP] a b c ##d .".split())}


class Echo:
    """Gives for each piece its number and the number of pieces read with it."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def run(self, outputs: Any, inputs: dict[str, Any]) -> Any:
        pieces = inputs["pieces"]
        self.lengths.append(len(pieces))
        assert (pieces[0], pieces[-1]) == (VOCABULARY["[CLS]"], VOCABULARY["[SEP]"])
        return (np.stack((pieces, np.full(len(pieces), len(pieces))), 1).astype(np.float32),)


@pytest.mark.parametrize("times", [1, 400])
def test_a_word_is_the_mean_of_its_pieces(times: int) -> None:
    session = Echo()
    tokens = tokenize("a bd. c " * times)
    vectors = Encoder(session, WordPieces(VOCABULARY)).vectors(tokens)
    mean = (VOCABULARY["b"] + VOCABULARY["##d"]) / 2
    assert vectors[:, 0].tolist() == [VOCABULARY["a"], mean, VOCABULARY["."], VOCABULARY["c"]] * times
    assert max(session.lengths) <= LONGEST + 2
    assert (len(session.lengths) > 1) == (times > 1)


def test_no_words_have_no_vectors() -> None:
    assert len(Encoder(Echo(), WordPieces(VOCABULARY)).vectors(tokenize(" \n"))) == 0
