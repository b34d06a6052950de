"""Why positions stood empty: what the files tell of each, in one order of asking.

The reasons are facts of the system on the need's days. They do not say what could have been filled all in
all: a person may be asked for by several needs here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.pipeline.clearing import cleared_days, known_until
from kb.staffing.records import Staffing

REASONS = (
    "mangler kompetansen",
    "ikke ledig i perioden",
    "ikke villig",
    "ikke klarert i tide",
    "i andre oppdrag",
    "meldt eller besatt for sent",
    "ikke koblet",
)
Bits = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Days = np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]


@dataclass(frozen=True, slots=True)
class _Pool:
    """The registered persons (rows), and on each of `days` whether they were available and at work."""

    days: Days
    competence: Mapping[str, list[int]]
    willing: Bits
    cleared: Days
    available: Bits
    at_work: Bits


def unfilled(
    staffing: Staffing,
    by: Literal["kompetanse", "område"] = "kompetanse",
    *,
    as_of: pd.Timestamp | None = None,
    covers: Mapping[str, Collection[str]] | None = None,
) -> Table:
    """Count the positions empty on `as_of`, or when their need was over, by the reason (columns, `REASONS`).

    Of needs that had begun by then. Each position has the first of these that holds; the n-th empty position
    of a need asks for the n-th person, so that of three empty positions one may have one reason and two another:

    1. `mangler kompetansen`: fewer than n persons are registered with the need's competence, or with one of
       those that `covers` gives for it.
    2. `ikke ledig i perioden`: fewer than n of them were available on any day of the need.
    3. `ikke villig`: fewer than n of those were willing.
    4. `ikke klarert i tide`: fewer than n of those were cleared (`cleared_days`) by the need's first day.
    5. `i andre oppdrag`: fewer than n of those had a day within the need when they were both available and in
       no assignment, that of this need included.
    6. `meldt eller besatt for sent`: the need was registered after its first day, or its other positions were
       filled after it.
    7. `ikke koblet`: none of these; nobody was matched with it.
    """
    day = known_until(staffing, as_of)
    needs = _begun(staffing.needs, day)
    pool = _pool(staffing, day)
    rows = [
        _lost(pool, need, (covers or {}).get(need["kompetanse"], [need["kompetanse"]]))
        for need in needs.to_dict("records")
    ]
    counts = pd.DataFrame(rows, index=needs.index, columns=REASONS, dtype="int64")
    return Table(counts.groupby(needs[by]).sum())


def told_reasons(staffing: Staffing, by: Literal["kompetanse", "område"] = "kompetanse") -> Table | None:
    """Count the empty positions by the reason the staffing unit itself gave; None where it gave none.

    Only it knows that somebody did not reply. Positions of which nothing is told are left out.
    """
    told = staffing.needs[staffing.needs["årsak"].notna()]
    if told.empty:
        return None
    empty = (told["stillinger"] - told["besatt"]).astype("int64")
    counts = empty.groupby([told[by], told["årsak"]]).sum().unstack(fill_value=0)
    return Table(counts.rename_axis(columns=None))


def _begun(needs: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Give the needs begun by `day` that have positions empty, with `tomme` and their last day until then."""
    known = needs[(needs["meldt"] <= day) & (needs["fra"] <= day)]
    filled = known["besatt"].where(known["besatt_dato"] <= day, 0).astype(int)
    late = (known["meldt"] > known["fra"]) | ((known["besatt_dato"] > known["fra"]) & (filled > 0))
    last = known["til"].where(known["til"] < day, day)
    begun = known.assign(tomme=known["stillinger"].astype(int) - filled, sen=late, slutt=last)
    return begun[begun["tomme"] > 0]


def _pool(staffing: Staffing, day: pd.Timestamp) -> _Pool:
    people = staffing.resources.reset_index(drop=True)
    first = staffing.needs["fra"].min()
    days = np.arange(_day(first), _day(day) + 1) if first <= day else np.array([], dtype="datetime64[D]")
    work = staffing.assignments.dropna(subset="ressurs")
    at_work = np.zeros((len(people), len(days)), dtype=bool)
    places = pd.Series(people.index, people["id"])[work["ressurs"]]
    # One person may have many assignments: plain indexing would keep the last alone.
    np.logical_or.at(at_work, places.to_numpy(), _between(work["fra"], work["til"], days))
    return _Pool(
        days,
        {str(name): list(rows) for name, rows in people.groupby("kompetanse").groups.items()},
        (people["villig"] == "ja").to_numpy(),
        cleared_days(staffing, day)[people["id"]].to_numpy().astype("datetime64[D]"),
        _between(people["ledig_fra"], people["ledig_til"], days),
        at_work,
    )


def _lost(pool: _Pool, need: Mapping[Hashable, Any], competences: Collection[str]) -> list[int]:
    """Share the empty positions of one need among the reasons."""
    rows = [row for name in sorted(set(competences)) for row in pool.competence.get(name, [])]
    start, end = np.searchsorted(pool.days, [_day(need["fra"]), _day(need["slutt"]) + 1])
    available = pool.available[rows, start:end]
    offered = available.any(axis=1)
    willing = offered & pool.willing[rows]
    cleared = willing & (pool.cleared[rows] <= _day(need["fra"]))
    free = cleared & (available & ~pool.at_work[rows, start:end]).any(axis=1)
    found = [len(rows), *(int(level.sum()) for level in (offered, willing, cleared, free))]
    left = [need["tomme"], *(min(need["tomme"], number) for number in found)]
    lost = [before - after for before, after in pairwise(left)]
    return [*lost, left[-1] * need["sen"], left[-1] * (not need["sen"])]


def _between(first: pd.Series[pd.Timestamp], last: pd.Series[pd.Timestamp], days: Days) -> Bits:
    """Tell of each row and day whether it lies from first to last, both included; no last day is no end."""
    starts = first.to_numpy().astype("datetime64[D]")[:, None]
    ends = last.to_numpy().astype("datetime64[D]")[:, None]
    inside: Bits = (starts <= days) & ((days <= ends) | np.isnat(ends))
    return inside


def _day(moment: pd.Timestamp) -> np.datetime64:
    return np.datetime64(moment, "D")
