"""The default model's encoder as an ONNX graph, written from its weights with no torch.

The graph begins after the table of word embeddings and ends before the mean over tokens: what is left out
is a look-up and a sum, and the table is nine tenths of the model. `com.microsoft` names ONNX Runtime's own
operators (its docs/ContribOperators.md), of which its version 1.20 has all that stand here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from kb.lessons.models.weights import Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

Precision = Literal["fp32", "int8"]

EMBEDDINGS, MASK, TOKENS = "embeddings", "mask", "tokens"  # the graph's two inputs and its output
OWN = "com.microsoft"
OPSET, IR = 20, 10
MOST = 127  # of an int8, with both signs alike
ZERO = 64  # stands for 0 in what is asked of a product


def write_graph(weights: Weights, precision: Precision, path: Path) -> None:
    """Write the encoder: summed embeddings (batch, tokens, hidden) float32 to vectors of the same shape.

    The mask is int32 (batch, tokens), 1 where there is a token. With int8 each column of a weight matrix
    has a scale of its own, and ONNX Runtime finds one for each matrix of activations as it goes. The mean
    vector of a Norwegian passage then has a cosine of 0.991 to 0.998 with fp32's. Raises `KbError` if a
    tensor is missing.
    """
    from onnx import save

    save(_Writer(weights, precision).model(), str(path))


class _Writer:
    """Nodes and constants of one graph, in the order they are computed."""

    def __init__(self, weights: Weights, precision: Precision) -> None:
        self.weights = weights
        self.sizes = weights.sizes
        self.precision = precision
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        from onnx import TensorProto, helper

        shape: list[str | int | None] = ["batch", "tokens", self.sizes.hidden]
        inputs = [
            helper.make_tensor_value_info(EMBEDDINGS, TensorProto.FLOAT, shape),
            helper.make_tensor_value_info(MASK, TensorProto.INT32, shape[:2]),
        ]
        output = helper.make_tensor_value_info(TOKENS, TensorProto.FLOAT, shape)
        state = self.normalise(EMBEDDINGS)
        for layer in range(self.sizes.layers):
            state = self.feed_forward(f"l{layer}.", self.attend(f"l{layer}.", state))
        self.add("Identity", [state], TOKENS)
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OWN, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)

    def normalise(self, state: str) -> str:
        scale, shift = self.vector("emb.ln.w"), self.vector("emb.ln.b")
        epsilon = self.sizes.epsilon
        return self.add("LayerNormalization", [state, scale, shift], "start", axis=-1, epsilon=epsilon)

    def attend(self, layer: str, state: str) -> str:
        """Add self-attention: softmax(QKᵀ / √d) V per head, a dense layer, and `state` again."""
        hidden = self.sizes.hidden
        projected = [self.multiply(layer + part, state, hidden, hidden) for part in "qkv"]
        shifts = np.concatenate([self.weights.tensor(f"{layer}{part}.b", hidden) for part in "qkv"])
        inputs = [*projected, self.constant(layer + "qkv.b", shifts), MASK]
        mixed = self.add(
            "MultiHeadAttention", inputs, layer + "mixed", domain=OWN, num_heads=self.sizes.heads
        )
        return self.join(layer, "aln", self.multiply(layer + "ao", mixed, hidden, hidden), state, "ao")

    def feed_forward(self, layer: str, state: str) -> str:
        """Add the two dense layers with GELU (the exact one) between them, and `state` again."""
        hidden, wide = self.sizes.hidden, self.sizes.feed_forward
        inner = self.multiply(layer + "fi", state, hidden, wide)
        bent = self.add("BiasGelu", [inner, self.vector(layer + "fi.b", wide)], layer + "bent", domain=OWN)
        return self.join(layer, "oln", self.multiply(layer + "fo", bent, wide, hidden), state, "fo")

    def join(self, layer: str, norm: str, made: str, state: str, dense: str) -> str:
        """Add what was made, its shift and the state before it, normalised."""
        names = [f"{layer}{norm}.w", f"{layer}{norm}.b", f"{layer}{dense}.b"]
        inputs = [made, state, *map(self.vector, names)]
        epsilon = self.sizes.epsilon
        return self.add("SkipLayerNormalization", inputs, layer + norm, domain=OWN, epsilon=epsilon)

    def multiply(self, name: str, state: str, inputs: int, outputs: int) -> str:
        """Multiply by a matrix, which the file holds as (outputs, inputs)."""
        matrix = self.weights.tensor(name + ".w", outputs, inputs)
        if self.precision == "fp32":
            return self.add("MatMul", [state, self.constant(name + ".w", matrix.T)], name)
        scales = np.maximum(np.abs(matrix).max(axis=1), np.finfo(np.float32).tiny * MOST) / MOST
        rounded = np.rint(matrix / scales[:, None]).astype(np.int8)
        constants = {"w": rounded.T, "scale": scales, "zero": np.zeros(outputs, np.int8)}
        inputs_of = [self.constant(f"{name}.{part}", values) for part, values in constants.items()]
        return self.add("DynamicQuantizeMatMul", [state, *inputs_of], name, domain=OWN)

    def vector(self, name: str, size: int | None = None) -> str:
        return self.constant(name, self.weights.tensor(name, size or self.sizes.hidden))

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: float) -> str:
        from onnx import helper

        node = helper.make_node(kind, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in settings.items())
        self.nodes.append(node)
        return output


def write_product(matrix: NDArray[np.int8]) -> bytes:
    """Write a graph that multiplies `asked` (1, d), unsigned around `ZERO`, by a matrix (d, n): int32 (1, n).

    The matrix is a constant, since ONNX Runtime packs those once to suit the processor; not so, it takes four
    times as long.
    """
    from onnx import TensorProto, helper, numpy_helper

    constants = [
        numpy_helper.from_array(matrix, "matrix"),
        numpy_helper.from_array(np.array(ZERO, np.uint8), "zero"),
    ]
    node = helper.make_node("MatMulInteger", ["asked", "matrix", "zero"], ["products"])
    asked = helper.make_tensor_value_info("asked", TensorProto.UINT8, [1, matrix.shape[0]])
    products = helper.make_tensor_value_info("products", TensorProto.INT32, [1, matrix.shape[1]])
    graph = helper.make_graph([node], "product", [asked], [products], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    return bytes(model.SerializeToString())
