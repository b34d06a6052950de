"""Families of comparisons: the more one looks, the more chance shows, so all that was looked at counts.

A family is declared by handing all its comparisons to `judge` at once: those of one table, or of a whole report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from kb.errors import KbError
from kb.survey.inference.results import Adjustment, Comparison, Family, Judged, Kind, Verdict
from kb.survey.inference.rows import Numbers

# Two groups are alike where the whole interval of their difference is nearer to 0 than this: 10 points of a
# share, and of Cliff's delta what Romano et al. (2006) call negligible.
ALIKE: Mapping[Kind, float] = {"share": 0.10, "ordinal": 0.147}


def judge(
    comparisons: Iterable[Comparison],
    *,
    adjustment: Adjustment = "holm",
    alpha: float = 0.05,
    alike: Mapping[Kind, float] = ALIKE,
) -> Family:
    """Judge comparisons as one family: what may be said of each, at most `alpha` of error over all.

    `holm` (1979) keeps the risk of any false mark below alpha; `bh` (Benjamini and Hochberg 1995) the expected
    part of marks that are false. What was not tested for too few persons does not count in the size: that
    depends on the bases alone, not on the answers. Raises `KbError` for a comparison that stands twice.
    """
    made = tuple(comparisons)
    _check_once(made)
    tested = [comparison.p for comparison in made if comparison.p is not None]
    adjusted = iter(adjust(tested, adjustment).tolist())
    judged = []
    for comparison in made:
        p = None if comparison.p is None else next(adjusted)
        verdict = _verdict(comparison, p, alpha, alike)
        judged.append(Judged(comparison, p, verdict, len(tested), adjustment, alpha))
    return Family(tuple(judged), len(tested), len(made) - len(tested), adjustment, alpha)


def adjust(p: Iterable[float], adjustment: Adjustment = "holm") -> Numbers:
    """Adjust the p values of a family, in the order given."""
    from scipy.stats import false_discovery_control

    values = np.fromiter(p, dtype=float)
    if adjustment not in ("holm", "bh"):
        raise KbError(f"There is no adjustment «{adjustment}». Choose holm or bh.")
    if not len(values):
        return values
    return _holm(values) if adjustment == "holm" else np.asarray(false_discovery_control(values, method="bh"))


def _holm(p: Numbers) -> Numbers:
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted


def _verdict(comparison: Comparison, p: float | None, alpha: float, alike: Mapping[Kind, float]) -> Verdict:
    if p is None:
        return "too_few"
    if p <= alpha:
        return "more" if comparison.difference > 0 else "fewer"
    near = alike[comparison.kind]
    return "alike" if -near <= comparison.low and comparison.high <= near else "unsure"


def _check_once(comparisons: tuple[Comparison, ...]) -> None:
    names = Counter((comparison.table, comparison.group) for comparison in comparisons)
    twice = [f"«{group}» of «{table}»" for (table, group), count in names.items() if count > 1]
    if twice:
        raise KbError(f"{', '.join(twice)} stands twice in the family. Give each table its own name.")
