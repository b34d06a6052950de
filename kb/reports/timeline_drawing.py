"""How columns over time are laid out, wide and narrow."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.hiding import HIDDEN
from kb.reports.numbers import Language, amount, common_digits, short_month
from kb.reports.phrases import phrase
from kb.reports.svg import Drawing, Layout, dashes, disc, line, mark, text, text_width

_HEIGHT = 190.0
_AXIS = 44.0  # months and years below the columns


@dataclass(frozen=True, slots=True)
class Column:
    """A month or week: its number in time, its value (NaN is hidden), its name and first day."""

    place: int
    value: float
    name: str
    start: dt.date


@dataclass(frozen=True, slots=True)
class Timeline:
    """All columns in order, the places of events, and how the values are written."""

    columns: tuple[Column, ...]
    events: tuple[int, ...]
    weeks: bool
    unit: str
    language: Language

    @property
    def top(self) -> float:
        """Give the largest value that may be shown."""
        return max(column.value for column in self.columns if math.isfinite(column.value)) or 1.0


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the columns stand: left edge, slot of one step, baseline, and units a value."""

    start: float
    slot: float
    base: float
    unit: float
    first: int

    def x(self, place: int) -> float:
        """Give the middle of a month or week."""
        return self.start + (place - self.first + 0.5) * self.slot


def draw(chart: Timeline, layout: Layout) -> Drawing:
    """Draw the columns; numbers on them where they fit, otherwise lines to read them from."""
    top = 48.0 if chart.events else 22.0
    steps = chart.columns[-1].place - chart.columns[0].place + 1
    texts = [_words(chart, column.value) for column in chart.columns]
    direct = max(text_width(words, layout.small) for words in texts) <= layout.width / steps - 2
    ticks = [] if direct else _ticks(chart.top)
    edge = max((text_width(_words(chart, tick), layout.small) for tick in ticks), default=0.0)
    if chart.weeks:
        edge = max(edge, text_width(phrase("week_axis", chart.language), layout.small))
    start = edge + 10 if edge else 0.0
    ceiling = ticks[-1] if ticks else chart.top
    base = top + _HEIGHT
    field = _Field(start, (layout.width - start) / steps, base, _HEIGHT / ceiling, chart.columns[0].place)
    parts = [
        *_grid(chart, ticks, field, layout),
        *_columns(chart, field, layout, direct),
        *_axis(chart, field, layout),
        *_events(chart, field, top - 30, 20 if direct else 3),
    ]
    return Drawing(base + _AXIS, tuple(parts))


def _columns(chart: Timeline, field: _Field, layout: Layout, direct: bool) -> Iterator[Markup]:
    width = min(field.slot * 0.72, 56.0)
    for column in chart.columns:
        x = field.x(column.place)
        if math.isnan(column.value):
            yield text(x, field.base - 10, HIDDEN, size=layout.size, anchor="middle", tone="muted", bold=True)
            continue
        height = column.value * field.unit
        if column.value:
            yield mark(x - width / 2, field.base - height, width, height, "accent")
        if direct:
            words = _words(chart, column.value)
            yield text(x, field.base - height - 10, words, size=layout.small, anchor="middle")


def _grid(chart: Timeline, ticks: list[float], field: _Field, layout: Layout) -> Iterator[Markup]:
    for tick in ticks:
        y = field.base - tick * field.unit
        words = _words(chart, tick)
        yield line(field.start, y, layout.width, y)
        yield text(field.start - 10, y, words, size=layout.small, anchor="end", tone="muted")
    yield line(field.start, field.base, layout.width, field.base, colour="edge")


def _axis(chart: Timeline, field: _Field, layout: Layout) -> Iterator[Markup]:
    """Name as many months or weeks as fit, and each year once below its first."""
    names = [_short(chart, column) for column in chart.columns]
    widest = max(text_width(name, layout.small) for name in names) + 6
    every = max(1, math.ceil(widest / field.slot))
    years: set[int] = set()
    if chart.weeks:
        week = phrase("week_axis", chart.language)
        yield text(0, field.base + 14, week, size=layout.small, tone="muted")
    for column, name in zip(chart.columns, names, strict=True):
        x = field.x(column.place)
        if (column.place - field.first) % every == 0:
            yield text(x, field.base + 14, name, size=layout.small, anchor="middle", tone="muted")
        year = column.start.isocalendar().year if chart.weeks else column.start.year
        if year not in years and x + 16 <= layout.width:
            years.add(year)
            yield text(x, field.base + 33, str(year), size=layout.small, anchor="middle", tone="muted")


def _events(chart: Timeline, field: _Field, y: float, room: float) -> Iterator[Markup]:
    """Mark each event with its number above its month, and a line down to the column."""
    heights = {column.place: column.value * field.unit for column in chart.columns}
    for place in dict.fromkeys(chart.events):
        numbers = [at + 1 for at, other in enumerate(chart.events) if other == place]
        x, height = field.x(place), heights.get(place, 0.0)
        yield from dashes(x, y + 12, field.base - (0.0 if math.isnan(height) else height) - room)
        for offset, number in enumerate(numbers):
            yield from disc(x + (offset - (len(numbers) - 1) / 2) * 22, y, 9.5, str(number))


def _short(chart: Timeline, column: Column) -> str:
    if chart.weeks:
        return str(column.start.isocalendar().week)
    return short_month(column.start, language=chart.language)


def _words(chart: Timeline, value: float) -> str:
    if math.isnan(value):
        return HIDDEN
    unit = chart.unit if chart.unit in ("kr", "%") else ""
    digits = common_digits(column.value for column in chart.columns)
    return amount(value, unit, digits=digits, language=chart.language)


def _ticks(top: float) -> list[float]:
    """Choose two to five round numbers from zero to just above the largest value."""
    rough = top / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough)
    return [step * at for at in range(math.ceil(top / step) + 1)]
