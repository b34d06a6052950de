"""Two counts of the same rows and columns beside each other, such as what went well and what did not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.charts.twins_drawing import Row, Twins, draw
from kb.reports.tables.grid import Cell, Grid, capital, numbers
from kb.reports.tables.hiding import hidden_sign
from kb.reports.text.markup import Child
from kb.reports.text.numbers import integer
from kb.reports.text.phrases import phrase

MOST_COLUMNS = 4  # of each: more have no room for their heads on a phone


def twin_matrix(
    first: ProtectedTable,
    second: ProtectedTable,
    *,
    names: tuple[str, str],
    sort: bool = True,
    **words: Unpack[Words],
) -> Chart:
    """Draw the cells of two tables with the same rows and columns, each in its own colour, stronger for more.

    A row has the sum of both at its end, those with most first. Columns have no sums: what counts in several rows
    would count more than once. A cell of nothing is empty. The words are those of `Words`. Raises `KbError` where
    one is missing, where rows or columns differ or are too many, or when no number may be shown.
    """
    told = Told(**words)
    _require_alike(first, second, told.title)
    require_marks(int((first.cells > 0).to_numpy().sum() + (second.cells > 0).to_numpy().sum()), told.title)
    chart = Twins(
        names, tuple(map(str, first.cells.columns)), tuple(_rows(first, second, sort)), told.language
    )
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, str(first.cells.index.name or ""), told),
        protected=(first, second),
        notes=(phrase("shades_note", told.language),),
    )


def _require_alike(first: ProtectedTable, second: ProtectedTable, title: str) -> None:
    one, other = first.cells, second.cells
    if list(map(str, one.index)) != list(map(str, other.index)) or list(one.columns) != list(other.columns):
        raise KbError(f"Chart “{title}”: the two tables differ in rows or columns. Count both by the same.")
    if one.shape[1] > MOST_COLUMNS:
        raise KbError(
            f"Chart “{title}”: {one.shape[1]} columns have no room on a phone. Join some, at most {MOST_COLUMNS}."
        )


def _rows(first: ProtectedTable, second: ProtectedTable, sort: bool) -> list[Row]:
    sums = first.row_totals.astype(float) + second.row_totals.astype(float)
    rows = [
        Row(str(capital(str(name))), tuple(map(float, one)), tuple(map(float, other)), float(total))
        for name, one, other, total in zip(
            first.cells.index, first.cells.to_numpy(), second.cells.to_numpy(), sums, strict=True
        )
    ]
    return sorted(rows, key=lambda row: -row.total if row.total == row.total else 1.0) if sort else rows


def _grid(chart: Twins, head: str, told: Told) -> Grid:
    columns = [f"{name} {column}" for name in chart.names for column in chart.columns]
    header = (
        Cell(head or phrase("group", told.language)),
        *numbers([*columns, phrase("total", told.language)]),
    )
    body = tuple((Cell(row.label), *numbers(_written(row, told))) for row in chart.rows)
    return Grid(told.title, header, body)


def _written(row: Row, told: Told) -> Sequence[Child]:
    values = (*row.first, *row.second, row.total)
    return [
        hidden_sign(told.language) if pd.isna(value) else integer(value, language=told.language)
        for value in values
    ]
