"""Intervals of shares and means, one or a whole table at a time, with finite population correction.

They are true when those who answered are as a random draw from those who were asked. What they do not cover,
the bias of non-response, is said with `kb.survey.inference.not_covered`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from kb.survey.inference.bounds import student, wilson, without_replacement
from kb.survey.inference.results import Interval
from kb.survey.inference.rows import ByGroup, Numbers, aligned, check, chosen, labels, populations

_ALL = "all"


def share_interval(
    count: int, base: int, population: int | None = None, *, level: float = 0.95, design_effect: float = 1.0
) -> Interval:
    """Give the interval of a share: `count` of the `base` who answered, out of a population.

    Wilson's interval; the formula and its sources are at `bounds.wilson`.
    """
    return share_intervals(
        pd.DataFrame({"yes": [count]}, index=[_ALL]),
        ["yes"],
        None if population is None else {_ALL: population},
        bases={_ALL: base},
        level=level,
        design_effects={_ALL: design_effect},
    )[_ALL]


def share_intervals(
    counts: pd.DataFrame,
    categories: Sequence[str],
    population: ByGroup | None = None,
    *,
    bases: ByGroup | None = None,
    level: float = 0.95,
    design_effects: ByGroup | None = None,
) -> dict[str, Interval]:
    """Give the interval of the share in `categories` together, for each group (row) of a table of counts.

    `bases` is the persons behind each row, by default its sum; give it where several answers were allowed.
    Raises `FaultsFound` naming each group with impossible numbers.
    """
    groups, count = labels(counts), chosen(counts, categories)
    base = counts.sum(axis=1).to_numpy(dtype=float) if bases is None else aligned(bases, groups)
    sizes = populations(population, groups)
    check(groups, count, base, sizes)
    effect = np.ones(len(groups)) if design_effects is None else aligned(design_effects, groups)
    low, share, high, effective = wilson(count, base, sizes, level=level, design_effect=effect)
    return _intervals(groups, (low, share, high, base, sizes, effective), level, "Wilson")


def mean_interval(
    values: pd.Series[float] | Sequence[float], population: int | None = None, *, level: float = 0.95
) -> Interval:
    """Give the interval of the mean of numbers; missing ones are left out. The formula is at `bounds.student`."""
    known = pd.Series(values, dtype=float).dropna()
    counts = known.value_counts()
    sizes = populations(None if population is None else {_ALL: population}, [_ALL])
    numbers, scores = counts.to_numpy().astype(float), counts.index.to_numpy().astype(float)
    return _means([_ALL], numbers[None, :], scores, sizes, level)[_ALL]


def mean_intervals(
    counts: pd.DataFrame,
    scores: Mapping[str, float],
    population: ByGroup | None = None,
    *,
    level: float = 0.95,
) -> dict[str, Interval]:
    """Give the interval of the mean score for each group (row) of a table of counts, with a score a column.

    The formula is at `bounds.student`; the ends stay within the scale.
    """
    groups, numbers = labels(counts), counts.to_numpy(dtype=float)
    score = aligned(scores, [str(name) for name in counts.columns])
    means = _means(groups, numbers, score, populations(population, groups), level)
    least, most = float(score.min()), float(score.max())
    return {group: _within(mean, least, most) for group, mean in means.items()}


def tabulate(intervals: Mapping[str, Interval]) -> pd.DataFrame:
    """Lay intervals out as a table with a row a group: a chart of bars takes its `low` and `high`."""
    columns = ["low", "estimate", "high", "base", "population", "effective_base", "level", "method"]
    rows = [[getattr(interval, column) for column in columns] for interval in intervals.values()]
    return pd.DataFrame(rows, index=list(intervals), columns=columns)


def _within(interval: Interval, least: float, most: float) -> Interval:
    ends = (interval.low, interval.estimate, interval.high)
    low, estimate, high = np.clip(ends, least, most).tolist()
    return replace(interval, low=low, estimate=estimate, high=high)


def _means(
    groups: list[str], counts: Numbers, score: Numbers, sizes: Numbers, level: float
) -> dict[str, Interval]:
    base = counts.sum(axis=1)
    check(groups, np.zeros(len(groups)), base, sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = counts @ score / base
        variance = (counts * (score - mean[:, None]) ** 2).sum(axis=1) / (base - 1)
    low, high = student(base, mean, variance, sizes, level=level)
    effective = base * without_replacement(base, sizes)
    return _intervals(groups, (low, mean, high, base, sizes, effective), level, "Student's t")


def _intervals(
    groups: list[str], parts: tuple[Numbers, ...], level: float, method: str
) -> dict[str, Interval]:
    """Put the numbers of each group together: low, estimate, high, base, population, effective base."""
    return {
        group: Interval(
            low=low,
            estimate=estimate,
            high=high,
            base=round(base),
            population=None if np.isinf(size) else round(size),
            effective_base=effective,
            level=level,
            method=method if np.isinf(size) else f"{method}, finite population correction",
        )
        for group, low, estimate, high, base, size, effective in zip(
            groups, *(part.tolist() for part in parts), strict=True
        )
    }
