"""The charts a notebook draws."""

from __future__ import annotations

from kb.reports.bars import bars
from kb.reports.figures import Chart
from kb.reports.likert import likert_bars
from kb.reports.timeline import Event, columns_over_time

__all__ = ["Chart", "Event", "bars", "columns_over_time", "likert_bars"]
