"""What was learned as the files of the distribution that the accurate engine reads."""

from pathlib import Path

import numpy as np

from learn.statements.accurate.export import write_encoder
from learn.statements.accurate.head import arrays_of
from learn.statements.accurate.tuning import Tuned
from learn.statements.weights import small
from tearsheet.statements.engine.tagger import Bounds

__all__ = ["FOLDER", "write_files"]

FOLDER = Path(__file__).parents[3] / "packages" / "tearsheet-accurate" / "src" / "tearsheet_accurate"
"""Where the distribution keeps them."""

_SHARE = 0.7
"""Of the network over the transformer in the mean with the default engine's, for cues."""

_BOUNDS = Bounds(cue=0.3, alone=0.75)


def write_files(
    folder: Path, tuned: Tuned, vocabulary: str, sureness: tuple[float, float, float] = (1.0, 0.0, 0.0)
) -> int:
    """Write the transformer, its vocabulary and the network over it.

    Args:
        folder: to write to.
        tuned: what was learned.
        vocabulary: pieces, one a line.
        sureness: as `learn.statements.judge.calibrate` gives it.

    Returns:
        Bytes of all three.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = write_encoder(folder / "encoder.onnx", {name: value.numpy() for name, value in tuned.encoder.items()})
    (folder / "vocabulary.txt").write_text(vocabulary, "utf-8")
    head = arrays_of(tuned.head)
    np.savez_compressed(
        folder / "head.npz",
        allow_pickle=False,
        **small(head, sureness),
        bridge=head["bridge"].astype(np.float16),
        inside=head["flat"][:, 0].astype(np.float16),
        inside_bias=head["flat_bias"][0],
        share=np.float32(_SHARE),
        bounds=np.array((_BOUNDS.cue, _BOUNDS.alone), np.float32),
    )
    return size + sum((folder / name).stat().st_size for name in ("vocabulary.txt", "head.npz"))
