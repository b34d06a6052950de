"""Columns over months or weeks, with what happened marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.periods import Event, Step, list_events, read_axis
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.charts.timeline_drawing import Timeline, draw
from kb.reports.tables.grid import Cell, Grid, numbers
from kb.reports.tables.protected import write_number
from kb.reports.text.numbers import common_digits
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
    require_marks(int(table.row_totals.notna().sum()), told.title)
    axis, order = read_axis(list(table.cells.index), events, step, told.language)
    chart = Timeline(axis, tuple(table.row_totals.iloc[order].astype(float)), unit)
    if any(value < 0 for value in chart.values):
        raise KbError(f"Chart “{told.title}”: a column cannot be negative. Show such numbers in a table.")
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, told.title),
        protected=(table,),
        extra=list_events(axis.events, told.language),
    )


def _grid(chart: Timeline, title: str) -> Grid:
    language, digits = chart.axis.language, common_digits(chart.values)
    rows = tuple(
        (Cell(period.name), *numbers([write_number(value, chart.unit, digits, language)]))
        for period, value in zip(chart.axis.periods, chart.values, strict=True)
    )
    header = (
        Cell(phrase("period_header", language)),
        *numbers([phrase("value_header", language)]),
    )
    return Grid(title, header, rows)
