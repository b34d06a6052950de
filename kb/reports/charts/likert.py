"""Diverging bars for answers on a scale, one row a group."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from typing import Unpack

from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.likert_drawing import draw
from kb.reports.charts.likert_scale import Likert, Neutral, Row, arrange, read_rows, set_apart, sort_rows
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Grid, numbers
from kb.reports.tables.protected import protected_grid, write_share
from kb.reports.text.phrases import phrase


def likert_bars(
    table: ProtectedTable,
    *,
    beside: Collection[str] = (),
    sum_label: str = "",
    neutral: Neutral = "split",
    dont_know: str = "",
    sort: bool = True,
    **words: Unpack[Words],
) -> Chart:
    """Draw each group's answers around a middle line; the columns run from least to most.

    The middle one of an odd number of categories lies across the line, or `neutral` sets it beside the others
    or leaves it out of the drawing (not of the base). Those in `beside` stand in a lane of their own. The
    column `dont_know` is held outside the base; its share of all asked is told. `sum_label` names the sum of
    the right side and shows it.
    Groups are sorted by that sum. A hidden share is a colon and takes the same room whatever it is.
    The words are those of `Words`. Raises `KbError` where one is missing, or when no number may be shown.
    """
    told = Told(**words)
    answered, unknown = set_apart(table, dont_know)
    scale = arrange([str(name) for name in answered.cells.columns], beside, neutral)
    rows = read_rows(answered, scale, unknown)
    require_marks(sum(row.visible for row in rows), told.title)
    chart = Likert(tuple(sort_rows(rows) if sort else rows), scale, sum_label, dont_know, told.language)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, answered, told.title),
        protected=(table,),
        notes=_notes(chart),
    )


def _grid(chart: Likert, table: ProtectedTable, title: str) -> Grid:
    """Write the shares as a table, its rows in the order of the chart; those outside the base last."""
    places = {str(label): at for at, label in enumerate(table.cells.index)}
    order = [places[row.label] for row in chart.rows]
    ordered = replace(table, cells=table.cells.iloc[order], row_totals=table.row_totals.iloc[order])
    grid = protected_grid(
        ordered, caption=title, show="shares", head="", unit="", totals=True, language=chart.language
    )
    if not chart.dont_know:
        return grid
    apart = numbers([write_share(row.unknown, _known_base(row), chart.language) for row in chart.rows])
    rows = tuple((*cells, cell) for cells, cell in zip(grid.rows, apart, strict=True))
    total = (*grid.total, *numbers([""])) if grid.total else None
    return Grid(title, (*grid.header, *numbers([chart.dont_know])), rows, total)


def _notes(chart: Likert) -> tuple[str, ...]:
    parts = [phrase("percent_note", chart.language)]
    if chart.sum_label:
        parts.append(phrase("sum_note", chart.language, label=chart.sum_label))
    if chart.scale.excluded:
        parts.append(phrase("neutral_note", chart.language, label=chart.scale.excluded))
    if chart.dont_know:
        parts.append(phrase("unknown_note", chart.language, label=chart.dont_know))
    return (" ".join(parts),)


def _known_base(row: Row) -> float:
    """Give what the share of those who did not know is divided by: nothing where nobody was asked."""
    return 0.0 if row.base == 0 and math.isnan(row.unknown) else 1.0
