"""Weights that make those who answered add up to the population: post-stratification, raking and trimming.

Weights repair the skewness that the backgrounds used can see, and no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.survey.inference.margins import Margin, cross, read_margins
from kb.survey.inference.results import LargeWeights, Weights
from kb.survey.inference.rows import Numbers

LARGE = 3.0  # an answer that counts as three is told of; 5 is where others cut (DeBell and Krosnick 2009)
_ROUNDS = 1000  # feasible margins settle within tens of rounds
_TOLERANCE = 1e-12  # of the population: what sums of floating numbers of that size can hold


def poststratify(
    respondents: pd.DataFrame,
    totals: pd.Series,
    *,
    start: pd.Series[float] | None = None,
    large: float = LARGE,
) -> Weights:
    """Weight each cell to its total in the population: w = start · N(cell) / sum of start in the cell.

    `totals` is by one background or by several crossed (`count_frame`); the names of its index are columns of
    the respondents. Raises `FaultsFound` naming each cell that nobody answered in, or that is not in the frame.
    """
    by = [str(name) for name in totals.index.names]
    absent = [name for name in by if name not in respondents]
    if absent:
        raise KbError(f"The respondents have no column «{', '.join(absent)}». Name the index of the totals.")
    cells = " × ".join(by)
    labels = cross(totals.index.to_frame(index=False), by)
    wanted = pd.Series(totals.to_numpy(dtype=float), index=pd.Index(labels))
    (margin,) = read_margins(pd.DataFrame({cells: cross(respondents, by)}), {cells: wanted})
    begun = _start(respondents, start)
    weights = begun * (margin.totals / margin.sums(begun))[margin.of]
    return _weights(pd.Series(weights, respondents.index), large, f"post-stratified by {cells}")


def rake(
    respondents: pd.DataFrame,
    totals: Mapping[str, pd.Series],
    *,
    start: pd.Series[float] | None = None,
    large: float = LARGE,
) -> Weights:
    """Weight to several margins at once by iterative proportional fitting (Deming and Stephan 1940).

    `totals` gives the population of each category, by column of the respondents. Raises `FaultsFound` with
    every fault of the margins, and `KbError` naming where it is stuck when no weights meet them all.
    """
    margins = read_margins(respondents, totals)
    begun = _start(respondents, start)
    # All respondents alike on the margins keep to each other, so that only cells need fitting.
    codes = np.column_stack([margin.of for margin in margins])
    cells, of = np.unique(codes, axis=0, return_inverse=True)
    sizes = np.bincount(of, begun).astype(float)
    lean = [Margin(m.name, m.categories, m.totals, cells[:, column]) for column, m in enumerate(margins)]
    fitted, rounds = _fit(sizes, lean)
    weights = begun * (fitted / sizes)[of]
    return _weights(
        pd.Series(weights, respondents.index), large, f"raked to {', '.join(totals)}", rounds=rounds
    )


def trim(weights: Weights, highest: float = 5.0, *, large: float = LARGE) -> Weights:
    """Cut weights at `highest` times their mean and share out what is cut among the others, in proportion.

    The sum stays; the margins no longer agree exactly. 5 is the American National Election Studies' limit
    (DeBell and Krosnick 2009). Raises `KbError` for a limit that leaves no room.
    """
    if not highest > 1:
        raise KbError(f"Weights cannot be cut at {highest:g} times their mean. Choose more than 1.")
    values = weights.values.to_numpy(dtype=float)
    most = highest * values.mean()
    cut = values > most
    trimmed = values
    while (trimmed > most).any():  # each round cuts at least one more
        cut |= trimmed > most
        trimmed = np.where(cut, most, values * (values.sum() - most * cut.sum()) / values[~cut].sum())
    method = f"{weights.method}, cut at {highest:g} times the mean"
    series = pd.Series(trimmed, weights.values.index)
    return _weights(series, large, method, rounds=weights.rounds, trimmed=int(cut.sum()))


def design_effect(weights: pd.Series[float] | Numbers) -> float:
    """Give Kish's design effect of weighting, n · Σw² / (Σw)² (Kish 1992): 1 when all weigh the same."""
    values = np.asarray(weights, dtype=float)
    return float(len(values) * (values**2).sum() / values.sum() ** 2)


def _fit(cells: Numbers, margins: Sequence[Margin]) -> tuple[Numbers, int]:
    """Fit the sums of cells to all margins; give them with the rounds it took."""
    allowed = _TOLERANCE * margins[0].totals.sum()
    for rounds in range(1, _ROUNDS + 1):
        for margin in margins:
            cells = cells * (margin.totals / margin.sums(cells))[margin.of]
        gaps = [margin.totals - margin.sums(cells) for margin in margins]
        if max(np.abs(gap).max() for gap in gaps) <= allowed:
            return cells, rounds
    raise KbError(_stuck(margins, gaps))


def _stuck(margins: Sequence[Margin], gaps: Sequence[Numbers]) -> str:
    margin, gap = max(zip(margins, gaps, strict=True), key=lambda pair: float(np.abs(pair[1]).max()))
    worst = int(np.abs(gap).argmax())
    return (
        f"No weights meet all margins: after {_ROUNDS} rounds «{margin.categories[worst]}» of «{margin.name}» is "
        f"{abs(gap[worst]):.3g} persons off, for nobody answered in combinations that the margins need. "
        "Merge categories, or leave out a margin."
    )


def _start(respondents: pd.DataFrame, start: pd.Series[float] | None) -> Numbers:
    if start is None:
        return np.ones(len(respondents))
    begun = start.reindex(respondents.index).to_numpy().astype(float)
    wrong = int((~(np.isfinite(begun) & (begun > 0))).sum())
    if wrong:
        raise KbError(f"{wrong} respondents have no starting weight above 0. Give each one.")
    return begun


def _weights(
    values: pd.Series[float], large: float, method: str, *, rounds: int = 0, trimmed: int = 0
) -> Weights:
    relative = values / values.mean()
    over = int((relative > large).sum())
    effect = design_effect(values)
    return Weights(
        values=values,
        population=float(values.sum()),
        design_effect=effect,
        effective_base=len(values) / effect,
        caution=LargeWeights(over, float(relative.max()), large) if over else None,
        method=method,
        rounds=rounds,
        trimmed=trimmed,
    )
