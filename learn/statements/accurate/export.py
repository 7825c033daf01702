"""A trained encoder in ONNX format, its matrices and tables in whole numbers of one byte."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from learn.statements.accurate.encoder import HEADS, LAYERS
from tearsheet.statements.accurate.windows import LONGEST

__all__ = ["build", "write_encoder"]

_OPSET = 20
_IR = 9
_EPSILON = 1e-12

Arrays = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Nodes and numbers of a graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.numbers: list[Any] = []

    def number(self, name: str, values: NDArray[Any]) -> str:
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output


def build(arrays: Arrays) -> Any:
    """The model that `tearsheet.statements.accurate.encoder` runs.

    Args:
        arrays: weights of the encoder, as `learn.statements.accurate.encoder` names them.
    """
    graph = _Graph()
    width = len(arrays["kind"])
    for name, values in (("one_head", (0, HEADS, width // HEADS)), ("all_heads", (0, width))):
        graph.number(name, np.array(values, np.int64))
    graph.number("first", np.array([0], np.int64))
    words = graph.add("Gather", graph.number("words", arrays["words.weight"]), "pieces")
    places = arrays["places.weight"][: LONGEST + 2] + arrays["kind"]
    length = graph.add("Shape", "pieces")
    here = graph.add("Slice", graph.number("places", places), "first", length)
    hidden = _norm(graph, arrays, "norm", graph.add("Add", words, here))
    for layer in range(LAYERS):
        hidden = _layer(graph, arrays, f"layers.{layer}", hidden, width)
    graph.nodes.append(helper.make_node("Identity", [hidden], ["vectors"]))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["length"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["length", width])],
            graph.numbers,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR,
    )
    onnx.checker.check_model(model)
    return model


def _norm(graph: _Graph, arrays: Arrays, name: str, hidden: str) -> str:
    scale, shift = (graph.number(f"{name}.{part}", arrays[f"{name}.{part}"]) for part in ("weight", "bias"))
    return graph.add("LayerNormalization", hidden, scale, shift, axis=-1, epsilon=_EPSILON)


def _linear(graph: _Graph, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32], hidden: str) -> str:
    product = graph.add("MatMul", hidden, graph.number(f"{name}.weight", weight.T))
    return graph.add("Add", product, graph.number(f"{name}.bias", bias))


def _layer(graph: _Graph, arrays: Arrays, name: str, hidden: str, width: int) -> str:
    def linear(part: str, of: str) -> str:
        return _linear(graph, f"{name}.{part}", arrays[f"{name}.{part}.weight"], arrays[f"{name}.{part}.bias"], of)

    size = width // HEADS
    weights, biases = arrays[f"{name}.qkv.weight"].copy(), arrays[f"{name}.qkv.bias"].copy()
    weights[:width] /= np.sqrt(size)
    biases[:width] /= np.sqrt(size)
    heads = []
    for number, part in enumerate(("query", "key", "value")):
        rows = slice(number * width, (number + 1) * width)
        whole = _linear(graph, f"{name}.{part}", weights[rows], biases[rows], hidden)
        turned = [1, 2, 0] if part == "key" else [1, 0, 2]
        heads.append(graph.add("Transpose", graph.add("Reshape", whole, "one_head"), perm=turned))
    seen = graph.add("MatMul", graph.add("Softmax", graph.add("MatMul", heads[0], heads[1]), axis=-1), heads[2])
    seen = graph.add("Reshape", graph.add("Transpose", seen, perm=[1, 0, 2]), "all_heads")
    hidden = _norm(graph, arrays, f"{name}.norm1", graph.add("Add", hidden, linear("out", seen)))
    inner = linear("down", graph.add("Gelu", linear("up", hidden)))
    return _norm(graph, arrays, f"{name}.norm2", graph.add("Add", hidden, inner))


def write_encoder(path: Path, arrays: Arrays) -> int:
    """Write the model, quantised; its size in bytes.

    Weights are whole numbers with a scale for each column, what the layers hand on is quantised as it comes.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        onnx.save(build(arrays), whole)
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    return path.stat().st_size
