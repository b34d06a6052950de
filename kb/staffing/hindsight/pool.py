"""Who of the pool could take what, and when: all days are counted from 1970-01-01."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from kb.staffing.pipeline.clearing import cleared_days, known_until
from kb.staffing.pipeline.survival import curve
from kb.staffing.records import Staffing

Case = Literal["klarert", "kunne vært klarert"]
CLEARED: Case = "klarert"
CLEARABLE: Case = "kunne vært klarert"
NEVER = 2**31  # later than any day of a file


def people(staffing: Staffing) -> pd.DataFrame:
    """Give a row a person, by id: `kilde`, `kompetanse`, `hjem`, `villig`, and from which day till which.

    Who is willing within limits counts as willing, and for a whole position: what is found stays a bound.
    `ledig` and `slutt` are the first and the last day available, `klarert` the day they were cleared, and
    `kunne vært klarert` the day they would have been, had their clearance begun on the first day available
    and gone at the median pace of their source (of all, where no median is reached); never later than in fact.
    """
    told = staffing.resources.set_index("id").sort_index()
    pool = told[["kilde", "kompetanse"]].assign(
        hjem=told["hjemmeområde"].fillna(""),
        villig=told["villig"] == "ja",
        ledig=day_numbers(told["ledig_fra"]),
        slutt=day_numbers(told["ledig_til"]),
        **{CLEARED: day_numbers(cleared_days(staffing, known_until(staffing)).reindex(told.index))},
    )
    pace = told["kilde"].map(paces(staffing)).astype("float64")
    soonest = (pool["ledig"] + pace).fillna(NEVER).astype("int64")
    return pool.assign(**{CLEARABLE: np.minimum(soonest, pool[CLEARED])})


def paces(staffing: Staffing) -> dict[str, int | None]:
    """Give the median days from the first step begun until cleared, by source; Kaplan–Meier counts who waits.

    Where a source's median is not reached, that of all stands in; None where not even that is.
    """
    day = known_until(staffing)
    begun = staffing.clearances.loc[staffing.clearances["startet"] <= day].groupby("ressurs")["startet"].min()
    cleared = cleared_days(staffing, day).reindex(begun.index)
    days = (cleared.fillna(day) - begun).dt.days.clip(lower=0)
    sources = staffing.resources.set_index("id")["kilde"]
    source = begun.index.to_series().map(sources)
    every = _median(days, cleared)
    own = {
        str(name): _median(days[rows], cleared[rows]) for name, rows in source.groupby(source).groups.items()
    }
    return {name: every if own.get(name) is None else own[name] for name in sources.unique()}


def day_numbers(dates: pd.Series[pd.Timestamp], missing: int = NEVER) -> pd.Series[int]:
    """Count the days of dates; those not there get `missing`."""
    days = dates.to_numpy().astype("datetime64[D]")
    numbers = np.where(np.isnat(days), missing, days.astype("int64"))
    return pd.Series(numbers, index=dates.index, dtype="int64")


def _median(days: pd.Series[int], cleared: pd.Series[pd.Timestamp]) -> int | None:
    return curve(days.tolist(), cleared.notna().tolist()).day(0.5)
