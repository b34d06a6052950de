from dataclasses import replace

import numpy as np
import onnx
import pytest
from tiny_model import HIDDEN, WIDE, tiny_weights

from kb.errors import KbError
from kb.lessons.models.graph import EMBEDDINGS, MASK, TOKENS, write_graph


@pytest.fixture(scope="module", params=["fp32", "int8"])
def graph(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "tiny.onnx"
    write_graph(tiny_weights(), request.param, path)
    return onnx.load(path).graph


def shape(value):
    return [size.dim_param or size.dim_value for size in value.type.tensor_type.shape.dim]


def test_the_graph_takes_embeddings_and_a_mask_and_gives_vectors_of_tokens(graph):
    wanted = {EMBEDDINGS: ["batch", "tokens", HIDDEN], MASK: ["batch", "tokens"]}
    assert {value.name: shape(value) for value in graph.input} == wanted
    assert {value.name: shape(value) for value in graph.output} == {TOKENS: ["batch", "tokens", HIDDEN]}


def test_every_value_is_made_before_it_is_used_and_once(graph):
    known = [value.name for value in (*graph.input, *graph.initializer)]
    for node in graph.node:
        assert set(node.input) <= set(known), node.name
        known += node.output
    assert len(known) == len(set(known))
    assert set(known) >= {TOKENS}


def test_it_holds_all_weights_but_the_tables_looked_up_before_it(graph):
    weights = tiny_weights()
    held = sum(
        np.prod(value.dims) for value in graph.initializer if not value.name.endswith(("scale", "zero"))
    )
    looked_up = ("emb.pos", "emb.type")
    assert held == sum(tensor.size for name, tensor in weights.tensors.items() if name not in looked_up)


def test_int8_holds_matrices_in_a_quarter_of_the_bytes_and_within_half_a_step(tmp_path):
    write_graph(tiny_weights(), "int8", tmp_path / "int8.onnx")
    held = {
        value.name: onnx.numpy_helper.to_array(value)
        for value in onnx.load(tmp_path / "int8.onnx").graph.initializer
    }
    matrix = tiny_weights().tensor("l0.fi.w", WIDE, HIDDEN)
    rounded, steps = held["l0.fi.w"], held["l0.fi.scale"]
    assert (rounded.dtype, rounded.shape, steps.shape) == (np.int8, (HIDDEN, WIDE), (WIDE,))
    assert (np.abs(rounded.T * steps[:, None] - matrix) <= steps[:, None] / 2 + 1e-6).all()
    assert (np.abs(rounded).max(axis=0) == 127).all()


def test_a_matrix_of_noughts_stays_so(tmp_path):
    weights = tiny_weights()
    tensors = {**weights.tensors, "l0.q.w": np.zeros(HIDDEN * HIDDEN, np.float32)}
    write_graph(replace(weights, tensors=tensors), "int8", tmp_path / "int8.onnx")
    graph = onnx.load(tmp_path / "int8.onnx").graph
    held = {value.name: onnx.numpy_helper.to_array(value) for value in graph.initializer}
    assert not held["l0.q.w"].any()
    assert np.isfinite(held["l0.q.scale"]).all()


def test_weights_that_lack_a_tensor_are_told(tmp_path):
    weights = tiny_weights()
    tensors = {name: tensor for name, tensor in weights.tensors.items() if name != "l0.fo.w"}
    with pytest.raises(KbError, match=r"no tensor l0\.fo\.w of shape \(32, 64\)"):
        write_graph(replace(weights, tensors=tensors), "fp32", tmp_path / "fp32.onnx")
    assert not list(tmp_path.iterdir())
