"""How the signals are weighed together, and when a search says that nothing is sure.

The signals already read the query: shares of its concepts, whichever words meet them. `scripts/tune_search.py`
learns weights that depend on the query besides (English, one word, length) and keeps them only if they find
more by cross-validation. So far they do not: MRR@10 0.80 against 0.81 with fixed weights, so those are kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.lessons.retrieval.signals import FEATURES, SIGNALS, Signals

# A passage among others that answer is likelier to: MRR@10 0.805 to 0.813 on 128 theme queries over the source
# texts, nDCG@10 0.684 to 0.695 on law titles; twice as much gains no more.
NEIGHBOURS, DOCUMENT = 0.1, 0.1
LEARNED = Path(__file__).parent.parent / "data" / "fusion.json"


@dataclass(frozen=True, slots=True)
class Fusion:
    """`weights` (features, signals) for the score; `certainty` (4,) for whether anything answers at all."""

    weights: NDArray[np.float64]
    certainty: NDArray[np.float64]

    def scores(self, signals: Signals, owners: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give each passage its score: the signals weighed by what the query is like, and its surroundings.

        `owners` (n,) number the documents of all passages; the rows of a document stand together, in order.
        Gives a score for each of the signals' rows (m,), which are whole documents.
        """
        owners = owners[signals.rows]
        weights = (signals.features @ self.weights).astype(np.float32)
        alone: NDArray[np.float32] = np.asarray(signals.values @ weights, np.float32)
        return alone + NEIGHBOURS * _beside(alone, owners) + DOCUMENT * _whole(alone, owners)

    def is_sure(self, signals: Signals) -> bool:
        """Tell whether some passage answers the query: a logistic regression on the best of each signal."""
        return float(self.certainty @ [1.0, *evidence(signals)]) >= 0.0


def _beside(scores: NDArray[np.float32], owners: NDArray[np.int64]) -> NDArray[np.float32]:
    """Give the mean score of the passages before and after each in its document; its own at an end."""
    same = owners[1:] == owners[:-1]
    before, after = scores.copy(), scores.copy()
    before[1:][same] = scores[:-1][same]
    after[:-1][same] = scores[1:][same]
    middle: NDArray[np.float32] = (before + after) * np.float32(0.5)
    return middle


def _whole(scores: NDArray[np.float32], owners: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the mean score of each passage's document."""
    numbers = owners - owners[:1]  # so that a few of very many documents take little room
    means: NDArray[np.float64] = np.bincount(numbers, scores) / np.maximum(np.bincount(numbers), 1)
    told: NDArray[np.float64] = means[numbers]
    return told


def evidence(signals: Signals) -> list[float]:
    """Give what tells a query that is answered from one that is not: the best meaning, words and synonyms.

    The best of n standardised likenesses is near sqrt(2 ln n) by chance alone, so only what is beyond counts.
    """
    chance = float(np.sqrt(2 * np.log(max(signals.count, 2))))
    meaning, words, synonyms = (
        float(signals.peaks[SIGNALS.index(name)]) for name in ("meaning", "words", "synonyms")
    )
    return [meaning - chance, words, synonyms]


@cache
def learned() -> Fusion:
    """Read the weights that were learned. Raises `ValueError` where they are of other signals or features."""
    told = json.loads(LEARNED.read_text(encoding="utf-8"))
    if (told["features"], told["signals"]) != (list(FEATURES), list(SIGNALS)):
        raise ValueError(f"{LEARNED} was learned for other signals; run scripts/tune_search.py")
    return Fusion(np.array(told["weights"]), np.array(told["certainty"]))
