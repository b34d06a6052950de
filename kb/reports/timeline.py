"""Columns over months or weeks, with what happened marked."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from markupsafe import Markup

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.figures import Chart, require_marks
from kb.reports.grid import Cell, Grid, numbers
from kb.reports.markup import element
from kb.reports.numbers import Language, common_digits, date, month
from kb.reports.phrases import phrase
from kb.reports.svg import NARROW, WIDE
from kb.reports.tables import write_number
from kb.reports.timeline_drawing import Column, Timeline, draw

Step = Literal["month", "week"]

_WEEK = re.compile(r"^(\d{4})-?W(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, marked in a chart over time."""

    day: dt.date
    what: str


def columns_over_time(
    table: ProtectedTable,
    *,
    title: str,
    alt: str,
    caption: str,
    step: Step = "month",
    unit: str = "",
    events: Sequence[Event] = (),
    language: Language = "nb",
) -> Chart:
    """Draw the total of each month or week as a column.

    The index holds dates, pandas periods or texts such as `2020-03` and `2020-W12`. A month that is missing
    from the table is a gap. Events outside the period are left out. `unit` is as in `numbers.amount`.
    Raises `KbError` without a title, alt or caption, for a negative number, or when no number may be shown.
    """
    columns = _columns(table, step, language)
    require_marks(sum(math.isfinite(column.value) for column in columns), title)
    if any(column.value < 0 for column in columns):
        raise KbError(f"Chart “{title}”: a column cannot be negative. Show such numbers in a table.")
    shown = _within(events, columns, step)
    chart = Timeline(
        columns, tuple(_place(event.day, step) for event in shown), step == "week", unit, language
    )
    return Chart(
        title=title,
        alt=alt,
        caption=caption,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(columns, title, unit, language),
        protected=table,
        extra=_events(shown, language),
        language=language,
    )


def _columns(table: ProtectedTable, step: Step, language: Language) -> tuple[Column, ...]:
    """Read the months or weeks of a table, in the order of time."""
    columns = [
        Column(_place(key, step), float(value), _name(key, step, language), _start(key, step))
        for key, value in zip(table.cells.index, table.row_totals, strict=True)
    ]
    return tuple(sorted(columns, key=lambda column: column.place))


def _within(events: Sequence[Event], columns: Sequence[Column], step: Step) -> list[Event]:
    """Keep the events of the period, in the order of time."""
    first, last = columns[0].place, columns[-1].place
    inside = [event for event in events if first <= _place(event.day, step) <= last]
    return sorted(inside, key=lambda event: event.day)


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


def _place(key: object, step: Step) -> int:
    """Give months or weeks numbers, so that neighbours differ by one."""
    start = _start(key, step)
    return start.year * 12 + start.month if step == "month" else start.toordinal() // 7


def _name(key: object, step: Step, language: Language) -> str:
    start = _start(key, step)
    if step == "month":
        return month(start, language=language)
    year, week, _ = start.isocalendar()
    return f"{phrase('week', language, week=week)} {year}"


def _grid(columns: Sequence[Column], title: str, unit: str, language: Language) -> Grid:
    digits = common_digits(column.value for column in columns)
    rows = tuple(
        (Cell(column.name), *numbers([write_number(column.value, unit, digits, language)]))
        for column in columns
    )
    header = (
        Cell(phrase("period_header", language)),
        *numbers([phrase("value_header", language)]),
    )
    return Grid(title, header, rows)


def _events(events: Sequence[Event], language: Language) -> Markup | None:
    """List the events under the numbers they have in the drawing."""
    if not events:
        return None
    items = (
        element("li", element("span", element("span", date(event.day, language=language)), " ", event.what))
        for event in events
    )
    return element("ol", *items, class_="events", aria_label=phrase("events", language))
