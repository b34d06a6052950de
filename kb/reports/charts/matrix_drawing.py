"""How a flow matrix is laid out: a square grid where it is wide, a list of flows where it is narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.flows_read import Flows
from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.svg import Drawing, Layout, line, marks, text
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.phrases import phrase

_SHADES = ("soft", "right-1", "right-2", "right-3")  # from the least amount to the most
_MOST_LABEL = 170.0
_ROW, _LIST_ROW = 34.0, 25.0
_LINE = 15.0
_MOST_COLUMN = 120.0
_LEAST_HEAD = 62.0  # a column narrower than this, or than a word in its head, has a number for its head


@dataclass(frozen=True, slots=True)
class _Field:
    """Where cells stand: left edge, width of a cell, top of the first row, and right edge of the sums."""

    start: float
    cell: float
    top: float
    right: float


def draw(flows: Flows, layout: Layout) -> Drawing:
    """Draw the matrix, or the list of flows."""
    return _list(flows, layout) if layout.narrow else _matrix(flows, layout)


def shade(amount: float, largest: float) -> tuple[str, str]:
    """Choose a cell's colour and that of its number: four even steps up to the largest amount."""
    step = min(math.ceil(amount / largest * len(_SHADES)) - 1, len(_SHADES) - 1)
    return _SHADES[step], "ink" if step == 0 else f"on-{_SHADES[step]}"


def _matrix(flows: Flows, layout: Layout) -> Drawing:
    sums = (
        max(text_width(flows.told(value), layout.small) for value in (*flows.source_sums, flows.total)) + 18
    )
    start = min(max(text_width(name, layout.small) + 24 for name in _names(flows)), _MOST_LABEL) + 12
    cell = min((layout.width - start - sums) / len(flows.targets), _MOST_COLUMN)
    words = " ".join(flows.targets).split()
    numbered = cell < max(_LEAST_HEAD, *(text_width(word, layout.small) + 6 for word in words))
    heads = [
        [str(at + 1)] if numbered else wrap(name, layout.small, cell - 6, lines=3, roomy=True)
        for at, name in enumerate(flows.targets)
    ]
    top = _LINE * max(len(head) for head in heads) + 12
    field = _Field(start, cell, top, start + cell * len(flows.targets) + sums)
    parts = list(_heads(heads, field, layout))
    for at, name in enumerate(flows.sources):
        parts += _row(flows, at, name, field, layout, numbered=numbered)
    foot = top + _ROW * len(flows.sources)
    parts += _sums(flows, foot, field, layout)
    height = foot + _ROW + 4
    if numbered and flows.sources != flows.targets:
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
    flows: Flows, at: int, name: str, field: _Field, layout: Layout, *, numbered: bool
) -> Iterator[Markup]:
    """Write a source with its cells and its sum; its number too, where the columns go by numbers."""
    y = field.top + _ROW * at
    shown = f"{at + 1}  {name}" if numbered and flows.sources == flows.targets else name
    rows = wrap(shown, layout.small, _MOST_LABEL, lines=2, roomy=True)
    for place, row in enumerate(rows):
        middle = y + _ROW / 2 + _LINE * (place - (len(rows) - 1) / 2)
        yield text(0, middle, row, size=layout.small)
    for column, amount in enumerate(flows.amounts[at]):
        yield from _cell(flows, amount, field.start + field.cell * column, y, field, layout)
    told = flows.told(flows.source_sums[at])
    yield text(field.right, y + _ROW / 2, told, size=layout.small, anchor="end", bold=True)


def _cell(flows: Flows, amount: float, x: float, y: float, field: _Field, layout: Layout) -> Iterator[Markup]:
    tone = "muted"
    if math.isfinite(amount) and amount:
        colour, tone = shade(amount, flows.largest)
        yield from marks([(x + 1, y + 1, field.cell - 2, _ROW - 2)], colour)
    words = flows.told(amount)
    centre = x + field.cell / 2
    yield text(
        centre, y + _ROW / 2, words, size=layout.small, anchor="middle", tone=tone, bold=words == HIDDEN
    )


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
    """Say which column each number stands for, in two columns."""
    half = (len(flows.targets) + 1) // 2
    parts = [
        text(
            layout.width / 2 * (at // half),
            y + 20 * (at % half) + 8,
            wrap(f"{at + 1}  {name}", layout.small, layout.width / 2 - 12, lines=1)[0],
            size=layout.small,
        )
        for at, name in enumerate(flows.targets)
    ]
    return parts, y + 20 * half + 4


def _list(flows: Flows, layout: Layout) -> Drawing:
    """Write each source with its sum, and under it where it went, the largest first."""
    parts: list[Markup] = []
    y = 0.0
    for source, row, told in zip(flows.sources, flows.amounts, flows.source_sums, strict=True):
        parts += _list_head(source, flows.told(told), y, layout)
        y += 28
        for name, amount in sorted(zip(flows.targets, row, strict=True), key=_descending):
            if amount != 0:
                parts += _list_row(flows, name, amount, y, layout)
                y += _LIST_ROW
        y += 10
    parts += _list_sums(flows, y, layout)
    return Drawing(y + 28 + _LIST_ROW * len(flows.targets), tuple(parts))


def _list_sums(flows: Flows, y: float, layout: Layout) -> Iterator[Markup]:
    """Write the sum that came to each target, below that of all."""
    yield from _list_head(phrase("total", flows.language), flows.told(flows.total), y, layout)
    for at, (name, told) in enumerate(zip(flows.targets, flows.target_sums, strict=True)):
        middle = y + 28 + _LIST_ROW * (at + 0.5)
        shown = wrap(f"→ {name}", layout.small, layout.width - 90, lines=1)[0]
        yield text(10, middle, shown, size=layout.small)
        yield text(layout.width - 8, middle, flows.told(told), size=layout.small, anchor="end", bold=True)


def _descending(flow: tuple[str, float]) -> float:
    """Sort by amount, the hidden ones last."""
    return math.inf if math.isnan(flow[1]) else -flow[1]


def _list_head(source: str, told: str, y: float, layout: Layout) -> Iterator[Markup]:
    room = layout.width - text_width(told, layout.size) - 24
    yield text(0, y + 12, wrap(source, layout.size, room, lines=1)[0], size=layout.size, bold=True)
    yield text(layout.width, y + 12, told, size=layout.size, anchor="end", bold=True)
    yield line(0, y + 25, layout.width, y + 25)


def _list_row(flows: Flows, name: str, amount: float, y: float, layout: Layout) -> Iterator[Markup]:
    words = flows.told(amount)
    room = text_width(words, layout.small) + 16
    x = layout.width - room
    tone = "muted"
    if math.isfinite(amount):
        colour, tone = shade(amount, flows.largest)
        yield from marks([(x, y + 2, room, _LIST_ROW - 4)], colour)
    shown = wrap(f"→ {name}", layout.small, x - 20, lines=1)[0]
    yield text(10, y + _LIST_ROW / 2, shown, size=layout.small)
    yield text(layout.width - 8, y + _LIST_ROW / 2, words, size=layout.small, anchor="end", tone=tone)
