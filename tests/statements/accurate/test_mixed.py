"""Two networks that read the same text."""

from typing import cast

import numpy as np

from tearsheet.statements.accurate.mixed import MixedTagging
from tearsheet.statements.engine.network import Cues, NetworkTagging


class Read:
    def scores(self, cues: Cues) -> np.ndarray:
        return np.full((len(cues), 3, 5), 7, np.float32)


def test_what_is_said_by_a_cue_the_network_over_the_transformer_tells_alone() -> None:
    cues = Cues(np.array([1]), np.array([2]), np.array([0.9], np.float32))
    tagging = MixedTagging(cast(NetworkTagging, Read()), np.zeros((4, 4), np.float32), np.zeros(4, np.float32))
    assert (tagging.scores(cues) == 7).all()
