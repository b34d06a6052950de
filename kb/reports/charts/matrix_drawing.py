"""How a flow matrix is laid out: a square grid where it is wide, a list of flows where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from markupsafe import Markup

from kb.reports.charts.flows_read import Flows
from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.matrix_list_drawing import draw_list
from kb.reports.charts.shades import shaded, tone_on
from kb.reports.charts.svg import Box, Drawing, Layout, line, text
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.phrases import phrase

_MOST_LABEL = 170.0
_ROW = 34.0
_LINE = 15.0
_MOST_COLUMN = 120.0
_LEAST_HEAD = 62.0  # a column narrower than this, or than a word in its head, has a letter for its head


@dataclass(frozen=True, slots=True)
class _Field:
    """Where cells stand: left edge, width of a cell, top of the first row, and right edge of the sums."""

    start: float
    cell: float
    top: float
    right: float


def draw(flows: Flows, layout: Layout) -> Drawing:
    """Draw the matrix, or the list of flows."""
    return draw_list(flows, layout) if layout.narrow else _matrix(flows, layout)


def _matrix(flows: Flows, layout: Layout) -> Drawing:
    told = (flows.told(value) for value in (*flows.source_sums, flows.total))
    sums = max(text_width(words, layout.small) for words in told) + 18 if flows.sums else 0.0
    start = min(max(text_width(name, layout.small) + 24 for name in _names(flows)), _MOST_LABEL) + 12
    cell = min((layout.width - start - sums) / len(flows.targets), _MOST_COLUMN)
    words = " ".join(flows.targets).split()
    marked = cell < max(_LEAST_HEAD, *(text_width(word, layout.small) + 6 for word in words))
    heads = [
        [_mark(at)] if marked else wrap(name, layout.small, cell - 6, lines=3, roomy=True)
        for at, name in enumerate(flows.targets)
    ]
    top = _LINE * max(len(head) for head in heads) + 12
    field = _Field(start, cell, top, start + cell * len(flows.targets) + sums)
    parts = [*shaded(_boxes(flows, field), flows), *_heads(heads, field, layout)]
    for at, name in enumerate(flows.sources):
        parts += _row(flows, at, name, field, layout, marked=marked)
    foot = top + _ROW * len(flows.sources)
    parts += _sums(flows, foot, field, layout) if flows.sums else []
    height = foot + 4 + (_ROW if flows.sums else 0)
    if marked and flows.sources != flows.targets:
        key, height = _key(flows, height + 8, layout)
        parts += key
    return Drawing(height, tuple(parts))


def _names(flows: Flows) -> tuple[str, ...]:
    return (*flows.sources, phrase("total", flows.language))


def _heads(heads: list[list[str]], field: _Field, layout: Layout) -> Iterator[Markup]:
    for at, rows in enumerate(heads):
        x = field.start + field.cell * (at + 0.5)
        first = field.top - 14 - _LINE * (len(rows) - 1)
        for place, row in enumerate(rows):
            yield text(x, first + _LINE * place, row, size=layout.small, anchor="middle", tone="muted")


def _row(
    flows: Flows, at: int, name: str, field: _Field, layout: Layout, *, marked: bool
) -> Iterator[Markup]:
    """Write a source with its cells and its sum; its letter too, where the columns go by letters."""
    y = field.top + _ROW * at
    shown = f"{_mark(at)}  {name}" if marked and flows.sources == flows.targets else name
    rows = wrap(shown, layout.small, _MOST_LABEL, lines=2, roomy=True)
    for place, row in enumerate(rows):
        middle = y + _ROW / 2 + _LINE * (place - (len(rows) - 1) / 2)
        yield text(0, middle, row, size=layout.small)
    for column, amount in enumerate(flows.amounts[at]):
        if amount:  # what is nothing stays empty, so that what there is stands out
            yield _cell(flows, amount, field.start + field.cell * column, y, field, layout)
    if flows.sums:
        told = flows.told(flows.source_sums[at])
        yield text(field.right, y + _ROW / 2, told, size=layout.small, anchor="end", bold=True)


def _cell(flows: Flows, amount: float, x: float, y: float, field: _Field, layout: Layout) -> Markup:
    words, centre = flows.told(amount), x + field.cell / 2
    return text(
        centre,
        y + _ROW / 2,
        words,
        size=layout.small,
        anchor="middle",
        tone=tone_on(flows, amount),
        bold=words == HIDDEN,
    )


def _boxes(flows: Flows, field: _Field) -> Iterator[tuple[float, Box]]:
    """Place the cells in which something is, each with its amount."""
    for row, amounts in enumerate(flows.amounts):
        for column, amount in enumerate(amounts):
            x, y = field.start + field.cell * column, field.top + _ROW * row
            yield amount, (x + 1, y + 1, field.cell - 2, _ROW - 2)


def _sums(flows: Flows, y: float, field: _Field, layout: Layout) -> Iterator[Markup]:
    """Write the sum of each column below a line, and that of all."""
    yield line(0, y + 2, field.right, y + 2, colour="edge")
    middle = y + _ROW / 2 + 2
    yield text(0, middle, phrase("total", flows.language), size=layout.small, bold=True)
    for at, value in enumerate(flows.target_sums):
        x = field.start + field.cell * (at + 0.5)
        yield text(x, middle, flows.told(value), size=layout.small, anchor="middle", bold=True)
    yield text(field.right, middle, flows.told(flows.total), size=layout.small, anchor="end", bold=True)


def _key(flows: Flows, y: float, layout: Layout) -> tuple[list[Markup], float]:
    """Say which column each letter stands for, in two columns."""
    half = (len(flows.targets) + 1) // 2
    parts = [
        text(
            layout.width / 2 * (at // half),
            y + 20 * (at % half) + 8,
            wrap(f"{_mark(at)}  {name}", layout.small, layout.width / 2 - 12, lines=1)[0],
            size=layout.small,
        )
        for at, name in enumerate(flows.targets)
    ]
    return parts, y + 20 * half + 4


def _mark(at: int) -> str:
    """Give the letter of a column: a number beside a name would be taken for one of its figures."""
    return ascii_uppercase[at] if at < len(ascii_uppercase) else f"A{at}"
