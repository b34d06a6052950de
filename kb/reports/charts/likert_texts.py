"""What stands at the right of a diverging bar: the sum of its right side, the base, and who did not know."""

from __future__ import annotations

import math

from markupsafe import Markup

from kb.reports.charts.lettering import roomy_width, text_width, wrap
from kb.reports.charts.likert_scale import Likert, Row
from kb.reports.charts.rows import Place
from kb.reports.charts.svg import Layout, text
from kb.reports.tables.hiding import HIDDEN, NOTHING
from kb.reports.text.numbers import integer, percent
from kb.reports.text.phrases import phrase

_BOLD = 1.08  # how much wider bold text is
_GAP = 14.0
_APART = 4.0  # between texts that have room to be set apart
_MOST_HEAD = 110.0  # the widest name of those who did not know

HEAD_HEIGHT, BELOW_HEIGHT = 22.0, 20.0


def right_texts(chart: Likert, row: Row, place: Place, layout: Layout) -> list[Markup]:
    """Write the sum of the right side, where asked for, and the base; those outside it in a column or below."""
    middle = place.first if layout.narrow else place.middle
    x = layout.width - _unknown_room(chart, layout)
    base = text(x, middle, _base(chart, row), size=layout.small, anchor="end", tone="muted")
    parts = [*_unknown(chart, row, place, layout), base]
    if chart.sum_label:
        x -= _base_room(chart, layout)
        parts.append(text(x, middle, _sum(chart, row), size=layout.size, anchor="end", bold=True))
    return parts


def right_room(chart: Likert, layout: Layout) -> float:
    """Give the room of all these texts."""
    sums = max(text_width(_sum(chart, row), layout.size) for row in chart.rows) * _BOLD + _GAP
    return _unknown_room(chart, layout) + _base_room(chart, layout) + (sums if chart.sum_label else 0.0)


def right_head(chart: Likert, layout: Layout, top: float) -> list[Markup]:
    """Name the column of those outside the base; the narrow layout names them in each row."""
    if not chart.dont_know or layout.narrow:
        return []
    name = wrap(chart.dont_know, layout.small, _MOST_HEAD, lines=1)[0]
    return [text(layout.width, top + 6, name, size=layout.small, anchor="end", tone="muted")]


def _unknown(chart: Likert, row: Row, place: Place, layout: Layout) -> list[Markup]:
    words = _unknown_words(chart, row)
    if not chart.dont_know:
        return []
    if layout.narrow:
        told = f"{chart.dont_know}: {words}"
        return [text(0, place.y + place.height - BELOW_HEIGHT, told, size=layout.small, tone="muted")]
    return [text(layout.width, place.middle, words, size=layout.small, anchor="end", tone="muted")]


def _unknown_words(chart: Likert, row: Row) -> str:
    if row.base == 0 and math.isnan(row.unknown):
        return NOTHING
    return HIDDEN if math.isnan(row.unknown) else percent(row.unknown, language=chart.language)


def _unknown_room(chart: Likert, layout: Layout) -> float:
    if not chart.dont_know or layout.narrow:
        return 0.0
    words = max(text_width(_unknown_words(chart, row), layout.small) for row in chart.rows)
    return max(words, min(text_width(chart.dont_know, layout.small), _MOST_HEAD)) + _GAP + 4


def _base(chart: Likert, row: Row) -> str:
    n = HIDDEN if math.isnan(row.base) else integer(row.base, language=chart.language)
    return phrase("base", chart.language, n=n)


def _base_room(chart: Likert, layout: Layout) -> float:
    return max(roomy_width(_base(chart, row), layout.small) for row in chart.rows) + _APART


def _sum(chart: Likert, row: Row) -> str:
    if row.base == 0:
        return NOTHING
    return HIDDEN if math.isnan(row.agreeing) else percent(row.agreeing, language=chart.language)
