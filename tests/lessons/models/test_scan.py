"""Likenesses in whole numbers are those in real numbers, nearly."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.lessons.models.scan import Scan


def unit(shape, seed):
    drawn = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=-1, keepdims=True)


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 300), size=st.integers(64, 400), seed=st.integers(0, 2**32))
def test_a_likeness_is_told_within_a_hundredth(count, size, seed):
    vectors, asked = unit((count, size), seed), unit(size, seed + 1)
    near = Scan(vectors).likenesses(asked)
    assert near.dtype == np.float32
    assert near == pytest.approx(vectors @ asked, abs=0.01)


def test_no_product_is_too_large_for_any_processor():
    # All numbers at their greatest, both signs: where two products are added in 16 bits, these would overflow.
    vectors = np.stack([np.ones(384), -np.ones(384), np.tile([1, -1], 192)]).astype(np.float32)
    found = Scan(vectors).likenesses(np.ones(384, np.float32))
    assert found == pytest.approx([384, -384, 0], abs=1e-3)


def test_a_vector_of_zeros_is_like_nothing():
    vectors = np.vstack([np.zeros(8), np.eye(8)]).astype(np.float32)
    scan = Scan(vectors)
    assert scan.likenesses(np.eye(8, dtype=np.float32)[2]).tolist() == pytest.approx([0] * 3 + [1] + [0] * 5)
    assert scan.likenesses(np.zeros(8, np.float32)).tolist() == [0] * 9


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the engine keeps its reports in other places")
def test_the_engine_keeps_no_reports_of_its_use_to_send(tmp_path):
    code = "import numpy as np; from kb.lessons.models.scan import Scan; Scan(np.eye(64, dtype=np.float32))"
    left_out = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"}
    told = {name: value for name, value in os.environ.items() if name not in left_out}
    subprocess.run([sys.executable, "-c", code], env={**told, "HOME": str(tmp_path)}, check=True, timeout=120)
    assert list(tmp_path.rglob("*onnxruntime*")) == []
