"""Layers made narrower: what they give stays nearly the same where the rest can make up for what is left out."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.brat import Attribution, Document
from learn.statements.data import make_example
from learn.statements.narrow import narrow
from tearsheet.statements.engine.features import COLUMNS, ROWS
from tearsheet.statements.engine.network import CUE_TAGS, PLACES, REACHES, RELATIONS, TAGS, WINDOW_REACHES, Network

TEXT = "“Wait here,” Ana Roth said, “and be quiet.” Nobody moved. The firm denied it."
WIDTH, HIDDEN, NEAR = 6, 8, 6


def weights() -> dict[str, NDArray[np.float32]]:
    """Random ones, whose inner numbers stand there twice: half of them can be done without."""
    random = np.random.default_rng(5)

    def drawn(*shape: int) -> NDArray[np.float32]:
        return (random.normal(size=shape) * 0.3).astype(np.float32)

    arrays = {
        "table": drawn(ROWS, WIDTH),
        "entry": drawn(WIDTH + COLUMNS, HIDDEN),
        "entry_bias": drawn(HIDDEN),
        "cue": drawn(HIDDEN, len(CUE_TAGS)),
        "cue_bias": drawn(len(CUE_TAGS)),
        "near": drawn(HIDDEN, NEAR),
        "of_cue": drawn(2 * HIDDEN, NEAR),
        "places": drawn(PLACES, NEAR),
        "relations": drawn(RELATIONS, NEAR),
        "near_bias": drawn(NEAR),
        "tag": drawn(NEAR, len(TAGS)),
        "tag_bias": drawn(len(TAGS)),
        "steps": drawn(len(TAGS), len(TAGS)),
        "edges": drawn(2, len(TAGS)),
    }
    for names, count, size in (
        (("taps", "bias", "exit"), len(REACHES), HIDDEN),
        (("near_taps", "near_layer_bias", "near_exit"), len(WINDOW_REACHES), NEAR),
    ):
        taps, bias = drawn(count, size, 3, size // 2), drawn(count, size // 2)
        arrays[names[0]] = np.concatenate((taps, taps), 3).reshape(count, size, 3 * size)
        arrays[names[1]] = np.concatenate((bias, bias), 1)
        arrays[names[2]] = drawn(count, size, size)
    return arrays


def test_half_of_what_stands_there_twice_is_enough() -> None:
    start, end = TEXT.index("said"), TEXT.index("said") + 4
    gold = Attribution(((0, 12),), ((13, 21),), ((start, end),))
    example = make_example(Document("one", TEXT, (gold,)), "en")
    wide = weights()
    narrowed = narrow(wide, [example], HIDDEN // 2, NEAR // 2)
    assert narrowed["taps"].shape == (len(REACHES), HIDDEN, 3 * HIDDEN // 2)
    assert narrowed["near_exit"].shape == (len(WINDOW_REACHES), NEAR // 2, NEAR)
    before, after = (Network.read(each).tagging(example.tokens, example.measured) for each in (wide, narrowed))
    assert np.allclose(before.likely, after.likely, atol=0.02)
