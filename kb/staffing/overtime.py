"""Overtime: hours and cost by area, month, role and kind, and the leaders' own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Protected, ProtectedTable, Table
from kb.staffing.periods import month_of
from kb.staffing.records import SHIFTED, Staffing

LEADERS = ("tjenesteleder", "avdelingsleder")
_OTHERS = "øvrige"
_COLUMNS = {"måned": "måned", "rolle": "rollegruppe", "type": "type"}


@dataclass(frozen=True, slots=True)
class Total:
    """All hours and what they cost in kroner.

    `shifted` hours (*forskjøvet arbeidstid*) are among them, but are not overtime by law.
    """

    hours: float
    cost: float
    shifted: float

    @property
    def cost_per_hour(self) -> float:
        """Give kroner per hour, shifted hours included; NaN where there are no hours."""
        return self.cost / self.hours if self.hours else float("nan")


def overtime(staffing: Staffing) -> dict[str, Table]:
    """Sum hours and kroner by area (rows) and by month, role and kind (columns): six tables.

    The keys are `timer per måned`, `timer per rolle`, `timer per type`, `kostnad per måned` and so on. Roles
    are the two kinds of leaders and all others. Protect all six in one call: they share their margins, and
    one alone could tell what another hides.
    """
    rows = _grouped(staffing)
    return {
        f"{measure} per {name}": _table(rows, column, measure)
        for measure in ("timer", "kostnad")
        for name, column in _COLUMNS.items()
    }


def total(shown: Protected) -> Total:
    """Take the sums from the protected tables of `overtime`; NaN where they are hidden."""
    kinds = shown["timer per type"]
    shifted = float(kinds.column_totals.get(SHIFTED, 0.0))
    return Total(kinds.total, shown["kostnad per type"].total, shifted)


def leaders(staffing: Staffing) -> Table:
    """Count leaders who wrote hours, by role (rows) and area (columns)."""
    rows = staffing.overtime[staffing.overtime["rolle"].isin(LEADERS)]
    counts = heads(rows, ["rolle", "område"]).unstack(fill_value=0)
    return Table(counts.reindex(index=LEADERS, fill_value=0))


def most_hours(staffing: Staffing, *, smallest: int = 5) -> pd.Series[float]:
    """Give a limit that no leader passed, by role: the most hours of one person, up to the next whole ten.

    It is rounded so that nobody's own figure is told. Counts persons that the file tells apart; NaN where
    they are fewer than `smallest`.
    """
    rows = staffing.overtime[staffing.overtime["rolle"].isin(LEADERS)].dropna(subset="person")
    hours = rows.groupby(["rolle", "person"])["timer"].sum().groupby("rolle")
    limits: pd.Series[float] = np.ceil(hours.max() / 10) * 10
    return limits.where(hours.count() >= smallest).reindex(LEADERS)


def shares(shown: ProtectedTable) -> pd.Series[float]:
    """Give each row's share of the whole table, for instance PLO's of all hours; NaN where hidden."""
    return shown.row_totals / shown.total


def heads(rows: pd.DataFrame, groups: list[str]) -> pd.Series[int]:
    """Count persons behind the rows of overtime in each group: at least so many.

    Persons the file tells apart are counted once. Where it only tells how many there were, they may be the
    same people from period to period and of both kinds: then the largest number of an area and role counts.
    """
    known = rows.dropna(subset="person").groupby(groups)["person"].nunique()
    parts = list(dict.fromkeys([*groups, "område", "rolle"]))
    crowds = rows[rows["person"].isna()].groupby(parts)["personer"].max()
    counts: pd.Series[int] = known.add(crowds.groupby(level=groups).sum(), fill_value=0).astype("int64")
    return counts


def _grouped(staffing: Staffing) -> pd.DataFrame:
    rows = staffing.overtime
    group = rows["rolle"].where(rows["rolle"].isin(LEADERS), _OTHERS)
    return rows.assign(måned=rows["periode"].map(month_of), rollegruppe=group)


def _table(rows: pd.DataFrame, column: str, measure: str) -> Table:
    counts = heads(rows, ["område", column]).unstack(fill_value=0)
    amounts = rows.groupby(["område", column])[measure].sum().unstack(fill_value=0)
    return Table(counts, amounts.reindex_like(counts))
