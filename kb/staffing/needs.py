"""Needs the leaders registered, how they were filled, and how long people waited to be cleared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.periods import week_of
from kb.staffing.records import STEPS, Staffing


@dataclass(frozen=True, slots=True)
class FillTime:
    """Days from a need was registered until its positions were filled, each filled position counted once.

    `unfilled` positions were still waiting when the file was made: they are not in the days, so the days
    are shorter than what all the needs will have waited.
    """

    median: float
    mean: float
    filled: int
    unfilled: int

    @property
    def rate(self) -> float:
        """Give the share of positions that were filled."""
        return self.filled / (self.filled + self.unfilled)


def fill(staffing: Staffing, by: Literal["område", "kompetanse", "tjenestested", "uke"] = "område") -> Table:
    """Count positions `besatt` and `ubesatt` by a column of needs.csv, or by the week they were registered.

    The shares of the protected table are the fill rates.
    """
    needs = staffing.needs.assign(uke=week_of(staffing.needs["meldt"]))
    needs["ubesatt"] = needs["stillinger"] - needs["besatt"]
    return Table(needs.groupby(by)[["besatt", "ubesatt"]].sum().astype("int64"))


def days_to_fill(staffing: Staffing) -> FillTime:
    """Measure how long filled positions waited; NaN where none is filled."""
    needs = staffing.needs
    days = (needs["besatt_dato"] - needs["meldt"]).dt.days.repeat(needs["besatt"].tolist())
    filled = len(days)
    return FillTime(float(days.median()), float(days.mean()), filled, int(needs["stillinger"].sum()) - filled)


def clearance(staffing: Staffing) -> Table:
    """Count persons `ferdig` and still `venter` (waiting) at each step of the clearance, in its order."""
    waiting = staffing.clearances["ferdig"].isna().map({True: "venter", False: "ferdig"})
    counts = pd.crosstab(staffing.clearances["steg"], waiting)
    return Table(counts.reindex(index=STEPS, columns=["ferdig", "venter"], fill_value=0))


def days_per_step(staffing: Staffing, *, smallest: int = 5) -> pd.Series[float]:
    """Give the median days from started to done of each step; NaN where fewer than `smallest` are done.

    Those who still wait are not in it (`clearance` counts them): the more of them, the more too short it is.
    """
    clearances = staffing.clearances
    lasted = (clearances["ferdig"] - clearances["startet"]).dt.days.astype("float64")
    days = lasted.groupby(clearances["steg"])
    return days.median().where(days.count() >= smallest).reindex(STEPS)
