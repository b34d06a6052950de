"""From whom to whom: a matrix with every number, and a Sankey diagram of the same table."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Unpack

from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.flows_read import Flows, Kind
from kb.reports.charts.matrix_drawing import draw as draw_matrix
from kb.reports.charts.sankey_drawing import draw as draw_sankey
from kb.reports.charts.svg import NARROW, WIDE, Drawing
from kb.reports.tables.grid import capital
from kb.reports.tables.protected import protected_grid
from kb.reports.text.numbers import common_digits
from kb.reports.text.phrases import phrase


def flow_matrix(
    table: ProtectedTable, *, unit: str = "", kind: Kind = "flows", **words: Unpack[Words]
) -> Chart:
    """Draw a cell for each row (from) and column (to), darker for more, with its number and the sums.

    Of the `kind` "counts" rows and columns are groups and not from and to; "rates" do not add up, so there are no
    sums, and shades go from the least to the most. On a phone the cells of each row stand under each other. The
    words are those of `Words`. Raises `KbError` where one is missing or no number may be shown.
    """
    told = Told(**words)
    flows = replace(_read(table, unit, told), kind=kind)
    drawings = tuple(draw_matrix(flows, layout) for layout in (WIDE, NARROW))
    notes = (phrase("matrix_note" if flows.directed else "shades_note", told.language),)
    return _chart(table, told, drawings, notes, sums=flows.sums, unit=flows.unit)


def sankey(table: ProtectedTable, *, unit: str = "", **words: Unpack[Words]) -> Chart:
    """Draw a band from each row (at the left) to each column (at the right), as thick as its number.

    A hidden flow is no band, and takes no room. The words are those of `Words`. Raises `KbError` where one is
    missing or no number may be shown.
    """
    told = Told(**words)
    flows = _read(table, unit, told)
    drawings = tuple(draw_sankey(flows, layout) for layout in (WIDE, NARROW))
    notes = [phrase("sankey_note", told.language)]
    if table.cells.isna().to_numpy().any():
        notes.append(phrase("sankey_hidden", told.language))
    return _chart(table, told, drawings, (" ".join(notes),))


def _read(table: ProtectedTable, unit: str, told: Told) -> Flows:
    amounts = tuple(tuple(row) for row in table.cells.astype(float).to_numpy().tolist())
    shown = [value for row in amounts for value in row if math.isfinite(value)]
    require_marks(sum(value > 0 for value in shown), told.title)
    return Flows(
        sources=tuple(str(capital(str(name))) for name in table.cells.index),
        targets=tuple(str(capital(str(name))) for name in table.cells.columns),
        amounts=amounts,
        source_sums=tuple(table.row_totals.astype(float)),
        target_sums=tuple(table.column_totals.astype(float)),
        total=float(table.total),
        unit=unit if unit in ("kr", "%") else "",
        digits=common_digits(shown),
        language=told.language,
    )


def _chart(
    table: ProtectedTable,
    told: Told,
    drawings: tuple[Drawing, ...],
    notes: tuple[str, ...],
    *,
    sums: bool = True,
    unit: str = "",
) -> Chart:
    grid = protected_grid(
        table, caption=told.title, show="counts", head="", unit=unit, totals=sums, language=told.language
    )
    wide, narrow = drawings
    return Chart(told=told, wide=wide, narrow=narrow, numbers=grid, protected=(table,), notes=notes)
