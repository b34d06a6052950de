"""Hours and cost period by period, beside what is usual, with the public holidays marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from kb.errors import Fault, FaultsFound
from kb.privacy.disclosure import ProtectedTable, Table
from kb.staffing.load.calendars import Period, arrange, period_of
from kb.staffing.load.coverage import Group
from kb.staffing.load.holidays import holidays_in
from kb.staffing.overtime import heads
from kb.staffing.records import KINDS

ALL = "alle"


def over_time(rows: pd.DataFrame, *, by: Group = "område") -> dict[str, Table]:
    """Sum hours and kroner by area (or role) and period: four tables, overtime and shifted hours apart.

    The keys are `timer overtid`, `kostnad overtid`, `timer forskjøvet arbeidstid` and so on; a kind without rows
    has no table. The columns are the periods of the file. Protect all in one call. Raises `FaultsFound` where
    periods cannot be read, or are of several kinds.
    """
    arrange(rows["periode"])
    labels = {text: _read(text).label for text in rows["periode"].unique()}
    rows = rows.assign(periode=rows["periode"].map(labels))
    tables = {}
    for kind in [kind for kind in KINDS if (rows["type"] == kind).any()]:
        mine = rows[rows["type"] == kind]
        counts = heads(mine, [by, "periode"]).unstack(fill_value=0)
        for measure in ("timer", "kostnad"):
            amounts = mine.groupby([by, "periode"])[measure].sum().unstack(fill_value=0)
            tables[f"{measure} {kind}"] = Table(counts, amounts.reindex_like(counts))
    return tables


def against(shown: ProtectedTable, earlier: tuple[date, date] | None = None) -> pd.DataFrame:
    """Set each period of a protected table of `over_time` beside what is usual for the group.

    Usual is so much a day: the mean of the periods wholly within `earlier` (first and last day, both
    included) where given; else the median of the quiet periods, which are the third of all periods, three
    at least, with the least a day in all. Quiet periods of a crisis may still be above what is normal.

    Columns: `gruppe` («alle» is the total), `periode`, `verdi`, `vanlig` (for as many days), `avvik`, `helligdager`
    (names), `grunnlag` (whether the period is among the usual). NaN where the figure, or one that the usual rests
    on, is hidden. Raises `FaultsFound` where `earlier` holds no period.
    """
    periods = [_read(text) for text in shown.cells.columns]
    days = np.array([period.days for period in periods])
    values = pd.concat([shown.cells, shown.column_totals.to_frame(ALL).T])
    usual = _quiet(shown.column_totals / days, periods) if earlier is None else _within(periods, earlier)
    if earlier is None:
        daily = values.div(days, axis="columns").loc[:, usual].median(axis=1, skipna=False)
    else:
        daily = values.loc[:, usual].sum(axis=1, skipna=False) / days[usual].sum()
    marked = [", ".join(holidays_in(period)) for period in periods]
    told = [_beside(group, values.loc[group], daily[group] * days, marked, usual) for group in values.index]
    return pd.concat(told, ignore_index=True)


def _beside(
    group: str, values: pd.Series[float], expected: np.ndarray, marked: Sequence[str], usual: np.ndarray
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "gruppe": group,
            "periode": values.index,
            "verdi": values.to_numpy(),
            "vanlig": expected,
            "avvik": values.to_numpy() - expected,
            "helligdager": marked,
            "grunnlag": usual,
        }
    )


def _quiet(rates: pd.Series[float], periods: Sequence[Period]) -> np.ndarray:
    """Choose the third with the least a day, the earlier first where several are equal; hidden ones never."""
    firsts = pd.Series([period.first for period in periods], rates.index)
    order = pd.DataFrame({"rate": rates, "first": firsts}).dropna().sort_values(["rate", "first"])
    chosen = order.index[: max(3, round(len(periods) / 3))]
    return rates.index.isin(chosen)


def _within(periods: Sequence[Period], earlier: tuple[date, date]) -> np.ndarray:
    first, last = earlier
    inside = np.array([first <= period.first and period.last <= last for period in periods])
    if not inside.any():
        problem = f"No period lies wholly between {first} and {last}."
        raise FaultsFound([Fault("baseline", "earlier", problem, "Give days that the hours are known for.")])
    return inside


def _read(text: object) -> Period:
    period = period_of(str(text))
    assert period is not None, "arrange has read all of them"
    return period
