"""How unevenly hours fall on people, told without the hours of any one of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.privacy.disclosure import Table
from kb.staffing.load.coverage import STANDINGS, require, standing_of, standings, sums
from kb.staffing.load.limits import Hours
from kb.staffing.records import KINDS

_STEPS = 10


@dataclass(frozen=True, slots=True)
class Concentration:
    """How a group shared its hours; NaN, None and no points where fewer than `smallest` are in the group.

    `gini` is 0 where all had as many hours and near 1 where one had all. `lorenz` are points (share of the
    persons, those with the fewest hours first; their share of the hours), each step of `smallest` persons or
    more. `top_share` is what the tenth with the most hours had of all, None where the tenth is fewer than
    `smallest`; it is the last step of `lorenz`, so that the two never tell somebody apart. `known` is the share of
    the hours that a person is named for: all else is about these.
    """

    gini: float
    lorenz: tuple[tuple[float, float], ...]
    top_share: float | None
    known: float


def concentration(
    rows: pd.DataFrame, *, exempt: Collection[str], smallest: int = 5
) -> dict[tuple[str, str], Concentration]:
    """Measure concentration by kind of hours and by whether the limits of the law cover the person.

    The keys are as ("overtid", "omfattet"): overtime and *forskjøvet arbeidstid* apart, and those who are
    exempt by § 10-12 (roles in `exempt`) or whose role is unknown apart. `rows` has the columns of
    overtime.csv. Counts persons with hours above 0 only. Raises `FaultsFound`.
    """
    require(rows)
    measured = {}
    for kind in KINDS:
        named, hours = _by_person(rows[rows["type"] == kind], exempt)
        for place, standing in enumerate(STANDINGS):
            mine = hours[(named == place) & (hours > 0)]
            of_kind = rows.loc[(rows["type"] == kind) & (standings(rows, exempt) == place), "timer"]
            measured[kind, standing] = _measure(mine, float(of_kind.sum()), smallest)
    return measured


def steps_of_hours(rows: pd.DataFrame, *, exempt: Collection[str], smallest: int = 5) -> Table | None:
    """Give the mean overtime of those covered by the steps of their Lorenz curve (rows), the fewest hours first.

    The steps hold `smallest` persons or more, ten of them where there are enough; None where not even two are.
    """
    require(rows)
    named, hours = _by_person(rows[rows["type"] == KINDS[0]], exempt)
    mine = np.sort(hours[(named == 0) & (hours > 0)])
    steps = min(_STEPS, len(mine) // smallest)
    if steps < 2:
        return None
    parts = np.split(mine, _ends(len(mine), steps)[1:-1])
    names = ["1 (færrest timer)", *map(str, range(2, steps)), f"{steps} (flest timer)"]
    index = pd.Index(names, name="gruppe")
    counts = pd.DataFrame({"timer": [len(part) for part in parts]}, index=index)
    return Table(counts, pd.DataFrame({"timer": [part.mean() for part in parts]}, index=index))


def people(rows: pd.DataFrame, *, exempt: Collection[str]) -> Table:
    """Count the persons that `concentration` is about: rows are kinds of hours, columns whom the law covers."""
    require(rows)
    counts = {}
    for kind in KINDS:
        named, hours = _by_person(rows[rows["type"] == kind], exempt)
        counts[kind] = np.bincount(named[hours > 0], minlength=len(STANDINGS))
    return Table(pd.DataFrame(counts, index=STANDINGS).T.astype("int64"))


def gini(hours: Hours) -> float:
    """Give the Gini coefficient of hours by person: 2 Σ i·x(i) / (n Σ x) - (n + 1) / n, x(1) ≤ … ≤ x(n).

    It equals half the mean difference between two persons over the mean (Sen 1973, *On Economic Inequality*).
    NaN where there are no hours.
    """
    total, persons = float(hours.sum()), len(hours)
    if not total:
        return float("nan")
    ranks = np.arange(1, persons + 1)
    return float(2 * (ranks * np.sort(hours)).sum() / (persons * total) - (persons + 1) / persons)


def lorenz(hours: Hours, *, smallest: int) -> tuple[tuple[float, float], ...]:
    """Give the points of the Lorenz curve in at most ten even steps of `smallest` persons or more; none if fewer."""
    steps = min(_STEPS, len(hours) // smallest)
    if not steps or not hours.sum():
        return ()
    ends = _ends(len(hours), steps)
    shares = np.concatenate([[0.0], np.sort(hours).cumsum() / hours.sum()])[ends]
    return tuple(zip((ends / len(hours)).tolist(), shares.tolist(), strict=True))


def _ends(persons: int, steps: int) -> NDArray[np.int64]:
    """Give where even steps begin and end."""
    return np.round(np.linspace(0, persons, steps + 1)).astype(np.int64)


def _measure(hours: Hours, of_all: float, smallest: int) -> Concentration:
    points = lorenz(hours, smallest=smallest)
    if not points:
        return Concentration(float("nan"), (), None, float("nan"))
    top = 1 - points[-2][1] if len(points) > _STEPS else None
    return Concentration(gini(hours), points, top, float(hours.sum()) / of_all)


def _by_person(rows: pd.DataFrame, exempt: Collection[str]) -> tuple[NDArray[np.int64], Hours]:
    """Give the standing and the hours of each person, without telling who they are."""
    named = rows.dropna(subset="person")
    codes, persons = pd.factorize(named["person"])
    hours = sums(codes, named["timer"].to_numpy(dtype=float), len(persons))
    return standing_of(codes, standings(named, exempt), len(persons)), hours
