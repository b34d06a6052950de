"""Periods as days: what days, ISO weeks and months a file of hours speaks of, without a hole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.datafiles import capped
from kb.errors import Fault, FaultsFound

Kind = Literal["dag", "uke", "måned"]
_PERIOD = re.compile(
    r"(\d{4})-(?:(?:W|uke ?)(?P<week>\d{1,2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?)", re.IGNORECASE
)
_REMEDY = "Write a day as 2020-04-06, an ISO week as 2020-W15 or 2020-uke 15, and a month as 2020-04."


@dataclass(frozen=True, slots=True)
class Period:
    """A day, an ISO week or a month, from its first to its last day."""

    first: date
    last: date
    kind: Kind

    @property
    def days(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """Write the period in the one way it is shown: `2020-04-06`, `2020-W15` or `2020-04`."""
        return self.first.strftime({"dag": "%Y-%m-%d", "uke": "%G-W%V", "måned": "%Y-%m"}[self.kind])


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods of one kind in a row; `edges` are their first days and the day after the last (since 1970)."""

    kind: Kind
    edges: NDArray[np.int64]

    @property
    def periods(self) -> int:
        """Count the periods."""
        return len(self.edges) - 1


def period_of(text: str) -> Period | None:
    """Read `2020-04-06`, `2020-W15`, `2020-uke 15` or `2020-04`; None when it is none of them."""
    match = _PERIOD.fullmatch(text)
    try:
        return _period(match) if match else None
    except ValueError:
        return None


def arrange(periods: pd.Series[str]) -> tuple[Calendar, NDArray[np.int64]]:
    """Give the calendar from the first to the last period, and the place of each row's period in it.

    Raises `FaultsFound` where a text is no period, or days, weeks and months are mixed.
    """
    codes, texts = pd.factorize(periods)
    read = [period_of(str(text)) for text in texts]
    faults = [_unread(str(text)) for text, period in zip(texts, read, strict=True) if period is None]
    if (codes < 0).any():
        faults.append(Fault("hours", "periode", "Is empty in some rows.", _REMEDY))
    known = [period for period in read if period is not None]
    if len({period.kind for period in known}) > 1:
        problem = "Days, weeks and months stand side by side."
        faults.append(
            Fault("hours", "periode", problem, "Give all hours by one of them, the finest you have.")
        )
    if faults or not known:
        none = [Fault("hours", "periode", "There are no hours.", "Give at least one row.")]
        raise FaultsFound(capped(faults) or none)
    calendar = _calendar(known)
    firsts = np.array([_number(period.first) for period in known], dtype=np.int64)
    return calendar, np.searchsorted(calendar.edges, firsts)[codes]


def _period(match: re.Match[str]) -> Period:
    year = int(match[1])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return Period(monday, monday + timedelta(days=6), "uke")
    first = date(year, int(match["month"]), int(match["day"] or 1))
    if match["day"]:
        return Period(first, first, "dag")
    return Period(first, _next_month(first) - timedelta(days=1), "måned")


def _calendar(periods: list[Period]) -> Calendar:
    kind = periods[0].kind
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    if kind != "måned":
        step = 7 if kind == "uke" else 1
        return Calendar(kind, np.arange(_number(first), _number(last) + 2, step, dtype=np.int64))
    edges = [first]
    while edges[-1] <= last:
        edges.append(_next_month(edges[-1]))
    return Calendar(kind, np.array([_number(edge) for edge in edges], dtype=np.int64))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _unread(text: str) -> Fault:
    return Fault("hours", f"periode «{text[:40]}»", "Is no day, week or month.", _REMEDY)
