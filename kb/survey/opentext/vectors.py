"""Vectors of texts, as an embedding function given by the caller makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]  # (texts, dimension)
Embed = Callable[[Sequence[str]], Matrix]


def embed_once(embed: Embed, texts: Sequence[str]) -> Matrix:
    """Embed each different text once and in sorted order, so that the order of the texts changes nothing.

    One text at least says something; an empty one gets a row of zeros.
    """
    different = sorted(set(texts) - {""})
    vectors = np.asarray(embed(different), dtype=np.float32)
    vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    place = {text: row for row, text in enumerate(different)}
    return vectors[[place.get(text, len(different)) for text in texts]]


def to_unit(vectors: Matrix) -> Matrix:
    """Bring each row to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Matrix = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit
