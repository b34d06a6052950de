"""Lines over months or weeks, each named at its end, with what happened marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.lines_drawing import MOST_LINES, Line, Lines, draw
from kb.reports.charts.periods import Event, Step, list_events, read_axis
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
    values = table.shares() if shares else table.cells
    require_marks(int(values.notna().to_numpy().sum()), told.title)
    axis, order = read_axis(list(values.index), events, step, told.language)
    series = tuple(
        Line(str(capital(str(name))), tuple(values[name].iloc[order].astype(float)))
        for name in values.columns
    )
    chart = Lines(axis, series, kind)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, told),
        protected=(table,),
        extra=list_events(axis.events, told.language),
    )


def _grid(chart: Lines, told: Told) -> Grid:
    digits = common_digits(value for line in chart.lines for value in line.values)
    rows = tuple(
        (
            Cell(period.name),
            *numbers(
                [write_number(line.values[at], chart.unit, digits, told.language) for line in chart.lines]
            ),
        )
        for at, period in enumerate(chart.axis.periods)
    )
    header = (Cell(phrase("period_header", told.language)), *numbers([line.name for line in chart.lines]))
    return Grid(told.title, header, rows)
