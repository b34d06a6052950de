"""When overtime may have been too much: persons with a possible excess, period by period."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.privacy.disclosure import Table
from kb.staffing.load.calendars import Calendar, arrange
from kb.staffing.load.coverage import require, standing_of, standings, sums
from kb.staffing.load.limits import Hours, RuleSet, allowed, lengths, name_of
from kb.staffing.load.windows import Windows, extremes, surely
from kb.staffing.records import KINDS

_ROUNDING = 1e-6  # hours; sums of decimals are not exact


def flagged(rows: pd.DataFrame, rules: Sequence[RuleSet], *, exempt: Collection[str]) -> Table:
    """Count persons with a possible excess by the period (rows) in which a window too long ends, and limit (columns).

    As in `check`: only where at least so many hours surely lie in the window, and by every rule set in force on any
    of its days that is too many. Of persons told apart whom the law covers. It is to be said as *mulig
    overskridelse – må vurderes*. Raises `FaultsFound` as `check` does.
    """
    require(rows)
    named = rows[(rows["type"] == KINDS[0]) & rows["person"].notna()]
    calendar, places = arrange(rows.loc[rows["type"] == KINDS[0], "periode"])
    mine = places[rows.loc[rows["type"] == KINDS[0], "person"].notna().to_numpy()]
    codes, persons = pd.factorize(named["person"])
    covered = standing_of(codes, standings(named, exempt), len(persons)) == 0
    size = calendar.periods * len(persons)
    worked = sums(mine * len(persons) + codes, named["timer"].to_numpy(dtype=float), size)
    hours = worked.reshape(calendar.periods, len(persons))[:, covered]
    counts = {name_of(days): _over(hours, calendar, rules, days) for days in lengths(rules)}
    names = [_label(calendar, at) for at in range(calendar.periods)]
    # A small group that are all in a period's cell would be told of each of them.
    return Table(pd.DataFrame(counts, index=pd.Index(names, name="periode")).astype("int64"), telling=True)


def _over(hours: Hours, calendar: Calendar, rules: Sequence[RuleSet], length: int) -> NDArray[np.int64]:
    """Count in each period the persons of whom a window that ends there is too long."""
    first, last = int(calendar.edges[0]), int(calendar.edges[-1])
    days = np.arange(first - length + 1, last, dtype=np.int64)
    _, beyond = extremes(allowed(rules, days, length), length)
    over = surely(hours, Windows.of(calendar.edges, length)) > beyond[:, None] + _ROUNDING
    ends = np.searchsorted(calendar.edges, np.arange(first, last), side="right") - 1
    in_period = np.zeros((calendar.periods, hours.shape[1]), dtype=np.bool_)
    np.logical_or.at(in_period, ends, over)
    return np.asarray(in_period.sum(axis=1), dtype=np.int64)


def _label(calendar: Calendar, at: int) -> str:
    day = pd.Timestamp(np.datetime64(int(calendar.edges[at]), "D"))
    return day.strftime({"dag": "%Y-%m-%d", "uke": "%G-W%V", "måned": "%Y-%m"}[calendar.kind])
