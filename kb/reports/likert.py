"""Diverging bars for answers on a scale, one row a group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kb.privacy.disclosure import ProtectedTable
from kb.reports.figures import Chart, require_marks
from kb.reports.grid import Grid
from kb.reports.likert_drawing import Likert, draw
from kb.reports.likert_scale import arrange, read_rows, sort_rows
from kb.reports.numbers import Language
from kb.reports.phrases import phrase
from kb.reports.svg import NARROW, WIDE
from kb.reports.tables import protected_grid


def likert_bars(
    table: ProtectedTable,
    *,
    title: str,
    alt: str,
    caption: str,
    beside: Collection[str] = (),
    sum_label: str = "",
    sort: bool = True,
    language: Language = "nb",
) -> Chart:
    """Draw each group's answers around a middle line; the columns run from least to most.

    An odd number of categories has its middle one across the line; those in `beside` («Vet ikke», or the
    neutral one) stand in a lane of their own. `sum_label` names the sum of the right side and shows it.
    Groups are sorted by that sum. A hidden share is a colon and takes the same room whatever it is.
    Raises `KbError` without a title, alt or caption, or when no number may be shown.
    """
    scale = arrange([str(name) for name in table.cells.columns], beside)
    rows = read_rows(table, scale)
    require_marks(sum(row.visible for row in rows), title)
    chart = Likert(tuple(sort_rows(rows) if sort else rows), scale, sum_label, language)
    return Chart(
        title=title,
        alt=alt,
        caption=caption,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, table, title),
        protected=table,
        notes=(_notes(chart),),
        language=language,
    )


def _grid(chart: Likert, table: ProtectedTable, title: str) -> Grid:
    """Write the shares as a table, its rows in the order of the chart."""
    places = {str(label): at for at, label in enumerate(table.cells.index)}
    order = [places[row.label] for row in chart.rows]
    ordered = replace(table, cells=table.cells.iloc[order], row_totals=table.row_totals.iloc[order])
    return protected_grid(
        ordered, caption=title, show="shares", head="", unit="", totals=True, language=chart.language
    )


def _notes(chart: Likert) -> str:
    percent = phrase("percent_note", chart.language)
    if not chart.sum_label:
        return percent
    return f"{percent} {phrase('sum_note', chart.language, label=chart.sum_label)}"
