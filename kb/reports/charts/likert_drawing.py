"""How diverging bars are laid out, wide and narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.legend import legend
from kb.reports.charts.lettering import text_width
from kb.reports.charts.likert_scale import Likert, Row
from kb.reports.charts.likert_texts import BELOW_HEIGHT, HEAD_HEIGHT, right_head, right_room, right_texts
from kb.reports.charts.rows import bottom, label, stack
from kb.reports.charts.svg import Drawing, Layout, line, marks, text
from kb.reports.tables.hiding import HIDDEN, NOTHING
from kb.reports.text.numbers import integer

_MOST_LABEL = 200.0
_STUB = 14.0  # the room of a hidden share: the same for all, so that it says nothing
_GAP = 1.5  # between two shares
_LANE_GAP = 18.0  # before the categories beside the scale
_WIDE_STEP, _NARROW_STEP = 36.0, 54.0


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the bars stand: the line in the middle, the lane beside, units a share, and the thickness."""

    start: float
    centre: float
    lane: float
    unit: float
    thickness: float


@dataclass(frozen=True, slots=True)
class _Share:
    """A share (NaN is hidden) of a category, and where it stands: left edge, top and width."""

    category: str
    share: float
    x: float
    y: float
    room: float


def draw(chart: Likert, layout: Layout) -> Drawing:
    """Draw the legend and a diverging bar for every row."""
    names, top = legend(chart.scale.ordered, chart.scale.colours, layout)
    field = _field(chart, layout)
    names += right_head(chart, layout, top)
    top += HEAD_HEIGHT if chart.dont_know and not layout.narrow else 0.0
    room = layout.width - right_room(chart, layout) - 8 if layout.narrow else _MOST_LABEL
    step = _NARROW_STEP + (BELOW_HEIGHT if chart.dont_know else 0.0) if layout.narrow else _WIDE_STEP
    places = stack([row.label for row in chart.rows], layout, room=room, step=step, top=top)
    parts = [*names]
    if not layout.narrow:
        parts.append(line(field.centre, top, field.centre, bottom(places), colour="edge"))
    tops = [place.below if layout.narrow else place.middle - field.thickness / 2 for place in places]
    rows = [list(_shares(chart, row, y, field)) for row, y in zip(chart.rows, tops, strict=True)]
    if layout.narrow:
        parts += [
            line(field.centre, y - 4, field.centre, y + 4 + field.thickness, colour="edge") for y in tops
        ]
    parts += _bars(chart, [share for shares in rows for share in shares], field)
    for row, place, y, shares in zip(chart.rows, places, tops, rows, strict=True):
        parts += [*label(place, layout), *right_texts(chart, row, place, layout)]
        parts += _numbers(chart, shares, field, layout) if row.visible else [_none(row, y, field, layout)]
    return Drawing(bottom(places) + 4, tuple(parts))


def _field(chart: Likert, layout: Layout) -> _Field:
    """Fit the widest row on either side of the middle, and the categories beside, into the room."""
    labels = max(text_width(row.label, layout.size) for row in chart.rows)
    start = 0.0 if layout.narrow else min(labels, _MOST_LABEL) + 18
    room = layout.width - start - (0.0 if layout.narrow else right_room(chart, layout))
    sides = [_extent(chart, side) for side in ("left", "right", "beside")]
    stubs = sum(stub for _, stub in sides) + (_LANE_GAP if chart.scale.beside else 0.0)
    unit = max(room - stubs, 1.0) / max(sum(share for share, _ in sides), 1e-9)
    centre = start + sides[0][0] * unit + sides[0][1]
    lane = centre + sides[1][0] * unit + sides[1][1] + _LANE_GAP
    return _Field(start, centre, lane, unit, 14 if layout.narrow else 20)


def _extent(chart: Likert, side: str) -> tuple[float, float]:
    """Give the largest sum of visible shares on a side, and the most room that hidden ones take there."""
    names: tuple[str, ...] = getattr(chart.scale, side)
    middle = chart.scale.middle if side != "beside" else None
    halves = [(name, 1.0) for name in names] + ([(middle, 0.5)] if middle else [])
    rows = [row for row in chart.rows if row.visible]
    shares = [sum(_seen(row.shares[name]) * part for name, part in halves) for row in rows]
    stubs = [sum(math.isnan(row.shares[name]) * part for name, part in halves) * _STUB for row in rows]
    return max(shares, default=0.0), max(stubs, default=0.0)


def _seen(share: float) -> float:
    return 0.0 if math.isnan(share) else share


def _shares(chart: Likert, row: Row, y: float, field: _Field) -> Iterator[_Share]:
    """Place a row's shares outwards from the middle, then those beside; nothing in a row without any."""
    if not row.visible:
        return
    middle = chart.scale.middle
    half = _room(row.shares[middle], field) / 2 if middle else 0.0
    lanes = (
        (((middle,) if middle else ()), field.centre - half, 1),
        (chart.scale.left, field.centre - half, -1),
        (chart.scale.right, field.centre + half, 1),
        (chart.scale.beside, field.lane, 1),
    )
    for names, at, direction in lanes:
        x = at
        for name in names:
            room = _room(row.shares[name], field)
            yield _Share(name, row.shares[name], min(x, x + direction * room), y, room)
            x += direction * room


def _room(share: float, field: _Field) -> float:
    return _STUB if math.isnan(share) else share * field.unit


def _bars(chart: Likert, shares: Sequence[_Share], field: _Field) -> Iterator[Markup]:
    """Draw what may be shown, a shape for each category."""
    for name in chart.scale.ordered:
        bars = [
            (one.x + _GAP / 2, one.y, one.room - _GAP, field.thickness)
            for one in shares
            if one.category == name and one.share > 0
        ]
        yield from marks(bars, chart.scale.colours[name])


def _numbers(chart: Likert, shares: Sequence[_Share], field: _Field, layout: Layout) -> Iterator[Markup]:
    """Write the number of each share in its bar, where there is room for it; a colon for a hidden one."""
    for one in shares:
        x, y = one.x + one.room / 2, one.y + field.thickness / 2
        if math.isnan(one.share):
            yield text(x, y, HIDDEN, size=layout.size, anchor="middle", tone="muted", bold=True)
            continue
        number = integer(one.share * 100, language=chart.language)
        if one.share and text_width(number, layout.small) <= one.room - 6:
            tone = f"on-{chart.scale.colours[one.category]}"
            yield text(x, y, number, size=layout.small, anchor="middle", tone=tone)


def _none(row: Row, y: float, field: _Field, layout: Layout) -> Markup:
    """Say that no share of a row may be shown, or that nobody answered."""
    sign = NOTHING if row.base == 0 else HIDDEN
    middle = y + field.thickness / 2
    return text(field.centre + 8, middle, sign, size=layout.size, tone="muted", bold=True)
