"""Assignments cut at the borders of weeks and months, with the part of their hours that falls in each."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from kb.staffing.periods import week_of

Period = Literal["uke", "måned"]


def last_day(work: pd.DataFrame) -> pd.Timestamp:
    """Give the latest day that assignments begin or end on: what goes on longer is not known after it."""
    return pd.Timestamp(pd.concat([work["fra"], work["til"]]).max())


def week_by_week(work: pd.DataFrame, until: pd.Timestamp, period: Period = "uke") -> pd.DataFrame:
    """Give a row for each period an assignment ran in, to its end or to `until` where it has none.

    The column `uke` (`2020-W14`) or `måned` (`2020-04`) names it. `timer` and `kostnad` are the part by days: files
    tell the sum of an assignment, not when it was worked, so hours by week are an estimate that adds up to
    the sum.
    """
    last = work["til"].fillna(until).where(lambda day: day >= work["fra"], work["fra"])
    days = (last - work["fra"]).dt.days + 1
    daily = work.loc[work.index.repeat(days)]
    day = daily["fra"] + pd.to_timedelta(daily.groupby(level=0).cumcount(), unit="D")
    named = week_of(day) if period == "uke" else day.dt.strftime("%Y-%m")
    parts = daily[["timer", "kostnad"]].div(days.loc[daily.index], axis="index")
    keys = [daily.index, named.rename(period)]
    sums = parts.groupby(keys).sum(min_count=1).rename_axis(["rad", period]).reset_index(period)
    rest = work.drop(columns=["timer", "kostnad"])
    return sums.join(rest.rename_axis("rad")).reset_index(drop=True)
