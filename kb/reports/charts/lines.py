"""Lines over months or weeks, each named at its end, with what happened marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.lines_drawing import MOST_LINES, Line, Lines, draw
from kb.reports.charts.periods import Event, Period, Step, list_events, place_of, read_period, within
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Cell, Grid, capital, numbers
from kb.reports.tables.protected import write_number
from kb.reports.text.numbers import common_digits
from kb.reports.text.phrases import phrase


def lines_over_time(
    table: ProtectedTable,
    *,
    shares: bool = False,
    step: Step = "month",
    unit: str = "",
    events: Sequence[Event] = (),
    **words: Unpack[Words],
) -> Chart:
    """Draw each column of a table as a line over its rows, which are months or weeks as in `columns_over_time`.

    With `shares` a line shows its share of each month. It is broken where a number is hidden. The words are
    those of `Words`. Raises `KbError` where one is missing, for more than five lines, or when all is hidden.
    """
    told = Told(**words)
    if not 1 <= len(table.cells.columns) <= MOST_LINES:
        remedy = "Merge some, or use small_multiples."
        raise KbError(
            f"{len(table.cells.columns)} lines in one chart; {MOST_LINES} can be told apart. {remedy}"
        )
    kind = "%" if shares else unit
    periods, values = _read(table, shares=shares, step=step, told=told)
    require_marks(int(values.notna().to_numpy().sum()), told.title)
    shown = within(events, periods[0].place, periods[-1].place, step)
    places = tuple(place_of(event.day, step) for event in shown)
    series = tuple(
        Line(str(capital(str(name))), tuple(values[name].astype(float))) for name in values.columns
    )
    chart = Lines(periods, series, places, step == "week", kind, told.language)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, told),
        protected=(table,),
        extra=list_events(shown, told.language),
    )


def _read(
    table: ProtectedTable, *, shares: bool, step: Step, told: Told
) -> tuple[tuple[Period, ...], pd.DataFrame]:
    """Read months or weeks and the values of the lines, in the order of time."""
    values = table.shares() if shares else table.cells
    periods = [read_period(key, step, told.language) for key in values.index]
    order = sorted(range(len(periods)), key=lambda at: periods[at].place)
    return tuple(periods[at] for at in order), values.iloc[order]


def _grid(chart: Lines, told: Told) -> Grid:
    digits = common_digits(value for line in chart.lines for value in line.values if math.isfinite(value))
    rows = tuple(
        (
            Cell(period.name),
            *numbers(
                [write_number(line.values[at], chart.unit, digits, told.language) for line in chart.lines]
            ),
        )
        for at, period in enumerate(chart.periods)
    )
    header = (Cell(phrase("period_header", told.language)), *numbers([line.name for line in chart.lines]))
    return Grid(told.title, header, rows)
