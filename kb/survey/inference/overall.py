"""Whether any groups of a table differ, asked once of the whole table."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.survey.inference.results import Overall

_DRAWS = 9999  # so that p can be told to four decimals
_SMALLEST = 5  # from which the ranks of a group come near to normal


def differ_in_categories(counts: pd.DataFrame, *, seed: int = 0) -> Overall:
    """Test whether the groups spread alike over the categories, with Pearson's chi-square.

    Where an expected count is below 1, or more than a fifth of them below 5 (Cochran 1954), p comes from
    9,999 random tables with the same margins, drawn with `seed`. Rows and columns without anybody are left out.
    """
    from scipy.stats import MonteCarloMethod, chi2_contingency
    from scipy.stats.contingency import expected_freq

    table = _peopled(counts.to_numpy().astype(int))
    if min(table.shape) < 2:
        return Overall(np.nan, None, int(table.sum()), len(table), "nothing to compare")
    expected = expected_freq(table)
    small = (expected < 1).any() or (expected < 5).mean() > 0.2
    draws = MonteCarloMethod(n_resamples=_DRAWS, rng=np.random.default_rng(seed)) if small else None
    answer = chi2_contingency(table, correction=False, method=draws)
    method = f"chi-square, {_DRAWS} random tables with seed {seed}" if small else "chi-square"
    return Overall(float(answer.statistic), float(answer.pvalue), int(table.sum()), len(table), method)


def differ_in_level(counts: pd.DataFrame) -> Overall:
    """Test whether the groups answer alike on an ordered scale, lowest category first (Kruskal and Wallis 1952).

    Groups of fewer than 5 are left out.
    """
    from scipy.stats import kruskal

    numbers = counts.to_numpy().astype(int)
    table = _peopled(numbers[numbers.sum(axis=1) >= _SMALLEST])
    if min(table.shape) < 2:
        return Overall(np.nan, None, int(table.sum()), len(table), "nothing to compare")
    answer = kruskal(*(np.repeat(np.arange(table.shape[1]), row) for row in table))
    method = "Kruskal-Wallis test"
    return Overall(float(answer.statistic), float(answer.pvalue), int(table.sum()), len(table), method)


def _peopled(table: NDArray[np.int_]) -> NDArray[np.int_]:
    columns = table.sum(axis=0) > 0
    return table[np.ix_(table.sum(axis=1) > 0, columns)]
