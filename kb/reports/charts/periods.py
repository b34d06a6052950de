"""Months and weeks as the steps of a chart over time, and what happened in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from markupsafe import Markup

from kb.errors import KbError
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language, date, month
from kb.reports.text.phrases import phrase

Step = Literal["month", "week"]

_WEEK = re.compile(r"^(\d{4})-?W(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, marked in a chart over time."""

    day: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class Period:
    """A month or week: its number in time, its name and its first day."""

    place: int
    name: str
    start: dt.date


@dataclass(frozen=True, slots=True)
class Axis:
    """The months or weeks of a chart in the order of time, and the events within them."""

    periods: tuple[Period, ...]
    events: tuple[Event, ...]
    step: Step
    language: Language

    @property
    def first(self) -> int:
        """Give the place of the first step."""
        return self.periods[0].place

    @property
    def steps(self) -> int:
        """Count the steps from the first to the last, those that are not in the table too."""
        return self.periods[-1].place - self.first + 1


def read_axis(
    labels: Sequence[object], events: Sequence[Event], step: Step, language: Language
) -> tuple[Axis, list[int]]:
    """Read labels as an axis, and tell the order of time they stand in; events outside it are left out.

    Raises `KbError` for a label that is neither month nor week.
    """
    periods = [read_period(label, step, language) for label in labels]
    order = sorted(range(len(periods)), key=lambda at: periods[at].place)
    inside = within(events, periods[order[0]].place, periods[order[-1]].place, step)
    return Axis(tuple(periods[at] for at in order), tuple(inside), step, language), order


def read_period(key: object, step: Step, language: Language) -> Period:
    """Read a label as a month or week; raises `KbError` for what is neither."""
    return Period(place_of(key, step), _name(key, step, language), _start(key, step))


def place_of(key: object, step: Step) -> int:
    """Give months or weeks numbers, so that neighbours differ by one."""
    start = _start(key, step)
    return start.year * 12 + start.month if step == "month" else start.toordinal() // 7


def within(events: Sequence[Event], first: int, last: int, step: Step) -> list[Event]:
    """Keep the events between two places, in the order of time."""
    inside = [event for event in events if first <= place_of(event.day, step) <= last]
    return sorted(inside, key=lambda event: event.day)


def list_events(events: Sequence[Event], language: Language) -> Markup | None:
    """List the events under the numbers they have in the drawing."""
    if not events:
        return None
    items = (
        element("li", element("span", element("span", date(event.day, language=language)), " ", event.what))
        for event in events
    )
    return element("ol", *items, class_="events", aria_label=phrase("events", language))


def _start(key: object, step: Step) -> dt.date:
    """Read the first day of a month or week; raises `KbError` for what is neither."""
    week = _WEEK.match(str(key))
    try:
        if week:
            return dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        day = key.start_time.date() if isinstance(key, pd.Period) else pd.Timestamp(str(key)).date()
    except ValueError:
        raise KbError(f"“{key}” is no date, month or week. Write 2020-03-12, 2020-03 or 2020-W12.") from None
    return day.replace(day=1) if step == "month" else day - dt.timedelta(days=day.weekday())


def _name(key: object, step: Step, language: Language) -> str:
    start = _start(key, step)
    if step == "month":
        return month(start, language=language)
    year, week, _ = start.isocalendar()
    return f"{phrase('week', language, week=week)} {year}"
