"""Overtime held against the limits: what may be too much, what is not, and what the hours cannot tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.privacy.disclosure import Table
from kb.staffing.load.calendars import Calendar, arrange
from kb.staffing.load.coverage import EXEMPT, STANDINGS, UNKNOWN, Group, require, standing_of, standings, sums
from kb.staffing.load.limits import Hours, RuleSet, allowed, lengths, name_of
from kb.staffing.load.windows import Windows, at_most, extremes, surely
from kb.staffing.overtime import heads
from kb.staffing.records import KINDS

POSSIBLE = "mulig overskridelse – må vurderes"
WITHIN = "innenfor grensen"
UNTOLD = "kan ikke avgjøres av tallene"
STATUSES = (POSSIBLE, WITHIN, UNTOLD, UNKNOWN, EXEMPT)

_OVERTIME = KINDS[0]  # shifted hours are not overtime by law
_BLOCK = 5_000  # persons at a time: bounds the memory, whatever the size of the municipality
_ROUNDING = 1e-6  # hours; sums of decimals are not exact


def check(
    rows: pd.DataFrame, rules: Sequence[RuleSet], *, exempt: Collection[str], by: Group = "område"
) -> dict[str, Table]:
    """Count persons by how their overtime stands to each limit: a table a limit, rows by area (or role).

    `rows` has the columns of overtime.csv; `periode` may be a day, an ISO week or a month, and kinds other than
    overtime are left out. Rule sets later in `rules` go before those above. Of some window of so many days:

    - possible excess: at least so many hours lie in it, and by every rule set in force on any of its days
      that is too many
    - within: no window that lies wholly in the data can hold more than is surely allowed
    - cannot be told: everything else, for instance 7 days from months with more hours than that in all, a limit
      that is not known, data shorter than the window, and persons the file does not tell apart (`personer`).

    Everybody is in one column of a table and one row, that of most hours. Roles in `exempt` (§ 10-12, as the
    municipality has decided) and unknown roles are not held against limits. Raises `FaultsFound`.
    """
    require(rows)
    overtime = rows[rows["type"] == _OVERTIME]
    calendar, places = arrange(overtime["periode"])
    named = overtime["person"].notna().to_numpy()
    people, crowd = overtime[named], _crowd(overtime[~named], exempt, by)
    codes, persons = pd.factorize(people["person"])
    worked = people["timer"].to_numpy(dtype=float)
    standing = standing_of(codes, standings(people, exempt), len(persons))
    group = _most_hours(codes, people[by].fillna("ukjent"), worked, len(persons))
    judged = _judge(codes, places[named], worked, len(persons), calendar, rules)
    return {name_of(days): _table(group, of_limit, standing, crowd) for days, of_limit in judged.items()}


def _judge(
    codes: NDArray[np.int64],
    places: NDArray[np.int64],
    worked: Hours,
    persons: int,
    calendar: Calendar,
    rules: Sequence[RuleSet],
) -> Mapping[int, NDArray[np.int64]]:
    """Give each person's place in `STATUSES` by the length of the window."""
    judged = {days: np.zeros(persons, dtype=np.int64) for days in lengths(rules)}
    for start in range(0, persons, _BLOCK):
        size = min(_BLOCK, persons - start)
        mine = (codes >= start) & (codes < start + size)
        cells = places[mine] * size + codes[mine] - start
        hours = sums(cells, worked[mine], calendar.periods * size)
        for days, statuses in _statuses(hours.reshape(calendar.periods, size), calendar, rules):
            judged[days][start : start + size] = statuses
    return judged


def _statuses(
    hours: Hours, calendar: Calendar, rules: Sequence[RuleSet]
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    first, last = int(calendar.edges[0]), int(calendar.edges[-1])
    for length in lengths(rules):
        windows = Windows.of(calendar.edges, length)
        days = np.arange(first - length + 1, last, dtype=np.int64)
        within, beyond = extremes(allowed(rules, days, length), length)
        least = surely(hours, windows)
        most = least if calendar.kind == "dag" else at_most(hours, windows)
        possible = (least > beyond[:, None] + _ROUNDING).any(axis=0)
        unsure = (most[windows.complete] > within[windows.complete, None] + _ROUNDING).any(axis=0)
        untold = unsure | (not windows.complete.any())
        yield length, np.where(possible, 0, np.where(untold, 2, 1))


def _most_hours(
    codes: NDArray[np.int64], groups: pd.Series[str], worked: Hours, persons: int
) -> NDArray[np.object_]:
    """Give each person the group they worked most hours in, the first by name where several are equal."""
    places, names = pd.factorize(groups, sort=True)
    most = sums(codes * len(names) + places, worked, persons * len(names)).reshape(persons, len(names))
    return names.to_numpy(dtype=object)[most.argmax(axis=1)] if persons else np.array([], dtype=object)


def _crowd(rows: pd.DataFrame, exempt: Collection[str], by: Group) -> pd.DataFrame:
    """Count those the file does not tell apart, by group and status; no column where there are none."""
    if rows.empty:
        return pd.DataFrame()
    names = np.array([UNTOLD, *STANDINGS[1:]], dtype=object)
    filled = rows.fillna({"rolle": "ukjent", by: "ukjent"})
    counts = heads(filled.assign(status=names[standings(rows, exempt)]), [by, "status"])
    return counts.unstack(fill_value=0)


def _table(
    group: NDArray[np.object_], statuses: NDArray[np.int64], standing: NDArray[np.int64], crowd: pd.DataFrame
) -> Table:
    shown = np.where(standing == 0, statuses, standing + 2)
    names = np.asarray(STATUSES, dtype=object)[shown]
    counts = pd.crosstab(group, names).add(crowd, fill_value=0)
    columns = counts.reindex(columns=list(STATUSES), fill_value=0).fillna(0).astype("int64")
    # A small group that all stand under «mulig overskridelse» would tell it of each of them.
    return Table(columns.rename_axis(index=None, columns=None), telling=True)
