"""The default model's queries moved towards what answers them in Norwegian public text.

A query's vector q becomes the middle of q and q + q A, both of unit length; passages stay as they are, so a new
A embeds nothing anew. A is learned by `scripts/train_model.py adapter` from headings and their paragraphs, law
titles and their text, and pairs in nynorsk, English and bokmål (contrastive loss, negatives within the batch).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEARNED = Path(__file__).parent.parent / "data" / "query-adapter.npy"


def adapt(query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Move the unit vector (384,) of a query; the result has unit length."""
    moved = query + query @ _learned()
    middle = query + moved / np.linalg.norm(moved)
    adapted: NDArray[np.float32] = middle / np.linalg.norm(middle)
    return adapted


@cache
def _learned() -> NDArray[np.float32]:
    return np.load(LEARNED).astype(np.float32)  # type: ignore[no-any-return]
