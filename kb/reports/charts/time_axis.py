"""The steps of time along the foot of a chart, the lines to read values from, and the events above."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import text_width
from kb.reports.charts.periods import Axis, place_of
from kb.reports.charts.svg import Layout, dashes, disc, line, text
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import Language, short_month
from kb.reports.text.phrases import phrase

AXIS = 44.0  # the height of months and years
_CLEAR = 12.0  # between a colon and a mark at the same step
_EVENTS = 48.0  # the height of the events above


@dataclass(frozen=True, slots=True)
class Field:
    """Where steps stand: left and right edge, slot of a step, top, baseline, units a value, and the first step."""

    start: float
    end: float
    slot: float
    top: float
    base: float
    unit: float
    first: int

    def x(self, place: int) -> float:
        """Give the middle of a month or week."""
        return self.start + (place - self.first + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Give the height at which a value stands."""
        return self.base - value * self.unit


def lay_out(
    axis: Axis,
    ticks: Mapping[float, str],
    layout: Layout,
    *,
    end: float,
    height: float,
    full: float,
    clear: float,
) -> Field:
    """Place the steps between the words at the left and the end, their height below the events.

    `full` is the value that fills the height, `clear` the room above it where there are no events.
    """
    words = [*ticks.values(), *([phrase("week_axis", axis.language)] if axis.step == "week" else [])]
    widest = max((text_width(word, layout.small) for word in words), default=0.0)
    start = widest + 10 if widest else 0.0
    top = _EVENTS if axis.events else clear
    return Field(start, end, (end - start) / axis.steps, top, top + height, height / full, axis.first)


def draw_axis(axis: Axis, field: Field, layout: Layout) -> Iterator[Markup]:
    """Name as many months or weeks as fit, and each year once below its first."""
    weeks = axis.step == "week"
    names = [_short(period.start, weeks, axis.language) for period in axis.periods]
    widest = max(text_width(name, layout.small) for name in names) + 6
    every = max(1, math.ceil(widest / field.slot))
    years: set[int] = set()
    if weeks:
        yield text(0, field.base + 14, phrase("week_axis", axis.language), size=layout.small, tone="muted")
    for period, name in zip(axis.periods, names, strict=True):
        x = field.x(period.place)
        if (period.place - field.first) % every == 0:
            yield text(x, field.base + 14, name, size=layout.small, anchor="middle", tone="muted")
        year = period.start.isocalendar().year if weeks else period.start.year
        if year not in years and x + 16 <= layout.width:
            years.add(year)
            yield text(x, field.base + 33, str(year), size=layout.small, anchor="middle", tone="muted")


def draw_ticks(ticks: Mapping[float, str], field: Field, layout: Layout) -> Iterator[Markup]:
    """Draw a line for each value with its words, and the baseline."""
    for tick, words in ticks.items():
        y = field.y(tick)
        yield line(field.start, y, field.end, y)
        yield text(field.start - 10, y, words, size=layout.small, anchor="end", tone="muted")
    yield line(field.start, field.base, field.end, field.base, colour="edge")


def draw_events(axis: Axis, feet: Mapping[int, float], field: Field) -> Iterator[Markup]:
    """Mark each event with its number above its step, and a line down to the step's foot, else the baseline."""
    places = [place_of(event.day, axis.step) for event in axis.events]
    y = field.top - 30
    for place in dict.fromkeys(places):
        numbers = [at + 1 for at, other in enumerate(places) if other == place]
        x = field.x(place)
        yield from dashes(x, y + 12, feet.get(place, field.base))
        for offset, number in enumerate(numbers):
            yield from disc(x + (offset - (len(numbers) - 1) / 2) * 22, y, 9.5, str(number))


def hidden_step(place: int, field: Field, layout: Layout, seen: Sequence[float] = ()) -> Markup:
    """Say by a colon at the foot of a step that a number is hidden; above what is seen there, at those heights."""
    x, y = field.x(place), field.base - 10
    while any(abs(y - height) < _CLEAR for height in seen):
        y -= _CLEAR / 2
    return text(x, y, HIDDEN, size=layout.size, anchor="middle", tone="muted", bold=True)


def choose_ticks(top: float) -> list[float]:
    """Choose two to five round numbers from zero to just above the largest value."""
    rough = top / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough)
    return [step * at for at in range(math.ceil(top / step) + 1)]


def _short(start: dt.date, weeks: bool, language: Language) -> str:
    return str(start.isocalendar().week) if weeks else short_month(start, language=language)
