"""The names of the colours above a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kb.reports.charts.lettering import roomy_width
from kb.reports.charts.svg import Layout, blocks, text

_SWATCH, _LINE = 12.0, 22.0


def legend(names: Sequence[str], colours: Mapping[str, str], layout: Layout) -> tuple[list[Markup], float]:
    """Set a swatch and a name for each colour, in lines that fit; give the parts and their height."""
    parts: list[Markup] = []
    x, y = 0.0, 10.0
    for name in names:
        width = _SWATCH + 6 + roomy_width(name, layout.small) + 4
        if x and x + width - 4 > layout.width:
            x, y = 0.0, y + _LINE
        parts += blocks([(x, y - _SWATCH / 2, _SWATCH, _SWATCH)], colours[name])
        parts.append(text(x + _SWATCH + 6, y, name, size=layout.small))
        x += width
    return parts, y + _LINE
