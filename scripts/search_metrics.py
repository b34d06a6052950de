"""How good an order of passages is, with intervals: nDCG, reciprocal rank and recall at ten."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEPTH = 10
RESAMPLES = 1000
SEED = 20261121


@dataclass(frozen=True)
class Measures:
    """Measures of one query's order, each from 0 to 1."""

    ndcg: float
    mrr: float
    recall: float


def measure_order(relevant: Sequence[bool], of: int) -> Measures:
    """Measure an order, the best first, of which `of` in all are relevant. Gains are 0 or 1.

    nDCG after Järvelin and Kekäläinen 2002: the discount of place i (from 1) is log2(i + 1).
    """
    gains = np.array(relevant[:DEPTH], bool)
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    ideal = discounts[: min(of, DEPTH)].sum()
    first = np.flatnonzero(gains)
    return Measures(
        ndcg=float(discounts[: len(gains)][gains].sum() / ideal) if of else 0.0,
        mrr=float(1 / (first[0] + 1)) if len(first) else 0.0,
        recall=float(gains.sum() / min(of, DEPTH)) if of else 0.0,
    )


def interval(values: NDArray[np.float64], share: float = 0.95) -> tuple[float, float]:
    """Give the percentile bootstrap interval of a mean over queries; seeded, so that it is always the same."""
    chance = np.random.default_rng(SEED)
    means = chance.choice(values, size=(RESAMPLES, len(values))).mean(axis=1)
    low, high = np.quantile(means, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)
