"""How columns over time are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.periods import Period
from kb.reports.charts.svg import Drawing, Layout, mark, text, text_width
from kb.reports.charts.time_axis import AXIS, Field, choose_ticks, draw_axis, draw_events, draw_ticks
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import Language, amount, common_digits
from kb.reports.text.phrases import phrase

_HEIGHT = 190.0


@dataclass(frozen=True, slots=True)
class Column:
    """A month or week and its value (NaN is hidden)."""

    period: Period
    value: float


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


def draw(chart: Timeline, layout: Layout) -> Drawing:
    """Draw the columns; numbers on them where they fit, otherwise lines to read them from."""
    top = 48.0 if chart.events else 22.0
    periods = [column.period for column in chart.columns]
    steps = periods[-1].place - periods[0].place + 1
    texts = [_words(chart, column.value) for column in chart.columns]
    direct = max(text_width(words, layout.small) for words in texts) <= layout.width / steps - 2
    ticks = {} if direct else {tick: _words(chart, tick) for tick in choose_ticks(chart.top)}
    start = _left_room(chart, list(ticks.values()), layout)
    unit = _HEIGHT / max(ticks, default=chart.top)
    base = top + _HEIGHT
    field = Field(start, layout.width, (layout.width - start) / steps, base, unit, periods[0].place)
    over = 20 if direct else 3  # between an event's line and the column it stands on
    feet = {
        column.period.place: field.y(0 if math.isnan(column.value) else column.value) - over
        for column in chart.columns
    }
    parts = [
        *draw_ticks(ticks, field, layout),
        *_columns(chart, field, layout, direct),
        *draw_axis(periods, field, layout, weeks=chart.weeks, language=chart.language),
        *draw_events(chart.events, feet, field, top - 30),
    ]
    return Drawing(base + AXIS, tuple(parts))


def _left_room(chart: Timeline, ticks: list[str], layout: Layout) -> float:
    """Give the room of the words at the left, if there are any."""
    named = [*ticks, phrase("week_axis", chart.language)] if chart.weeks else ticks
    widest = max((text_width(words, layout.small) for words in named), default=0.0)
    return widest + 10 if widest else 0.0


def _columns(chart: Timeline, field: Field, layout: Layout, direct: bool) -> Iterator[Markup]:
    width = min(field.slot * 0.72, 56.0)
    for column in chart.columns:
        x = field.x(column.period.place)
        if math.isnan(column.value):
            yield text(x, field.base - 10, HIDDEN, size=layout.size, anchor="middle", tone="muted", bold=True)
            continue
        height = column.value * field.unit
        if column.value:
            yield mark(x - width / 2, field.base - height, width, height, "accent")
        if direct:
            words = _words(chart, column.value)
            yield text(x, field.base - height - 10, words, size=layout.small, anchor="middle")


def _words(chart: Timeline, value: float) -> str:
    if math.isnan(value):
        return HIDDEN
    unit = chart.unit if chart.unit in ("kr", "%") else ""
    digits = common_digits(column.value for column in chart.columns)
    return amount(value, unit, digits=digits, language=chart.language)
