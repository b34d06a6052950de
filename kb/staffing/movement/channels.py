"""The five channels over time: persons, hours and cost delivered, cost per hour, and how long each took."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kb.privacy.disclosure import ProtectedTable, Table
from kb.staffing.load.calendars import period_of
from kb.staffing.movement.weeks import Period, last_day, week_by_week
from kb.staffing.overtime import heads
from kb.staffing.periods import month_of
from kb.staffing.pipeline.survival import curve
from kb.staffing.records import Staffing
from kb.staffing.recruitment import CHANNELS, work_by_channel

_OVERTIME = "overtid"


def channels_over_time(
    staffing: Staffing, period: Period = "uke", until: pd.Timestamp | None = None
) -> dict[str, Table]:
    """Count `personer` who worked by channel (rows) and week or month (columns), and sum `timer` and `kostnad`.

    Hours and cost have a row only for channels where every assignment tells them, shared out evenly over its days
    (see `week_by_week`), and for overtime (*forskjøvet arbeidstid* too) only where the file is kept by weeks, or
    months are asked for: a missing row is not zero. With overtime in them, the tables tell of the periods from
    its first to its last only, since no overtime is known before and after. Assignments without an end last
    until `until`, or the latest day in assignments.csv. No table of what there is nothing of.

    Protect the tables in one call; how channels took over from one another is then
    `shown["timer"].transposed().shares()`.
    """
    work = work_by_channel(staffing)
    overtime = _overtime(staffing.overtime, period)
    spread = _told_by_both(
        week_by_week(work, last_day(work) if until is None else until, period), overtime, period
    )
    counts = _by(spread.groupby(["kanal", period])["hvem"].nunique(), heads(overtime, ["kanal", period]))
    tables = {"personer": counts.astype("int64")}
    for measure in ("timer", "kostnad"):
        complete = work[measure].notna().groupby(work["kanal"]).all()
        known = spread[spread["kanal"].isin([name for name, every in complete.items() if every])]
        sums = [rows.groupby(["kanal", period])[measure].sum() for rows in (known, overtime)]
        tables[measure] = _by(*sums).reindex(columns=counts.columns, fill_value=0)
    return {
        name: Table(tables["personer"].loc[shown.index], None if name == "personer" else shown)
        for name, shown in tables.items()
        if not shown.empty
    }


def cost_per_hour(hours: ProtectedTable, cost: ProtectedTable) -> pd.Series[float]:
    """Give kroner per hour by channel, from tables protected together; NaN where either is hidden or 0 hours."""
    return cost.row_totals.div(hours.row_totals.where(hours.row_totals != 0))


def lead_times(staffing: Staffing, *, smallest: int = 5) -> pd.DataFrame:
    """Give the `median` and `p90` days from the first step of the clearance to the first day of work, by channel.

    Those who never came to work are not in it, nor those whose clearance is not in the file. NaN where fewer than
    `smallest` are.
    """
    begun = staffing.clearances.groupby("ressurs")["startet"].min()
    first = work_by_channel(staffing).dropna(subset="ressurs").sort_values("fra").drop_duplicates("ressurs")
    days = (first["fra"] - first["ressurs"].map(begun)).dt.days
    known = days[days >= 0].astype(int)  # work before the clearance began has no lead time to tell
    told = {name: _quantiles(mine, smallest) for name, mine in known.groupby(first["kanal"])}
    return pd.DataFrame.from_dict(told, orient="index", columns=["median", "p90"], dtype="float64").reindex(
        CHANNELS
    )


def _quantiles(days: pd.Series[int], smallest: int) -> list[float]:
    if len(days) < smallest:
        return [np.nan, np.nan]
    done = curve(days.tolist(), [True] * len(days))
    return [float(day) for share in (0.5, 0.9) if (day := done.day(share)) is not None]


def _overtime(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Give the rows of overtime that can be told by the period, named by it."""
    if period == "måned":
        return rows.assign(kanal=_OVERTIME, måned=rows["periode"].map(month_of))
    weeks = {text: _week(str(text)) for text in rows["periode"].unique()}
    named = rows.assign(kanal=_OVERTIME, uke=rows["periode"].map(weeks))
    # Months cannot be shared out over weeks, and part of the overtime would look like all of it.
    return named[:0] if named["uke"].isna().any() else named


def _told_by_both(spread: pd.DataFrame, overtime: pd.DataFrame, period: Period) -> pd.DataFrame:
    if overtime.empty:
        return spread
    return spread[spread[period].between(overtime[period].min(), overtime[period].max())]


def _week(text: str) -> str | None:
    period = period_of(text)
    return period.label if period and period.kind == "uke" else None


def _by(work: pd.Series[int] | pd.Series[float], overtime: pd.Series[int] | pd.Series[float]) -> pd.DataFrame:
    table = pd.concat([work, overtime]).unstack(fill_value=0)
    rows = [channel for channel in CHANNELS if channel in table.index]
    return table.loc[rows].sort_index(axis="columns")
