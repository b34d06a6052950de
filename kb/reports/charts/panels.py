"""Small multiples: one small panel an area, all in the same scale."""

from __future__ import annotations

import math
from typing import Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.panels_drawing import Panel, Panels, draw
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Grid, capital
from kb.reports.tables.protected import Show, protected_grid
from kb.reports.text.numbers import common_digits, step_name
from kb.reports.text.phrases import phrase


def small_multiples(
    table: ProtectedTable,
    *,
    shares: bool = False,
    unit: str = "",
    **words: Unpack[Words],
) -> Chart:
    """Draw a panel for each row, with a column for each of the table's columns, which are steps in order.

    With `shares` each row is divided by its total, and a line in every panel shows the share of all rows
    together; otherwise the line is the mean of the rows. A month such as `2020-03` is written by its name.
    The words are those of `Words`. Raises `KbError` where one is missing, for fewer than two steps, or when
    no number may be shown.
    """
    told = Told(**words)
    if len(table.cells.columns) < 2:
        raise KbError(
            "Small multiples need two steps or more along each panel. Use bars for one number an area."
        )
    chart = _read(table, unit, told, shares=shares)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(table, unit, told, shares=shares),
        protected=(table,),
        notes=(phrase("all_note" if shares else "mean_note", told.language),),
    )


def _read(table: ProtectedTable, unit: str, told: Told, *, shares: bool) -> Panels:
    values = (table.shares() if shares else table.cells).astype(float)
    require_marks(int(values.notna().to_numpy().sum()), told.title)
    panels = tuple(
        Panel(str(capital(str(label))), tuple(row))
        for label, row in zip(values.index, values.to_numpy().tolist(), strict=True)
    )
    digits = common_digits(value for panel in panels for value in panel.values if math.isfinite(value))
    steps = tuple(step_name(label, language=told.language) for label in table.cells.columns)
    kind = "%" if shares else unit
    return Panels(panels, steps, _reference(table, shares=shares), kind, digits, told.language)


def _grid(table: ProtectedTable, unit: str, told: Told, *, shares: bool) -> Grid:
    show: Show = "shares" if shares else "counts"
    return protected_grid(
        table, caption=told.title, show=show, head="", unit=unit, totals=True, language=told.language
    )


def _reference(table: ProtectedTable, *, shares: bool) -> tuple[float, ...]:
    """Give the line of all panels: the share of all, or the mean of the rows; NaN where it is hidden."""
    sums: pd.Series[float] = table.column_totals.astype(float)
    divisor = (table.total or math.nan) if shares else float(len(table.cells))
    return tuple((sums / divisor).tolist())
