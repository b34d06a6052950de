"""The steps of time along the foot of a chart, the lines to read values from, and the events above."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.periods import Period
from kb.reports.charts.svg import Layout, dashes, disc, line, text, text_width
from kb.reports.text.numbers import Language, short_month
from kb.reports.text.phrases import phrase

AXIS = 44.0  # the height of months and years


@dataclass(frozen=True, slots=True)
class Field:
    """Where steps stand: left and right edge, slot of one step, baseline, units a value, and the first step."""

    start: float
    end: float
    slot: float
    base: float
    unit: float
    first: int

    def x(self, place: int) -> float:
        """Give the middle of a month or week."""
        return self.start + (place - self.first + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Give the height at which a value stands."""
        return self.base - value * self.unit


def draw_axis(
    periods: Sequence[Period], field: Field, layout: Layout, *, weeks: bool, language: Language
) -> Iterator[Markup]:
    """Name as many months or weeks as fit, and each year once below its first."""
    names = [_short(period.start, weeks, language) for period in periods]
    widest = max(text_width(name, layout.small) for name in names) + 6
    every = max(1, math.ceil(widest / field.slot))
    years: set[int] = set()
    if weeks:
        yield text(0, field.base + 14, phrase("week_axis", language), size=layout.small, tone="muted")
    for period, name in zip(periods, names, strict=True):
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


def draw_events(places: Sequence[int], feet: Mapping[int, float], field: Field, y: float) -> Iterator[Markup]:
    """Mark each event with its number at the height y above its step, and a line down to the step's foot."""
    for place in dict.fromkeys(places):
        numbers = [at + 1 for at, other in enumerate(places) if other == place]
        x = field.x(place)
        yield from dashes(x, y + 12, feet.get(place, field.base))
        for offset, number in enumerate(numbers):
            yield from disc(x + (offset - (len(numbers) - 1) / 2) * 22, y, 9.5, str(number))


def choose_ticks(top: float) -> list[float]:
    """Choose two to five round numbers from zero to just above the largest value."""
    rough = top / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough)
    return [step * at for at in range(math.ceil(top / step) + 1)]


def _short(start: dt.date, weeks: bool, language: Language) -> str:
    return str(start.isocalendar().week) if weeks else short_month(start, language=language)
