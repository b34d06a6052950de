"""Seeded draws that come out the same with every version of NumPy: only `random()` of its generator is used."""

import numpy as np


class Chance:
    """Draws whole numbers and shares."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def whole(self, low: int, high: int) -> int:
        """Draw one of `low` up to `high` - 1, all equally likely."""
        return low + int(self._random.random() * (high - low))

    def early(self, low: int, high: int) -> int:
        """Draw one of `low` up to `high` - 1, the earlier the likelier."""
        return low + int(min(self._random.random(), self._random.random()) * (high - low))

    def shares(self, parts: int) -> list[float]:
        """Draw `parts` uneven shares of one."""
        drawn = self._random.random(parts) + 0.1
        return [float(share) for share in drawn / drawn.sum()]
