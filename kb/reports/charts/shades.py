"""The shades of a matrix: stronger for more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from kb.reports.charts.flows_read import Flows
from kb.reports.charts.svg import Box, marks

_SHADES = ("soft", "right-1", "right-2", "right-3")  # from the least amount to the most


def shade(amount: float, largest: float, least: float = 0.0) -> tuple[str, str]:
    """Choose a cell's colour and that of its number: four even steps from the least up to the largest amount."""
    part = (amount - least) / (largest - least) if largest > least else 1.0
    step = min(max(math.ceil(part * len(_SHADES)), 1), len(_SHADES)) - 1
    return _SHADES[step], "ink" if step == 0 else f"on-{_SHADES[step]}"


def tone_on(flows: Flows, amount: float) -> str:
    """Choose the colour of a number on its cell."""
    shown = math.isfinite(amount) and amount
    return shade(amount, flows.largest, flows.least)[1] if shown else "muted"


def shaded(boxes: Iterable[tuple[float, Box]], flows: Flows) -> Iterator[Markup]:
    """Draw the boxes of each shade as one shape; one that is empty or hidden is not drawn."""
    by_shade: dict[str, list[Box]] = {name: [] for name in _SHADES}
    for amount, box in boxes:
        if math.isfinite(amount) and amount:
            by_shade[shade(amount, flows.largest, flows.least)[0]].append(box)
    for colour, of_shade in by_shade.items():
        yield from marks(of_shade, colour)
