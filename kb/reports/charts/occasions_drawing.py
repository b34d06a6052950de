"""How occasions are laid out: the label and its standing above a line in time, wide and narrow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import roomy_width, wrap
from kb.reports.charts.shapes import Point, checks, diamonds, dot, strokes
from kb.reports.charts.svg import Drawing, Layout, text

_LINE = 16.0  # between two lines of a label
_LANE = 16.0  # from a label to the ticks, and from the ticks to the line in time
_FOOT = 15.0  # from the line in time to the years beneath its marks
_GAP = 24.0  # between two rows
_SIDE = 20.0  # left and right of the line in time, for half a year's name
_SIZE = 5.0  # half a mark
_KEY = 22.0


@dataclass(frozen=True, slots=True)
class Story:
    """A row: its label, how it stands, and the days it happened, something was done, and it happened all the same."""

    label: str
    now: str
    first: tuple[dt.date, ...]
    done: tuple[dt.date, ...]
    again: tuple[dt.date, ...]

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Give all its days in order."""
        return tuple(sorted((*self.first, *self.done, *self.again)))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days stand: the first and the last of all years, and the room between them."""

    first: int
    last: int
    room: float

    def x(self, day: dt.date) -> float:
        start, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last + 1, 1, 1).toordinal()
        return _SIDE + self.room * (day.toordinal() - start) / (end - start)

    @property
    def years(self) -> list[int]:
        return list(range(self.first, self.last + 1))


def draw(stories: Sequence[Story], names: Sequence[str], layout: Layout) -> Drawing:
    """Draw the names of the marks, the years, and a line with its marks for every row."""
    days = [day for story in stories for day in story.days]
    scale = _Scale(min(days).year, max(days).year, layout.width - 2 * _SIDE)
    heads, y = _key(names, layout)
    heads += _years(scale, y + 8, layout)
    y += 34.0
    lanes: list[tuple[Story, float]] = []
    for story in stories:
        words, lane = _head(story, y, layout)
        heads += [*words, *_dates(story, scale, lane, layout)]
        lanes.append((story, lane))
        y = lane + _FOOT + _GAP
    return Drawing(y - _GAP + 10, (*_tracks(lanes, scale), *_marks(lanes, scale), *heads))


def _key(names: Sequence[str], layout: Layout) -> tuple[list[Markup], float]:
    """Show each mark with its name, in lines that fit."""
    parts: list[Markup] = []
    x, y = _SIZE + 1, 10.0
    for name, shape in zip(names, (_rings, checks, diamonds), strict=True):
        width = _SIZE * 2 + 6 + roomy_width(name, layout.small) + 6
        if x > _SIZE + 1 and x + width > layout.width:
            x, y = _SIZE + 1, y + _KEY
        parts += [*shape([(x, y)]), text(x + _SIZE + 6, y, name, size=layout.small)]
        x += width
    return parts, y + _KEY - 4


def _years(scale: _Scale, y: float, layout: Layout) -> Iterator[Markup]:
    """Name as many years as fit, each in the middle of its twelve months."""
    step = scale.room / len(scale.years)
    every = max(1, -int(-(roomy_width("2000", layout.small) + 4) // step))
    for year in scale.years[::every]:
        middle = scale.x(dt.date(year, 7, 2))
        yield text(middle, y, str(year), size=layout.small, anchor="middle", tone="muted")


def _head(story: Story, y: float, layout: Layout) -> tuple[list[Markup], float]:
    """Write the label and how it stands: beside it, or below where it is narrow; give where the marks' line is."""
    beside = 0.0 if layout.narrow else roomy_width(story.now, layout.small) + 24
    rows = wrap(story.label, layout.size, layout.width - beside, lines=4, roomy=True)
    parts = [text(0, y + _LINE * at, row, size=layout.size) for at, row in enumerate(rows)]
    last = y + _LINE * (len(rows) - 1)
    if layout.narrow and story.now:
        last += _LINE
        parts.append(text(0, last, story.now, size=layout.small, tone="muted"))
    elif story.now:
        parts.append(text(layout.width, y, story.now, size=layout.small, anchor="end", tone="muted"))
    return parts, last + 2 * _LANE


def _tracks(lanes: Sequence[tuple[Story, float]], scale: _Scale) -> list[Markup]:
    """Draw the lines in time, where years meet, and what is between each first and last day."""
    edges = [scale.x(dt.date(year, 1, 1)) for year in (*scale.years, scale.last + 1)]
    level = [((edges[0], y), (edges[-1], y)) for _, y in lanes]
    upright = [((x, y - 4), (x, y + 4)) for _, y in lanes for x in edges]
    between = [((scale.x(one.days[0]), y), (scale.x(one.days[-1]), y)) for one, y in lanes]
    return [*strokes(level, "line"), *strokes(upright, "edge"), *strokes(between, "accent")]


def _marks(lanes: Sequence[tuple[Story, float]], scale: _Scale) -> list[Markup]:
    """Set a tick above the line for what was done, so that no mark hides it, and the others on the line."""
    done = [(scale.x(day), y - _LANE + 2) for story, y in lanes for day in story.done]
    first = [(scale.x(day), y) for story, y in lanes for day in story.first]
    again = [(scale.x(day), y) for story, y in lanes for day in story.again]
    return [*checks(done), *_rings(first), *diamonds(again)]


def _dates(story: Story, scale: _Scale, y: float, layout: Layout) -> Iterator[Markup]:
    """Write the year beneath each mark on the line: two that are near lean apart, and one without room has none."""
    width = roomy_width("2000", layout.small)
    days = sorted((*story.first, *story.again))
    clear = float("-inf")
    for day, after in zip(days, [*days[1:], None], strict=True):
        x, crowded = scale.x(day), after is not None and scale.x(after) - scale.x(day) < width
        for anchor in ("end", "middle", "start") if crowded else ("middle", "start"):
            at, left, right = _leaning(x, width, anchor)
            if left >= clear:
                clear = right + 2
                yield text(at, y + _FOOT, str(day.year), size=layout.small, anchor=anchor)
                break


def _leaning(x: float, width: float, anchor: str) -> tuple[float, float, float]:
    """Give where a text by a mark is anchored, and its left and right edge."""
    if anchor == "middle":
        return x, x - width / 2, x + width / 2
    if anchor == "end":
        return x + _SIZE, x + _SIZE - width, x + _SIZE
    return x - _SIZE, x - _SIZE, x - _SIZE + width


def _rings(points: Sequence[Point]) -> list[Markup]:
    return [dot(x, y, _SIZE, "accent", hollow=True) for x, y in points]
