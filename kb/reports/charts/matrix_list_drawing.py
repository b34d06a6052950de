"""A matrix on a phone: the cells of each row under each other."""

from __future__ import annotations

import math
from collections.abc import Iterator

from markupsafe import Markup

from kb.reports.charts.flows_read import Flows
from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.shades import shaded, tone_on
from kb.reports.charts.svg import Box, Drawing, Layout, line, text
from kb.reports.text.phrases import phrase

_LIST_ROW = 25.0


def draw_list(flows: Flows, layout: Layout) -> Drawing:
    """Write each source with its sum, and under it where it went, the largest first."""
    parts: list[Markup] = []
    boxes: list[tuple[float, Box]] = []
    y = 0.0
    for source, row, told in zip(flows.sources, flows.amounts, flows.source_sums, strict=True):
        parts += _list_head(source, flows.told(told) if flows.sums else "", y, layout)
        y += 28
        cells = list(zip(flows.targets, row, strict=True))
        for name, amount in sorted(cells, key=_descending) if flows.sums else cells:
            if amount != 0:
                boxes.append((amount, _list_box(flows, amount, y, layout)))
                parts += _list_row(flows, name, amount, y, layout)
                y += _LIST_ROW
        y += 10
    parts = [*shaded(boxes, flows), *parts]
    if not flows.sums:
        return Drawing(y - 6, tuple(parts))
    parts += _list_sums(flows, y, layout)
    return Drawing(y + 28 + _LIST_ROW * len(flows.targets), tuple(parts))


def _list_sums(flows: Flows, y: float, layout: Layout) -> Iterator[Markup]:
    """Write the sum that came to each target, below that of all."""
    yield from _list_head(phrase("total", flows.language), flows.told(flows.total), y, layout)
    for at, (name, told) in enumerate(zip(flows.targets, flows.target_sums, strict=True)):
        middle = y + 28 + _LIST_ROW * (at + 0.5)
        arrow = "→ " if flows.directed else ""
        shown = wrap(f"{arrow}{name}", layout.small, layout.width - 90, lines=1)[0]
        yield text(10, middle, shown, size=layout.small)
        yield text(layout.width - 8, middle, flows.told(told), size=layout.small, anchor="end", bold=True)


def _descending(flow: tuple[str, float]) -> float:
    """Sort by amount, the hidden ones last."""
    return math.inf if math.isnan(flow[1]) else -flow[1]


def _list_head(source: str, told: str, y: float, layout: Layout) -> Iterator[Markup]:
    room = layout.width - text_width(told, layout.size) - 24
    yield text(0, y + 12, wrap(source, layout.size, room, lines=1)[0], size=layout.size, bold=True)
    if told:
        yield text(layout.width, y + 12, told, size=layout.size, anchor="end", bold=True)
    yield line(0, y + 25, layout.width, y + 25)


def _list_box(flows: Flows, amount: float, y: float, layout: Layout) -> Box:
    """Place the box behind a number, as wide as it."""
    room = text_width(flows.told(amount), layout.small) + 16
    return layout.width - room, y + 2, room, _LIST_ROW - 4


def _list_row(flows: Flows, name: str, amount: float, y: float, layout: Layout) -> Iterator[Markup]:
    x, *_ = _list_box(flows, amount, y, layout)
    shown = wrap(f"→ {name}" if flows.directed else name, layout.small, x - 20, lines=1)[0]
    yield text(10, y + _LIST_ROW / 2, shown, size=layout.small)
    words, tone = flows.told(amount), tone_on(flows, amount)
    yield text(layout.width - 8, y + _LIST_ROW / 2, words, size=layout.small, anchor="end", tone=tone)
