"""What the files tell of each person's way through the clearance, as it was known on a day."""

from __future__ import annotations

import pandas as pd

from kb.staffing.records import STEPS, Staffing

FIRST_SHIFT = STEPS[-1]


def known_until(staffing: Staffing, as_of: pd.Timestamp | None = None) -> pd.Timestamp:
    """Give `as_of`, or else the last day on which something happened; NaT where nothing has.

    That is the latest need registered or filled, step begun or done, or assignment begun. Last days of needs,
    assignments and availability are plans, and do not count: they would make everybody wait until then.
    """
    if as_of is not None:
        return as_of
    happened = [
        staffing.needs[["meldt", "besatt_dato"]],
        staffing.clearances[["startet", "ferdig"]],
        staffing.assignments[["fra"]],
    ]
    return pd.Timestamp(pd.concat([dates.max() for dates in happened]).max())


def needed_steps(staffing: Staffing) -> pd.DataFrame:
    """Tell of each person (row) which steps (columns) are to be done before the first shift.

    A source goes through a step when the file has it for anybody from there.
    """
    sources = staffing.resources.set_index("id")["kilde"]
    rows = pd.crosstab(staffing.clearances["ressurs"].map(sources), staffing.clearances["steg"])
    seen = rows.reindex(index=sources.unique(), columns=STEPS[:-1], fill_value=0) > 0
    return seen.loc[sources].set_axis(sources.index)


def done_days(staffing: Staffing, day: pd.Timestamp) -> pd.DataFrame:
    """Give the day each person (row) had done each step (column); NaT where not by `day`."""
    done = staffing.clearances[staffing.clearances["ferdig"] <= day]
    days = done.pivot(index="ressurs", columns="steg", values="ferdig")
    days = days.reindex(index=staffing.resources["id"], columns=STEPS)
    return days.astype("datetime64[us]")


def first_shifts(staffing: Staffing, day: pd.Timestamp) -> pd.Series[pd.Timestamp]:
    """Give the day of each person's first shift; NaT where none by `day`.

    It is the step's own day or the first day of the person's first assignment, whichever is earlier.
    """
    begun = staffing.assignments[staffing.assignments["fra"] <= day].groupby("ressurs")["fra"].min()
    steps = done_days(staffing, day)[FIRST_SHIFT]
    return pd.concat([steps, begun.reindex(steps.index)], axis="columns").min(axis="columns")


def cleared_days(staffing: Staffing, day: pd.Timestamp) -> pd.Series[pd.Timestamp]:
    """Give the day each person was cleared; NaT where not by `day`.

    Cleared is who has done all steps that the source goes through before the first shift, or has had that
    shift. Who comes from a source without steps was cleared when available.
    """
    needed = needed_steps(staffing)
    days = done_days(staffing, day)[needed.columns].where(needed)
    through = days.max(axis="columns").where((days.notna() == needed).all(axis="columns"))
    available = staffing.resources.set_index("id")["ledig_fra"]
    cleared = through.where(needed.any(axis="columns"), available)
    return pd.concat([cleared, first_shifts(staffing, day)], axis="columns").min(axis="columns")
