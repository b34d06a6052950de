"""The most and the least hours that can lie within any so many days on end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kb.staffing.load.limits import Hours

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows of so many days that end on a day of the calendar, told by the periods in and around them.

    Periods `inside[0]` up to `inside[1]` lie wholly in the window, `touched[0]` up to `touched[1]` wholly or
    partly; `complete` windows begin on a day of the calendar too.
    """

    inside: tuple[Places, Places]
    touched: tuple[Places, Places]
    complete: NDArray[np.bool_]

    @classmethod
    def of(cls, edges: Places, length: int) -> Windows:
        """Lay windows of `length` days over periods with these `edges` (first days, and the day after)."""
        stops = np.arange(edges[0] + 1, edges[-1] + 1)
        starts = stops - length
        first = np.searchsorted(edges, starts)
        inside = first, np.maximum(np.searchsorted(edges, stops, "right") - 1, first)
        touched = np.maximum(np.searchsorted(edges, starts, "right") - 1, 0), np.searchsorted(edges, stops)
        return cls(inside, touched, starts >= edges[0])


def surely(hours: Hours, windows: Windows) -> Hours:
    """Sum the periods that lie wholly within each window: at least so many hours. Shape: windows x persons.

    `hours` has a row a period and a column a person. By days this is the rolling sum itself.
    """
    return _between(hours, windows.inside)


def at_most(hours: Hours, windows: Windows) -> Hours:
    """Sum the periods that each window touches: no more hours than this lie in it."""
    return _between(hours, windows.touched)


def extremes(daily: tuple[Hours, Hours], length: int) -> tuple[Hours, Hours]:
    """Give the least that is surely allowed and the most that may be too many over each window's days.

    A window that runs over a change of rules is only too long where it is so by the rules on both sides.
    """
    within, beyond = (sliding_window_view(values, length) for values in daily)
    return within.min(axis=1), beyond.max(axis=1)


def _between(hours: Hours, places: tuple[Places, Places]) -> Hours:
    before = np.zeros((len(hours) + 1, hours.shape[1]))
    np.cumsum(hours, axis=0, out=before[1:])
    sums: Hours = before[places[1]]
    sums -= before[places[0]]
    return sums
