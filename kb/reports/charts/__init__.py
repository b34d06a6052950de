"""The charts a notebook draws."""

from __future__ import annotations

from kb.reports.charts.bars import bars
from kb.reports.charts.dots import dots_between
from kb.reports.charts.figures import Chart
from kb.reports.charts.flows import flow_matrix, sankey
from kb.reports.charts.likert import likert_bars
from kb.reports.charts.lines import lines_over_time
from kb.reports.charts.occasions import Names, Occasions, occasions
from kb.reports.charts.panels import small_multiples
from kb.reports.charts.periods import Event
from kb.reports.charts.timeline import columns_over_time
from kb.reports.charts.twins import twin_matrix

__all__ = [
    "Chart",
    "Event",
    "Names",
    "Occasions",
    "bars",
    "columns_over_time",
    "dots_between",
    "flow_matrix",
    "likert_bars",
    "lines_over_time",
    "occasions",
    "sankey",
    "small_multiples",
    "twin_matrix",
]
