"""How horizontal bars are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import roomy_width, text_width
from kb.reports.charts.rows import Place, bottom, label, stack
from kb.reports.charts.shapes import whisker
from kb.reports.charts.svg import Drawing, Layout, blocks, dashes, marks, text

_MOST_LABEL = 230.0  # the widest column of labels
_BOLD = 1.08  # how much wider bold text is
_WIDE_STEP, _NARROW_STEP = 34.0, 52.0
_REFERENCE_ROOM = 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value (NaN is hidden), its words, its base in words for a share, and its interval if any."""

    label: str
    value: float
    words: str
    base: str = ""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars in order, the value that fills the width, and the line they are compared with."""

    bars: tuple[Bar, ...]
    full: float
    shares: bool
    reference: tuple[float, str] | None


@dataclass(frozen=True, slots=True)
class _Track:
    """The stretch in which bars are drawn."""

    start: float
    room: float
    thickness: float


def draw(chart: Bars, layout: Layout) -> Drawing:
    """Draw the bars in a layout."""
    track = _narrow_track(layout) if layout.narrow else _wide_track(chart, layout)
    room = layout.width - _right_room(chart, layout) if layout.narrow else _MOST_LABEL
    places = stack(
        [bar.label for bar in chart.bars],
        layout,
        room=room,
        step=_NARROW_STEP if layout.narrow else _WIDE_STEP,
        top=_REFERENCE_ROOM if chart.reference else 4.0,
    )
    parts = _bars(chart, places, track, layout)
    for bar, place in zip(chart.bars, places, strict=True):
        parts += label(place, layout)
        parts += _words(chart, bar, place, track, layout)
    end = bottom(places) - (14 if layout.narrow else 0)
    return Drawing(end + 4, (*parts, *_reference(chart, track, places, layout)))


def _wide_track(chart: Bars, layout: Layout) -> _Track:
    labels = min(max(text_width(bar.label, layout.size) for bar in chart.bars), _MOST_LABEL)
    start = labels + 18
    return _Track(start, layout.width - start - _right_room(chart, layout), 16)


def _narrow_track(layout: Layout) -> _Track:
    return _Track(0, layout.width, 12)


def _words(chart: Bars, bar: Bar, place: Place, track: _Track, layout: Layout) -> list[Markup]:
    """Set value and base at the right, above the bar in the narrow layout; only amounts end their bars."""
    if layout.narrow or chart.shares:
        middle = place.first if layout.narrow else place.middle
        return _right_texts(bar, layout.width, _base_room(chart, layout), middle, layout)
    furthest = bar.interval[1] if bar.interval else bar.value
    end = track.start + track.room * _part(chart, furthest)
    return [text(end + 10, place.middle, bar.words, size=layout.size, bold=True)]


def _right_texts(bar: Bar, right: float, bases: float, middle: float, layout: Layout) -> list[Markup]:
    value = text(right - bases, middle, bar.words, size=layout.size, anchor="end", bold=True)
    if not bar.base:
        return [value]
    return [value, text(right, middle, bar.base, size=layout.small, anchor="end", tone="muted")]


def _bars(chart: Bars, places: Sequence[Place], track: _Track, layout: Layout) -> list[Markup]:
    """Draw the bars, for shares on the track that 100 % would fill; a hidden or missing value draws none."""
    tops = [place.below if layout.narrow else place.middle - track.thickness / 2 for place in places]
    tracks = [(track.start, y, track.room, track.thickness) for y in tops]
    bars = [
        (track.start, y, track.room * _part(chart, bar.value), track.thickness)
        for bar, y in zip(chart.bars, tops, strict=True)
        if math.isfinite(bar.value) and bar.value
    ]
    parts = [*blocks(tracks if chart.shares else [], "track"), *marks(bars, "accent")]
    for bar, y in zip(chart.bars, tops, strict=True):
        if bar.interval:
            low, high = (track.start + track.room * _part(chart, end) for end in bar.interval)
            parts += whisker(low, high, y + track.thickness / 2)
    return parts


def _part(chart: Bars, value: float) -> float:
    return value / chart.full if math.isfinite(value) else 0.0


def _base_room(chart: Bars, layout: Layout) -> float:
    widest = max(roomy_width(bar.base, layout.small) for bar in chart.bars)
    return widest + 4 if widest else 0.0


def _right_room(chart: Bars, layout: Layout) -> float:
    values = max(text_width(bar.words, layout.size) for bar in chart.bars) * _BOLD
    return values + 14 + _base_room(chart, layout)


def _reference(chart: Bars, track: _Track, places: Sequence[Place], layout: Layout) -> list[Markup]:
    """Mark the value of all with a dashed line and its name above it."""
    if not chart.reference:
        return []
    value, name = chart.reference
    x = track.start + track.room * min(value / chart.full, 1.0)
    half = text_width(name, layout.small) / 2
    middle = min(max(x, track.start + half), layout.width - half)
    parts = [text(middle, 10, name, size=layout.small, anchor="middle", tone="muted")]
    if not layout.narrow:
        return [*parts, *dashes(x, 20, bottom(places))]
    # In the narrow layout words stand between the bars: the line crosses the bars only.
    for place in places:
        parts += dashes(x, place.below - 3, place.below + track.thickness + 3)
    return parts
