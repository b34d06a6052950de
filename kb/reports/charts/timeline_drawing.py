"""How columns over time are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import text_width
from kb.reports.charts.periods import Axis
from kb.reports.charts.svg import Drawing, Layout, marks, text
from kb.reports.charts.time_axis import (
    AXIS,
    Field,
    choose_ticks,
    draw_axis,
    draw_events,
    draw_ticks,
    hidden_step,
    lay_out,
)
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import common_digits, terse

_HEIGHT = 190.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A column for each period of an axis: its value (NaN is hidden), and the unit of all."""

    axis: Axis
    values: tuple[float, ...]
    unit: str

    @property
    def columns(self) -> list[tuple[int, float]]:
        """Give the place and the value of each column."""
        return [(period.place, value) for period, value in zip(self.axis.periods, self.values, strict=True)]

    @property
    def top(self) -> float:
        """Give the largest value that may be shown."""
        return max(value for value in self.values if math.isfinite(value)) or 1.0


def draw(chart: Timeline, layout: Layout) -> Drawing:
    """Draw the columns; numbers on them where they fit, otherwise lines to read them from."""
    texts = [_words(chart, value) for value in chart.values]
    direct = max(text_width(words, layout.small) for words in texts) <= layout.width / chart.axis.steps - 2
    ticks = {} if direct else {tick: _words(chart, tick) for tick in choose_ticks(chart.top)}
    full = max(ticks, default=chart.top)
    field = lay_out(chart.axis, ticks, layout, end=layout.width, height=_HEIGHT, full=full, clear=22.0)
    over = 20 if direct else 3  # between an event's line and the column it stands on
    feet = {place: field.y(0 if math.isnan(value) else value) - over for place, value in chart.columns}
    parts = [
        *draw_ticks(ticks, field, layout),
        *_columns(chart, field, layout, direct),
        *draw_axis(chart.axis, field, layout),
        *draw_events(chart.axis, feet, field),
    ]
    return Drawing(field.base + AXIS, tuple(parts))


def _columns(chart: Timeline, field: Field, layout: Layout, direct: bool) -> Iterator[Markup]:
    """Draw the columns, their numbers above them where these fit, and a colon for each that is hidden."""
    width = min(field.slot * 0.72, 56.0)
    bars = [
        (field.x(place) - width / 2, field.y(value), width, value * field.unit)
        for place, value in chart.columns
        if value > 0
    ]
    yield from marks(bars, "accent")
    for place, value in chart.columns:
        if math.isnan(value):
            yield hidden_step(place, field, layout)
        elif direct:
            words = _words(chart, value)
            yield text(field.x(place), field.y(value) - 10, words, size=layout.small, anchor="middle")


def _words(chart: Timeline, value: float) -> str:
    if math.isnan(value):
        return HIDDEN
    return terse(value, chart.unit, digits=common_digits(chart.values), language=chart.axis.language)
