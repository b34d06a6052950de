"""Margins to weight to: how many the population has in each category, and whether the answers can meet it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.errors import Fault, FaultsFound
from kb.survey.inference.rows import Numbers


@dataclass(frozen=True, slots=True)
class Margin:
    """A margin that can be met: the categories and their totals, and the category of each respondent by number."""

    name: str
    categories: list[str]
    totals: Numbers
    of: NDArray[np.intp]

    def sums(self, weights: Numbers) -> Numbers:
        """Add up the weights of each category."""
        return np.bincount(self.of, weights, len(self.totals)).astype(float)


def count_frame(frame: pd.DataFrame, by: Sequence[str]) -> pd.Series[int]:
    """Count everybody in a frame by one background, or by several crossed."""
    return frame.groupby(list(by) if len(by) > 1 else by[0], observed=True).size()


def read_margins(respondents: pd.DataFrame, totals: Mapping[str, pd.Series]) -> list[Margin]:
    """Match each column of the respondents with its totals in the population.

    Raises `FaultsFound` with every column, category and total that cannot be met.
    """
    faults = list(_column_faults(respondents, totals))
    if not faults:
        faults = [
            fault
            for name, wanted in totals.items()
            for fault in _category_faults(respondents[name], wanted, name)
        ]
        faults += _total_faults(totals)
    if faults:
        raise FaultsFound(faults)
    return [_margin(respondents[name], wanted, name) for name, wanted in totals.items()]


def cross(respondents: pd.DataFrame, by: Sequence[str], separator: str = " × ") -> pd.Series[str]:
    """Name the cell of each respondent; missing where any part is."""
    cells = respondents[by[0]].astype("string")
    for name in by[1:]:
        cells = cells + separator + respondents[name].astype("string")
    return cells


def _margin(column: pd.Series[str], totals: pd.Series, name: str) -> Margin:
    wanted = totals[totals > 0]
    of = wanted.index.get_indexer(pd.Index(column))
    return Margin(name, [str(label) for label in wanted.index], wanted.to_numpy().astype(float), of)


def _column_faults(respondents: pd.DataFrame, totals: Mapping[str, pd.Series]) -> Iterator[Fault]:
    if not totals:
        yield Fault(
            "the weighting", "margins", "None are given.", "Give the totals of at least one background."
        )
    if respondents.empty:
        yield Fault("the weighting", "respondents", "There are none.", "There is nothing to weight yet.")
    for name, wanted in totals.items():
        if name not in respondents:
            yield Fault("the weighting", name, "The respondents have no such column.", "Check its spelling.")
        if not wanted.index.is_unique:
            twice = ", ".join(str(label) for label in wanted.index[wanted.index.duplicated()].unique())
            yield Fault(
                "the weighting", name, f"«{twice}» has more than one total.", "Give each category one."
            )
        for label, total in wanted.items():
            if not (np.isfinite(total) and total >= 0):
                problem = f"«{label}» has the total {total}."
                yield Fault("the weighting", name, problem, "Give the persons of the population: 0 or more.")


def _category_faults(column: pd.Series[str], totals: pd.Series, name: str) -> Iterator[Fault]:
    answered = column.value_counts()
    answered = answered[answered > 0]  # a categorical column counts its empty categories too
    missing = len(column) - int(answered.sum())
    if missing:
        remedy = "Fill it in from the frame, or give them a category of their own there too."
        yield Fault("the weighting", name, f"{missing} respondents have no category.", remedy)
    for label, count in answered.items():
        if totals.get(label, 0) == 0:
            problem = f"{count} respondents are in «{label}», of which the population has nobody."
            yield Fault("the weighting", name, problem, "Code both alike, or correct the frame.")
    for label, total in totals.items():
        if total > 0 and label not in answered:
            problem = f"«{label}» has {total:g} in the population, and nobody who answered."
            remedy = "Merge it with a category that is like it, in both."
            yield Fault("the weighting", name, problem, remedy)


def _total_faults(totals: Mapping[str, pd.Series]) -> Iterator[Fault]:
    sums = {name: float(wanted.sum()) for name, wanted in totals.items()}
    first, size = next(iter(sums.items()))
    for name, total in sums.items():
        if not np.isclose(total, size, rtol=1e-9, atol=0):
            problem = f"Adds up to {total:,.10g}, but «{first}» to {size:,.10g}."
            yield Fault("the weighting", name, problem, "Count all margins in the same population.")
