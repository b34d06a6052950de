"""How dots before and after are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import roomy_width, text_width
from kb.reports.charts.rows import bottom, label, stack
from kb.reports.charts.shapes import dot
from kb.reports.charts.svg import Drawing, Layout, line, text
from kb.reports.tables.hiding import HIDDEN

_MOST_LABEL = 210.0
_RADIUS = 6.0
_GAP = 11.0  # from the middle of a dot to its number
_BOLD = 1.08
_WIDE_STEP, _NARROW_STEP = 36.0, 54.0
_TOP = 30.0  # the names of the two waves


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: both values (NaN is hidden), how they are written, and how their difference is."""

    label: str
    before: float
    after: float
    before_words: str
    after_words: str
    change: str

    @property
    def words(self) -> tuple[str, str, str]:
        """Give both values and the difference as they are written."""
        return self.before_words, self.after_words, self.change


@dataclass(frozen=True, slots=True)
class Dots:
    """All rows in order, the names of the two waves, and the value at the right end."""

    pairs: tuple[Pair, ...]
    waves: tuple[str, str]
    full: float


@dataclass(frozen=True, slots=True)
class _Track:
    """The stretch in which dots stand, with room for a number on either side of it."""

    start: float
    room: float
    full: float

    def x(self, value: float) -> float:
        return self.start + self.room * value / self.full


def draw(chart: Dots, layout: Layout) -> Drawing:
    """Draw a line between two dots for every row, and the difference at the right."""
    track = _track(chart, layout)
    room = layout.width - _change_room(chart, layout) if layout.narrow else _MOST_LABEL
    places = stack(
        [pair.label for pair in chart.pairs],
        layout,
        room=room,
        step=_NARROW_STEP if layout.narrow else _WIDE_STEP,
        top=_TOP,
    )
    parts = [*_key(chart, layout)]
    for pair, place in zip(chart.pairs, places, strict=True):
        parts += label(place, layout)
        y = place.first if layout.narrow else place.middle
        parts.append(text(layout.width, y, pair.change, size=layout.size, anchor="end", bold=True))
        parts += _row(pair, place.below + 8 if layout.narrow else place.middle, track, layout)
    return Drawing(bottom(places) + 4, tuple(parts))


def _track(chart: Dots, layout: Layout) -> _Track:
    """Fit the track between the labels and the differences."""
    widest = max(text_width(words, layout.small) for pair in chart.pairs for words in pair.words[:2])
    side = widest + _GAP + 2
    labels = min(max(text_width(pair.label, layout.size) for pair in chart.pairs), _MOST_LABEL) + 14
    start = side if layout.narrow else labels + side
    end = layout.width - side - (0.0 if layout.narrow else _change_room(chart, layout))
    return _Track(start, end - start, chart.full)


def _change_room(chart: Dots, layout: Layout) -> float:
    return max(roomy_width(pair.change, layout.size) for pair in chart.pairs) * _BOLD + 14


def _key(chart: Dots, layout: Layout) -> Iterator[Markup]:
    """Name the hollow and the filled dot above the rows, which is all that has to be learnt."""
    x = 0.0
    for name, hollow in zip(chart.waves, (True, False), strict=True):
        yield dot(x + _RADIUS, 10, 5.0, "accent", hollow=hollow)
        yield text(x + _RADIUS + 10, 10, name, size=layout.small)
        x += _RADIUS + 10 + roomy_width(name, layout.small) + 12


def _row(pair: Pair, y: float, track: _Track, layout: Layout) -> Iterator[Markup]:
    """Draw the dots that may be shown with their numbers outside them; the later dot lies on top."""
    yield line(track.start, y, track.start + track.room, y)
    shown = [
        (value, words, hollow)
        for value, words, hollow in (
            (pair.before, pair.before_words, True),
            (pair.after, pair.after_words, False),
        )
        if math.isfinite(value)
    ]
    if len(shown) == 2:
        yield line(track.x(pair.before), y, track.x(pair.after), y, colour="accent")
    for value, _, hollow in shown:
        yield dot(track.x(value), y, _RADIUS - 1, "accent", hollow=hollow)
    if not shown:
        yield text(track.start + 8, y - 9, HIDDEN, size=layout.size, tone="muted", bold=True)
    leftmost = min(shown, default=None)
    for value, words, hollow in shown:
        left = len(shown) == 2 and (value, words, hollow) == leftmost
        x = track.x(value) + (-_GAP if left else _GAP)
        tone = "muted" if hollow else "ink"
        yield text(x, y, words, size=layout.small, anchor="end" if left else "start", tone=tone)
