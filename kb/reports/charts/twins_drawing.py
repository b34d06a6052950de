"""How two matrices beside each other are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.shapes import strokes
from kb.reports.charts.svg import Box, Drawing, Layout, marks, text
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import Language, integer
from kb.reports.text.phrases import phrase

_SHADES = (("right-1", "right-2", "right-3"), ("left-1", "left-2", "left-3"))  # from the least to the most
_MOST_LABEL = 200.0
_ROW, _CELL = 34.0, 26.0
_LABEL, _BELOW = 20.0, 10.0  # of a narrow row, above and below its cells
_LINE = 14.0
_BETWEEN = 12.0  # between the two matrices, and before the sums
_HEADS = 48.0  # the names of the matrices, and a line of those of their columns


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its amounts in both matrices (NaN is hidden), and their sum."""

    label: str
    first: tuple[float, ...]
    second: tuple[float, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Twins:
    """The names of both matrices, their columns and their rows."""

    names: tuple[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    language: Language

    def told(self, amount: float) -> str:
        """Write an amount, a hidden one as `:`."""
        return HIDDEN if math.isnan(amount) else integer(amount, language=self.language)

    @property
    def largest(self) -> float:
        """Give the largest amount of all: both matrices have one scale."""
        return max(a for row in self.rows for a in (*row.first, *row.second) if math.isfinite(a))


@dataclass(frozen=True, slots=True)
class _Field:
    """Where cells stand: left edges of both matrices, width of a cell, top of the first row, and height of each.

    `label` and `below` are what is above and below the cells of a row.
    """

    starts: tuple[float, float]
    cell: float
    top: float
    row: float
    label: float
    below: float


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that is not empty: its amount, its place and its colour, none where it is hidden."""

    amount: float
    box: Box
    colour: str


def draw(chart: Twins, layout: Layout) -> Drawing:
    """Draw the heads, and for each row its label, its cells and its sum."""
    field = _field(chart, layout)
    cells = list(_cells(chart, field))
    edges = [] if layout.narrow else [field.top + field.row * at for at in range(len(chart.rows))]
    parts = [*strokes([((0, y), (layout.width, y)) for y in edges], "line"), *_heads(chart, field, layout)]
    for at, row in enumerate(chart.rows):
        parts += _label(chart, row, field.top + field.row * at, field, layout)
    for colour in dict.fromkeys(cell.colour for cell in cells if cell.colour):
        parts += marks([cell.box for cell in cells if cell.colour == colour], colour)
    for cell in cells:
        x, y, width, height = cell.box
        tone = f"on-{cell.colour}" if cell.colour else "muted"
        told = chart.told(cell.amount)
        parts.append(text(x + width / 2, y + height / 2, told, size=layout.small, anchor="middle", tone=tone))
    return Drawing(field.top + field.row * len(chart.rows) + 2, tuple(parts))


def _cells(chart: Twins, field: _Field) -> Iterator[_Cell]:
    """Place what is not nothing: empty cells let what there is stand out."""
    for at, row in enumerate(chart.rows):
        y = field.top + field.row * at + field.label
        for side, amounts in enumerate((row.first, row.second)):
            for column, amount in enumerate(amounts):
                if amount != 0:
                    x = field.starts[side] + field.cell * column
                    box = (x + 1, y + 2, field.cell - 2, field.row - field.label - field.below - 4)
                    yield _Cell(amount, box, _shade(amount, chart.largest, side))


def _field(chart: Twins, layout: Layout) -> _Field:
    sums = max(text_width(chart.told(row.total), layout.small) for row in chart.rows)
    sums = max(sums, text_width(phrase("total", chart.language), layout.small) * 1.25) + _BETWEEN
    widest = max(text_width(row.label, layout.small) * 1.25 for row in chart.rows)
    start = 0.0 if layout.narrow else round(min(widest, _MOST_LABEL)) + 12.0
    columns = len(chart.columns)
    cell = (layout.width - start - sums - _BETWEEN) // (2 * columns)
    starts = (start, start + cell * columns + _BETWEEN)
    top = _HEADS + _LINE * (max(len(_head(column, cell, layout)) for column in chart.columns) - 1)
    if layout.narrow:
        return _Field(starts, cell, top, _LABEL + _CELL + _BELOW, _LABEL, _BELOW)
    return _Field(starts, cell, top, _ROW, 0.0, 0.0)


def _heads(chart: Twins, field: _Field, layout: Layout) -> Iterator[Markup]:
    """Name both matrices, their columns in as many lines as these need, and the sums."""
    for name, start in zip(chart.names, field.starts, strict=True):
        yield text(start, 10, name, size=layout.small, bold=True)
        for at, column in enumerate(chart.columns):
            x = start + field.cell * (at + 0.5)
            for number, words in enumerate(reversed(_head(column, field.cell, layout))):
                y = field.top - 16 - _LINE * number
                yield text(x, y, words, size=layout.small, anchor="middle", tone="muted")
    total = phrase("total", chart.language)
    yield text(layout.width, field.top - 16, total, size=layout.small, anchor="end", tone="muted")


def _head(column: str, cell: float, layout: Layout) -> list[str]:
    return wrap(column, layout.small, cell - 2, lines=2, roomy=True)


def _label(chart: Twins, row: Row, y: float, field: _Field, layout: Layout) -> Iterator[Markup]:
    """Write the label beside its cells, or above them where it is narrow, and the sum at the end."""
    if layout.narrow:
        yield text(0, y + 10, row.label, size=layout.small)
    else:
        lines = wrap(row.label, layout.small, field.starts[0] - 12, lines=2, roomy=True)
        first = y + _ROW / 2 - _LINE * (len(lines) - 1) / 2
        for at, words in enumerate(lines):
            yield text(0, first + _LINE * at, words, size=layout.small)
    middle = y + field.label + (field.row - field.label - field.below) / 2
    yield text(layout.width, middle, chart.told(row.total), size=layout.small, anchor="end", bold=True)


def _shade(amount: float, largest: float, side: int) -> str:
    """Choose one of three even steps up to the largest amount; a hidden one has none."""
    if math.isnan(amount):
        return ""
    shades = _SHADES[side]
    return shades[min(max(math.ceil(amount / largest * len(shades)), 1), len(shades)) - 1]
