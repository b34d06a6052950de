"""Comparisons between the groups of a table of counts: each group against all others, and all at once.

A comparison is of the answers as they came, without weights and without finite population correction: the
question is whether the groups answer by different rules, not whether two finite groups happen to differ,
which they nearly always do (Cochran 1977, section 2.14). So even where all have answered, a difference is
told only when it is more than chance gives. Rows are groups that share nobody; a row for all is no group.
`kb.survey.inference.families.judge` turns comparisons into what may be said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kb.survey.inference.bounds import wilson
from kb.survey.inference.results import Comparison, Kind
from kb.survey.inference.rows import ByGroup, Numbers, aligned, check, chosen, labels, populations

SMALLEST = 10  # below it not even 40 points of difference stand out in a family of fifteen


def compare_shares(
    counts: pd.DataFrame,
    categories: Sequence[str],
    *,
    table: str = "",
    bases: ByGroup | None = None,
    smallest: int = SMALLEST,
    level: float = 0.95,
) -> tuple[Comparison, ...]:
    """Compare the share in `categories` together of each group with that of all others.

    Exact: twice the smaller tail of the hypergeometric distribution (Fisher's test, as Fay 2010 has it), so
    that each direction has half the error. The difference has Newcombe's interval (1998, method 10). With
    fewer than `smallest` persons on either side nothing is tested. `bases` is the persons behind each row, by
    default its sum. Of two groups only the first is compared: the other way round is the same test.
    """
    groups, count = labels(counts), chosen(counts, categories)
    base = counts.sum(axis=1).to_numpy().astype(float) if bases is None else aligned(bases, groups)
    check(groups, count, base, populations(None, groups))
    others, rest = count.sum() - count, base.sum() - base
    with np.errstate(invalid="ignore"):
        shares = (count / base, others / rest)
    ends = _newcombe(count, base, others, rest, level)
    p = _fisher(count, base, others, rest)
    method = "Fisher's exact test (twice the smaller tail)"
    return _comparisons(groups, table, "share", (*shares, *ends, base, rest, p), smallest, level, method)


def compare_ordinal(
    counts: pd.DataFrame, *, table: str = "", smallest: int = SMALLEST, level: float = 0.95
) -> tuple[Comparison, ...]:
    """Compare the answers of each group on an ordered scale, lowest category first, with all others'.

    Mann and Whitney's test (1947) with ties and continuity corrected for. The difference is Cliff's delta
    (1993), how much more often one of the group is higher than lower, with the interval of DeLong et al. (1988).
    """
    groups, numbers = labels(counts), counts.to_numpy().astype(float)
    base, others = numbers.sum(axis=1), numbers.sum(axis=0) - numbers
    check(groups, np.zeros(len(groups)), base, populations(None, groups))
    rest = others.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        higher = (numbers * _below(others)).sum(axis=1) / base / rest
    ends = _delong(numbers, others, higher, level)
    p = _mann_whitney(numbers, higher)
    parts = (higher, 1 - higher, *ends, base, rest, p)
    return _comparisons(groups, table, "ordinal", parts, smallest, level, "Mann-Whitney test")


def _comparisons(
    groups: list[str],
    table: str,
    kind: Kind,
    parts: tuple[Numbers, ...],
    smallest: int,
    level: float,
    method: str,
) -> tuple[Comparison, ...]:
    """Put the numbers of each group together: both estimates, low, high, both bases, p."""
    found = [
        Comparison(
            table=table,
            group=group,
            kind=kind,
            estimate=estimate,
            others=others,
            low=low,
            difference=estimate - others,
            high=high,
            base=round(base),
            other_base=round(rest),
            p=p if min(base, rest) >= smallest else None,
            level=level,
            method=method,
        )
        for group, estimate, others, low, high, base, rest, p in zip(
            groups, *(part.tolist() for part in parts), strict=True
        )
    ]
    peopled = [comparison for comparison in found if comparison.base]
    return tuple(c for c in found if len(peopled) != 2 or c is not peopled[1])


def _fisher(count: Numbers, base: Numbers, others: Numbers, rest: Numbers) -> Numbers:
    from scipy.stats import hypergeom

    drawn = (base + rest, count + others, base)
    tails = hypergeom.cdf(count, *drawn), hypergeom.sf(count - 1, *drawn)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(*tails)))


def _newcombe(
    count: Numbers, base: Numbers, others: Numbers, rest: Numbers, level: float
) -> tuple[Numbers, Numbers]:
    endless, plain = np.full(len(base), np.inf), np.ones(len(base))
    low, share, high, _ = wilson(count, base, endless, level=level, design_effect=plain)
    other_low, other, other_high, _ = wilson(others, rest, endless, level=level, design_effect=plain)
    difference = share - other
    down = np.hypot(share - low, other_high - other)
    return difference - down, difference + np.hypot(high - share, other - other_low)


def _below(numbers: Numbers) -> Numbers:
    """Count for each category those of the row who are below it, and half of those in it."""
    return np.cumsum(numbers, axis=1) - numbers / 2


def _mann_whitney(numbers: Numbers, higher: Numbers) -> Numbers:
    from scipy.stats import norm

    base, tied, everybody = numbers.sum(axis=1), numbers.sum(axis=0), numbers.sum()
    pairs = base * (everybody - base)
    with np.errstate(divide="ignore", invalid="ignore"):
        ties = (tied**3 - tied).sum() / (everybody * (everybody - 1))
        error = np.sqrt(pairs / 12 * (everybody + 1 - ties))
        distance = np.maximum(np.abs(higher - 0.5) * pairs - 0.5, 0.0) / error
    return np.where(error > 0, 2 * norm.sf(distance), 1.0)


def _delong(numbers: Numbers, others: Numbers, higher: Numbers, level: float) -> tuple[Numbers, Numbers]:
    """Give the ends of Cliff's delta, from how the two sides are placed among each other."""
    from scipy.stats import norm

    base, rest = numbers.sum(axis=1, keepdims=True), others.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        above, below = _below(others) / rest - higher[:, None], _below(numbers) / base - (1 - higher[:, None])
        variance = (numbers * above**2 / base / (base - 1) + others * below**2 / rest / (rest - 1)).sum(
            axis=1
        )
        half = 2 * float(norm.ppf((1 + level) / 2)) * np.sqrt(variance)
    return np.maximum(2 * higher - 1 - half, -1.0), np.minimum(2 * higher - 1 + half, 1.0)
