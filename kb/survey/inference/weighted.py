"""Intervals of weighted shares and means: how sure they are follows from the weights and the answers together.

The weights are taken as given, which is on the safe side: weighting to the frame as a rule makes estimates
surer than these intervals say (Lohr 2022, chapter 8).
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.survey.inference.bounds import score_bounds
from kb.survey.inference.results import Interval, Weights
from kb.survey.inference.rows import Numbers


def weighted_share(answers: pd.Series[bool], weights: Weights, *, level: float = 0.95) -> Interval:
    """Give the interval of a weighted share: `answers` is true or false for each who answered.

    Wilson's interval with p(1 - p)/se² for n and t(n - 1) for the normal quantile (Franco et al. 2019), se by
    linearisation (see `weighted_mean`). Where all answered alike there is no se, and n is Kish's effective
    base of those who answered. Raises `KbError` for an answer without a weight.
    """
    values, used = _matched(answers, weights)
    if not len(values):
        return _interval((0.0, np.nan, 1.0), used, 0.0, level, "weighted Wilson")
    share, error = _linearised(values, used, weights)
    told_apart = error > 0 and 0 < share < 1
    effective = share * (1 - share) / error**2 if told_apart else _kish(used, weights)
    low, high = score_bounds(np.array([share]), np.array([effective]), _quantile(level, len(values)))
    # Rounding must not put an estimate outside its own interval.
    ends = (min(float(low[0]), share), share, max(float(high[0]), share))
    return _interval(ends, used, effective, level, "weighted Wilson")


def weighted_mean(values: pd.Series[float], weights: Weights, *, level: float = 0.95) -> Interval:
    """Give the interval of a weighted mean of numbers; who did not answer is missing or left out.

    The mean is a ratio of two sums, and its variance that of the linearised sum with all respondents as the
    sample: (1 - n/N) · n/(n - 1) · Σ(w · (y - mean))² / (Σw)², over those who answered in the two sums
    (Lohr 2022, chapters 4 and 9). Ends: mean ± t(n - 1) · se, NaN for fewer than two answers of a sample.
    Raises `KbError` for an answer without a weight.
    """
    numbers, used = _matched(values, weights)
    if not len(numbers):
        return _interval((np.nan, np.nan, np.nan), used, 0.0, level, "weighted Student's t")
    mean, error = _linearised(numbers, used, weights)
    half = error * _quantile(level, len(numbers)) if len(numbers) > 1 or _silent(weights) == 0 else np.nan
    ends = (mean - half, mean, mean + half)
    return _interval(ends, used, _kish(used, weights), level, "weighted Student's t")


def _matched(values: pd.Series[bool] | pd.Series[float], weights: Weights) -> tuple[Numbers, Numbers]:
    """Give the known answers and their weights."""
    known = values.dropna()
    unknown = known.index.difference(weights.values.index)
    if len(unknown):
        raise KbError(f"{len(unknown)} who answered have no weight. Weight all respondents together.")
    return known.to_numpy().astype(float), weights.values.loc[known.index].to_numpy().astype(float)


def _linearised(values: Numbers, used: Numbers, weights: Weights) -> tuple[float, float]:
    """Give the weighted mean and its standard error."""
    n, total = weights.base, float(used.sum())
    mean = float(used @ values / total)
    squares = float(((used * (values - mean)) ** 2).sum())
    return mean, math.sqrt(_silent(weights) * n / max(n - 1, 1) * squares) / total


def _silent(weights: Weights) -> float:
    """Give the part of the population that did not respond, 1 - n/N."""
    return max(0.0, 1 - weights.base / weights.population)


def _kish(used: Numbers, weights: Weights) -> float:
    rest = _silent(weights)
    return float(used.sum() ** 2 / (used**2).sum()) / rest if rest else math.inf


def _quantile(level: float, answers: int) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + level) / 2, max(answers - 1, 1)))


def _interval(
    ends: tuple[float, float, float], used: Numbers, effective: float, level: float, method: str
) -> Interval:
    low, estimate, high = ends
    return Interval(
        low=low,
        estimate=estimate,
        high=high,
        base=len(used),
        population=round(used.sum()),
        effective_base=effective,
        level=level,
        method=f"{method}, finite population correction",
    )
