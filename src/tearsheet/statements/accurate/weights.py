"""The accurate engine's weights: they are a distribution of their own, so that the core install stays small."""

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from tearsheet.statements.accurate.encoder import Encoder
from tearsheet.statements.accurate.mixed import Mixed
from tearsheet.statements.accurate.wordpieces import WordPieces
from tearsheet.statements.engine.find import default_network
from tearsheet.statements.engine.network import Network
from tearsheet.statements.engine.tagger import Bounds

__all__ = ["PACKAGE", "accurate_tagger", "read_tagger"]

PACKAGE = "tearsheet_accurate"
"""Where the weights are looked for."""

_NEEDED = "the accurate engine needs {}: pip install 'tearsheet[accurate]'"


@cache
def accurate_tagger() -> Mixed:
    """The tagger of the installed weights.

    Raises:
        ModuleNotFoundError: ONNX Runtime or the weights are not installed; the message says how to get them.
    """
    try:
        folder = files(PACKAGE)
    except ModuleNotFoundError:
        raise ModuleNotFoundError(_NEEDED.format("its weights, tearsheet-accurate"), name=PACKAGE) from None
    return read_tagger(folder)


def read_tagger(folder: Any) -> Mixed:
    """The tagger of weights in a folder.

    Args:
        folder: with ``encoder.onnx``, ``vocabulary.txt`` and ``head.npz``.

    Raises:
        ModuleNotFoundError: ONNX Runtime is not installed.
    """
    try:
        import onnxruntime
    except ModuleNotFoundError:
        raise ModuleNotFoundError(_NEEDED.format("ONNX Runtime"), name="onnxruntime") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    model = folder.joinpath("encoder.onnx").read_bytes()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    pieces = folder.joinpath("vocabulary.txt").read_text("utf-8").split("\n")
    vocabulary = {piece: number for number, piece in enumerate(pieces) if piece}
    with folder.joinpath("head.npz").open("rb") as file, np.load(file) as weights:
        arrays = {name: weights[name] for name in weights.files}
    return Mixed(
        Encoder(session, WordPieces(vocabulary)),
        arrays["bridge"].astype(np.float32),
        Network.read(arrays),
        default_network(),
        arrays["inside"].astype(np.float32),
        float(arrays["inside_bias"]),
        float(arrays["share"]),
        Bounds(*arrays["bounds"].tolist()),
    )
