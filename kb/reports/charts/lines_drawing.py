"""How lines over time are laid out, wide and narrow, with their names at their ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kb.reports.charts.lettering import wrap
from kb.reports.charts.periods import Axis
from kb.reports.charts.shapes import Point, dot, trail
from kb.reports.charts.svg import Drawing, Layout, blocks, line, text
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
from kb.reports.text.numbers import common_digits, terse

MOST_LINES = 5
_HEIGHT = 220.0
_LINE = 15.0  # between two lines of a name
_APART = 7.0  # between two names
_KEY = 22.0  # from the end of the lines to the names: a leader and a swatch
_WIDE_NAMES, _NARROW_NAMES = 150.0, 96.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name and a value for each period (NaN is hidden)."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines over their axis, and the unit of their values."""

    axis: Axis
    lines: tuple[Line, ...]
    unit: str

    @property
    def top(self) -> float:
        """Give the largest value that may be shown."""
        shown = [value for line in self.lines for value in line.values if math.isfinite(value)]
        return max(shown) or 1.0


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines of a name at the end of a line, where they want to stand, and their colour."""

    rows: tuple[str, ...]
    end: Point
    colour: str

    @property
    def height(self) -> float:
        """Give the height of the words with the room around them."""
        return _LINE * len(self.rows) + _APART


def draw(chart: Lines, layout: Layout) -> Drawing:
    """Draw the lines, their names at the right, and the events above."""
    ticks = {tick: _words(chart, tick) for tick in choose_ticks(chart.top)}
    names = _NARROW_NAMES if layout.narrow else _WIDE_NAMES
    wrapped = [_name(chart, line, names, layout) for line in chart.lines]
    height = max(_HEIGHT, sum(_LINE * len(rows) + _APART for rows in wrapped))
    end = layout.width - names - _KEY
    field = lay_out(chart.axis, ticks, layout, end=end, height=height, full=max(ticks), clear=14.0)
    parts = [
        *draw_ticks(ticks, field, layout),
        *draw_events(chart.axis, {}, field),
        *_gaps(chart, field, layout),
    ]
    labels = []
    for at, (series, rows) in enumerate(zip(chart.lines, wrapped, strict=True)):
        points = _points(chart, series, field)
        parts += _trails(points, f"series-{at + 1}")
        seen = [point for point in points if point]
        if seen:
            labels.append(_Label(rows, seen[-1], f"series-{at + 1}"))
    parts += _labels(labels, field, layout)
    parts += draw_axis(chart.axis, field, layout)
    return Drawing(field.base + AXIS, tuple(parts))


def _points(chart: Lines, series: Line, field: Field) -> list[Point | None]:
    """Place the values; None for a hidden one and for a period that is not there."""
    known = dict(zip((period.place for period in chart.axis.periods), series.values, strict=True))
    places = range(chart.axis.first, chart.axis.first + chart.axis.steps)
    values = ((place, known.get(place, math.nan)) for place in places)
    return [None if math.isnan(value) else (field.x(place), field.y(value)) for place, value in values]


def _trails(points: Sequence[Point | None], colour: str) -> Iterator[Markup]:
    """Draw the stretches between gaps; a lone value and the last one are dots."""
    stretches = [[point for point in group if point] for seen, group in groupby(points, key=bool) if seen]
    for stretch in stretches:
        if len(stretch) > 1:
            yield trail(stretch, colour)
        if len(stretch) == 1 or stretch is stretches[-1]:
            yield dot(*stretch[-1], 3.0, colour)


def _gaps(chart: Lines, field: Field, layout: Layout) -> Iterator[Markup]:
    """Say by a colon at the foot in which periods a number is hidden."""
    for at, period in enumerate(chart.axis.periods):
        values = [series.values[at] for series in chart.lines]
        if any(map(math.isnan, values)):
            seen = [field.y(value) for value in values if not math.isnan(value)]
            yield hidden_step(period.place, field, layout, seen)


def _labels(labels: Sequence[_Label], field: Field, layout: Layout) -> Iterator[Markup]:
    """Write the names under each other, each as near the end of its line as the others let it."""
    ordered = sorted(labels, key=lambda label: label.end[1])
    swatch = field.end + _KEY - 12
    for label, middle in zip(ordered, _spread(ordered, field.top - _LINE / 2, field.base), strict=True):
        if label.end[0] >= field.end - field.slot:
            yield line(label.end[0] + 5, label.end[1], swatch, middle, colour="edge")
        yield from blocks([(swatch, middle - 1.5, 8, 3)], label.colour)
        first = middle - _LINE * (len(label.rows) - 1) / 2
        for at, row in enumerate(label.rows):
            bold = at == len(label.rows) - 1
            yield text(field.end + _KEY, first + _LINE * at, row, size=layout.small, bold=bold)


def _spread(labels: Sequence[_Label], top: float, bottom: float) -> list[float]:
    """Find middles that keep the labels apart and inside: pushed down from the top, then up from the foot."""
    middles: list[float] = []
    edge = top
    for label in labels:
        middles.append(max(label.end[1], edge + label.height / 2))
        edge = middles[-1] + label.height / 2
    edge = bottom + _LINE / 2
    for at in reversed(range(len(labels))):
        middles[at] = min(middles[at], edge - labels[at].height / 2)
        edge = middles[at] - labels[at].height / 2
    return middles


def _name(chart: Lines, series: Line, room: float, layout: Layout) -> tuple[str, ...]:
    """Break a name into lines, with its last shown value beneath, and its time where the line ends before others."""
    seen = [at for at, value in enumerate(series.values) if math.isfinite(value)]
    rows = wrap(series.name, layout.small, room, lines=3)
    if not seen:
        return tuple(rows)
    value = _words(chart, series.values[seen[-1]])
    last = max(at for one in chart.lines for at, told in enumerate(one.values) if math.isfinite(told))
    return (*rows, value if seen[-1] == last else f"{value} ({chart.axis.periods[seen[-1]].name})")


def _words(chart: Lines, value: float) -> str:
    digits = common_digits(value for line in chart.lines for value in line.values)
    return terse(value, chart.unit, digits=digits, language=chart.axis.language)
