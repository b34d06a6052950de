"""Likenesses of one vector to very many: whole numbers for all of them, by ONNX Runtime.

A product of float32 matrices waits for memory: of 100,000 × 192 numbers it takes 11 ms, in int8 1.5. A likeness
is then off by a few thousandths, which is enough to choose the best; theirs are told exactly elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.lessons.models.graph import ZERO, write_product

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from kb.lessons.models.embedding import Matrix, Vector

MOST = 127  # of an int8, with both signs alike
# Of what is asked one bit less: processors without VNNI add two products in 16 bits, and would overflow.
MOST_ASKED = 63
STEP = 100_000  # vectors rounded at a time
ERRORS_ONLY = 3


class Scan:
    """Vectors (n, d) float32, kept as whole numbers with a scale each; n and d are at least 1."""

    def __init__(self, vectors: Matrix) -> None:
        self._scales = np.maximum(_largest(vectors) / np.float32(MOST), np.finfo(np.float32).tiny)
        rounded = np.empty(vectors.shape[::-1], np.int8)
        for start in range(0, len(vectors), STEP):
            part = slice(start, start + STEP)
            rounded[:, part] = np.rint(vectors[part] / self._scales[part, None]).T
        self._session = _open(rounded)

    def likenesses(self, vector: Vector) -> Vector:
        """Give nearly the products (n,) of the vectors with one (d,): off by some 0.007 at most, for unit vectors."""
        scale = max(float(np.abs(vector).max()), 1e-30) / MOST_ASKED
        asked = (np.rint(vector / scale) + ZERO).astype(np.uint8)
        (products,) = self._session.run(None, {"asked": asked[None]})
        near: Vector = products[0].astype(np.float32) * (self._scales * np.float32(scale))
        return near


def _largest(vectors: Matrix) -> Vector:
    largest: Vector = np.maximum(vectors.max(axis=1), -vectors.min(axis=1))
    return largest


def _open(rounded: NDArray[np.int8]) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = 1  # more of them wait for the same memory
    return InferenceSession(write_product(rounded), options)
