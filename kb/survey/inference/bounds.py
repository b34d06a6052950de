"""The formulas of intervals, over arrays: one element is one estimate."""

from __future__ import annotations

import numpy as np

from kb.survey.inference.rows import Numbers


def wilson(
    count: Numbers, base: Numbers, population: Numbers, *, level: float, design_effect: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give low, share, high and effective base of shares; a population may be infinite.

    Wilson (1927) inverts the score test, here with the variance of a draw without replacement,
    P(1 - P)/n · (N - n)/(N - 1) (Cochran 1977, theorem 3.2): Wilson's formula with n(N - 1)/(N - n) for n,
    and n divided by the design effect (Kish 1965). Of N persons, `count` are known to be in the share and
    base - count are known not to, so an unweighted interval never goes past those bounds. With nobody
    answering the ends are 0 and 1 and the share is NaN; with everybody the width is 0.
    """
    from scipy.stats import norm

    with np.errstate(divide="ignore", invalid="ignore"):
        share = count / base
        effective = base / design_effect * without_replacement(base, population)
        low, high = score_bounds(share, effective, float(norm.ppf((1 + level) / 2)))
        unweighted = design_effect == 1.0
        low = np.where(unweighted, np.maximum(low, count / population), low)
        high = np.where(unweighted, np.minimum(high, 1 - (base - count) / population), high)
    low, high = np.where(base == 0, 0.0, low), np.where(base == 0, 1.0, high)
    # Rounding must not put an estimate outside its own interval.
    return np.fmin(low, share), share, np.fmax(high, share), np.where(base == 0, 0.0, effective)


def without_replacement(base: Numbers, population: Numbers) -> Numbers:
    """Give how many times more a draw without replacement is worth: (N - 1)/(N - n), infinite for all of N."""
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = np.where(np.isinf(population), 1.0, (population - 1) / (population - base))
    return np.where(base == population, np.inf, gain)


def score_bounds(share: Numbers, effective: Numbers, quantile: float) -> tuple[Numbers, Numbers]:
    """Give Wilson's bounds of shares with `effective` answers, at a quantile of the normal or of t."""
    unsure = quantile**2 / effective
    middle = (share + unsure / 2) / (1 + unsure)
    half = np.sqrt(unsure * share * (1 - share) + unsure**2 / 4) / (1 + unsure)
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)


def student(
    base: Numbers, mean: Numbers, variance: Numbers, population: Numbers, *, level: float
) -> tuple[Numbers, Numbers]:
    """Give low and high of means: mean ± t(n - 1) · √(s²/n · (1 - n/N)) (Cochran 1977, theorem 2.2).

    With fewer than two answers there is no spread, and the ends are NaN unless the whole population answered.
    """
    from scipy.stats import t

    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(variance / base * (1 - base / population))
        half = t.ppf((1 + level) / 2, base - 1) * error
    half = np.where((base == population) & (base > 0), 0.0, half)
    return mean - half, mean + half
