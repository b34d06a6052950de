"""How small panels are laid out: four beside each other where it is wide, two where it is narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.shapes import levels
from kb.reports.charts.svg import Drawing, Layout, line, marks, text
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import Language, terse

_HEIGHT = 74.0  # of the columns
_LINE = 15.0
_HEAD = 16.0  # the largest number, above the columns
_FOOT = 20.0  # the first and last step, below them
_BETWEEN = 22.0
_WIDE_PANELS, _NARROW_PANELS = 4, 2


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its title and a value for each step (NaN is hidden)."""

    title: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Panels:
    """All panels, the names of the steps, the line of all, and how values are written."""

    panels: tuple[Panel, ...]
    steps: tuple[str, ...]
    reference: tuple[float, ...]
    unit: str
    digits: int
    language: Language

    @property
    def top(self) -> float:
        """Give the largest value that may be shown, which fills the height of every panel."""
        shown = [value for panel in self.panels for value in panel.values if math.isfinite(value)]
        return max([*shown, *(value for value in self.reference if math.isfinite(value))]) or 1.0


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a panel's columns stand."""

    x: float
    base: float
    slot: float
    unit: float


def draw(chart: Panels, layout: Layout) -> Drawing:
    """Draw the panels in rows; a row is as tall as its longest title."""
    beside = _NARROW_PANELS if layout.narrow else _WIDE_PANELS
    width = (layout.width - _BETWEEN * (beside - 1)) / beside
    parts: list[Markup] = []
    y = 0.0
    for first in range(0, len(chart.panels), beside):
        row = chart.panels[first : first + beside]
        titles = [wrap(panel.title, layout.small, width + _BETWEEN - 6, lines=3, roomy=True) for panel in row]
        lines = max(len(title) for title in titles)
        base = y + _LINE * lines + _HEAD + _HEIGHT
        for at, (panel, title) in enumerate(zip(row, titles, strict=True)):
            x = at * (width + _BETWEEN)
            box = _Box(x, base, width / len(chart.steps), _HEIGHT / chart.top)
            parts += _title(title, x, y + _LINE * (lines - len(title)), layout)
            parts += _panel(chart, panel, box, layout)
        y = base + _FOOT + _BETWEEN
    return Drawing(y - _BETWEEN + 4, tuple(parts))


def _title(rows: list[str], x: float, y: float, layout: Layout) -> Iterator[Markup]:
    for at, row in enumerate(rows):
        yield text(x, y + _LINE * at + 8, row, size=layout.small, bold=True)


def _panel(chart: Panels, panel: Panel, box: _Box, layout: Layout) -> Iterator[Markup]:
    """Draw a panel's columns, the line of all across them, and the steps at its ends."""
    width = box.slot * len(chart.steps)
    yield line(box.x, box.base, box.x + width, box.base, colour="edge")
    yield from _columns(panel, box, layout)
    yield from _reference(chart, box)
    yield from _largest(chart, panel, box, layout)
    y = box.base + 12
    room = width / 2 - 3
    yield text(box.x, y, _step(chart.steps[0], room, layout), size=layout.small, tone="muted")
    last = _step(chart.steps[-1], room, layout)
    yield text(box.x + width, y, last, size=layout.small, anchor="end", tone="muted")


def _columns(panel: Panel, box: _Box, layout: Layout) -> Iterator[Markup]:
    """Draw the columns as one shape, and a colon for each that is hidden."""
    gap = min(box.slot * 0.2, 6.0)
    columns = [
        (box.x + box.slot * at + gap / 2, box.base - value * box.unit, box.slot - gap, value * box.unit)
        for at, value in enumerate(panel.values)
        if value > 0
    ]
    yield from marks(columns, "accent")
    for at, value in enumerate(panel.values):
        if math.isnan(value):
            x = box.x + box.slot * (at + 0.5)
            yield text(x, box.base - 8, HIDDEN, size=layout.small, anchor="middle", tone="muted", bold=True)


def _reference(chart: Panels, box: _Box) -> list[Markup]:
    """Mark the value of all with a level line over each step."""
    stretches = [
        (box.x + box.slot * at, box.base - value * box.unit)
        for at, value in enumerate(chart.reference)
        if math.isfinite(value)
    ]
    return levels(stretches, box.slot)


def _largest(chart: Panels, panel: Panel, box: _Box, layout: Layout) -> Iterator[Markup]:
    """Write the largest value above its column and the line of all, moved in where it would stand outside."""
    shown = [(value, -at) for at, value in enumerate(panel.values) if math.isfinite(value)]
    if not shown:
        return
    value, place = max(shown)
    words = terse(value, chart.unit, digits=chart.digits, language=chart.language)
    half = text_width(words, layout.small) / 2
    width = box.slot * len(chart.steps)
    centre = min(max(box.x + box.slot * (0.5 - place), box.x + half), box.x + width - half)
    y = _clear(chart, value, (centre - half - box.x, centre + half - box.x), box)
    yield text(centre, y - 9, words, size=layout.small, anchor="middle")


def _clear(chart: Panels, value: float, stretch: tuple[float, float], box: _Box) -> float:
    """Find the height over a value and over the line of all in a stretch."""
    first, last = int(stretch[0] / box.slot), int(stretch[1] / box.slot)
    levels_there = [level for level in chart.reference[max(first, 0) : last + 1] if math.isfinite(level)]
    return box.base - max([value, *levels_there]) * box.unit


def _step(name: str, room: float, layout: Layout) -> str:
    return wrap(name, layout.small, room, lines=1)[0]
