"""The rows of a chart with a label each: how tall they are and where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.lettering import wrap
from kb.reports.charts.svg import Layout, text
from kb.reports.tables.grid import capital

_LINE = 16.0  # between two lines of a label
_FIRST = 12.0  # from the top of a narrow row to the middle of its first line
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A row: the lines of its label, its top and its height."""

    lines: tuple[str, ...]
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Give the height at which a wide row is centred."""
        return self.y + self.height / 2

    @property
    def first(self) -> float:
        """Give the height of the first line of a narrow row."""
        return self.y + _FIRST

    @property
    def below(self) -> float:
        """Give the top of the bar under the label of a narrow row."""
        return self.y + _FIRST * 2 + _LINE * (len(self.lines) - 1)


def stack(labels: Sequence[str], layout: Layout, *, room: float, step: float, top: float) -> list[Place]:
    """Place rows under each other, taller where a label needs more lines than fit in the step."""
    places: list[Place] = []
    y = top
    for label in labels:
        # In the narrow layout numbers stand beside the label.
        lines = tuple(wrap(str(capital(label)), layout.size, room, lines=_MOST_LINES, roomy=layout.narrow))
        extra = _LINE * (len(lines) - 1)
        height = step + extra if layout.narrow else max(step, _LINE + 10 + extra)
        places.append(Place(lines, y, height))
        y += height
    return places


def bottom(places: Sequence[Place]) -> float:
    """Give the lower edge of the last row."""
    return places[-1].y + places[-1].height


def label(place: Place, layout: Layout) -> list[Markup]:
    """Write the lines of a label: above the bar in the narrow layout, centred beside it in the wide."""
    start = place.first if layout.narrow else place.middle - _LINE * (len(place.lines) - 1) / 2
    return [text(0, start + _LINE * at, line, size=layout.size) for at, line in enumerate(place.lines)]
