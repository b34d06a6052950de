"""How much of what was needed was filled, day by day, and how long it took."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.periods import week_of
from kb.staffing.pipeline.clearing import known_until
from kb.staffing.pipeline.spells import position_spells
from kb.staffing.pipeline.waits import Waits, waits
from kb.staffing.records import Staffing

ALL = "alle"
_PARTS = ["besatt", "ubesatt"]


def position_days(
    staffing: Staffing,
    by: Literal["uke", "område", "kompetanse"] = "uke",
    *,
    as_of: pd.Timestamp | None = None,
) -> Table:
    """Sum the position-days that were filled (`besatt`) and empty (`ubesatt`), by ISO week, area or competence.

    One position for one day from the first to the last day of its need, both included, and of weekends too;
    a need without a last day, or with a later one, runs to `as_of`. Positions are filled from `besatt_dato`.
    The counts behind are positions: one that was empty first and filled later is behind both cells, and one
    of several weeks is behind each. The shares of the protected table are the fill rates. needs.csv has no
    hours; with shifts of one length the rates in hours are the same.
    """
    days = _days(staffing, known_until(staffing, as_of))
    by_need = days.groupby([by, days.index])[_PARTS].max()
    counts = by_need.groupby(level=by).sum()
    return Table(counts, days.groupby(by)[_PARTS].sum())


def time_to_fill(
    staffing: Staffing,
    by: Literal["alle", "område", "kompetanse"] = "alle",
    *,
    as_of: pd.Timestamp | None = None,
    smallest: int = 5,
    tail: float = 0.9,
) -> Waits:
    """Measure the days from a need was registered until it was filled, a position at a time.

    Empty positions count with what they had waited by `as_of`, or by the last day of the need.
    """
    spells = position_spells(staffing, known_until(staffing, as_of)).assign(alle=ALL)
    return waits(spells, by, sorted(spells[by].unique()), smallest=smallest, tail=tail)


def _days(staffing: Staffing, day: pd.Timestamp) -> pd.DataFrame:
    """Give a row a need and day, with its positions filled and empty; the index tells the needs apart."""
    needs = staffing.needs[staffing.needs["meldt"] <= day]
    last = needs["til"].where(needs["til"] < day, day)
    length = ((last - needs["fra"]).dt.days + 1).clip(lower=0).astype(int)
    rows = needs.loc[needs.index.repeat(length)]
    date = rows["fra"] + pd.to_timedelta(rows.groupby(level=0).cumcount(), unit="D")
    filled = rows["besatt"].where(rows["besatt_dato"] <= date, 0).astype("int64")
    dates = pd.Series(date.unique())
    weeks = dict(zip(dates, week_of(dates), strict=True))
    empty = rows["stillinger"].astype("int64") - filled
    return rows.assign(besatt=filled, ubesatt=empty, uke=date.map(weeks))
