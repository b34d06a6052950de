"""Columns over months or weeks, with what happened marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Unpack

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.periods import Event, Step, list_events, place_of, read_period, within
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.charts.timeline_drawing import Column, Timeline, draw
from kb.reports.tables.grid import Cell, Grid, numbers
from kb.reports.tables.protected import write_number
from kb.reports.text.numbers import Language, common_digits
from kb.reports.text.phrases import phrase


def columns_over_time(
    table: ProtectedTable,
    *,
    step: Step = "month",
    unit: str = "",
    events: Sequence[Event] = (),
    **words: Unpack[Words],
) -> Chart:
    """Draw the total of each month or week as a column.

    The index holds dates, pandas periods or texts such as `2020-03` and `2020-W12`. A month that is missing
    from the table is a gap. Events outside the period are left out. `unit` is as in `numbers.amount`.
    The words are those of `Words`. Raises `KbError` where one is missing, for a negative number, or when no
    number may be shown.
    """
    told = Told(**words)
    columns = _columns(table, step, told.language)
    require_marks(sum(math.isfinite(column.value) for column in columns), told.title)
    if any(column.value < 0 for column in columns):
        raise KbError(f"Chart “{told.title}”: a column cannot be negative. Show such numbers in a table.")
    shown = within(events, columns[0].period.place, columns[-1].period.place, step)
    places = tuple(place_of(event.day, step) for event in shown)
    chart = Timeline(columns, places, step == "week", unit, told.language)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(columns, told.title, unit, told.language),
        protected=(table,),
        extra=list_events(shown, told.language),
    )


def _columns(table: ProtectedTable, step: Step, language: Language) -> tuple[Column, ...]:
    """Read the months or weeks of a table, in the order of time."""
    columns = [
        Column(read_period(key, step, language), float(value))
        for key, value in zip(table.cells.index, table.row_totals, strict=True)
    ]
    return tuple(sorted(columns, key=lambda column: column.period.place))


def _grid(columns: Sequence[Column], title: str, unit: str, language: Language) -> Grid:
    digits = common_digits(column.value for column in columns)
    rows = tuple(
        (Cell(column.period.name), *numbers([write_number(column.value, unit, digits, language)]))
        for column in columns
    )
    header = (
        Cell(phrase("period_header", language)),
        *numbers([phrase("value_header", language)]),
    )
    return Grid(title, header, rows)
