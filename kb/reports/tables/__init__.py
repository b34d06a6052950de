"""The tables a notebook shows: protected numbers, and lists of things."""

from __future__ import annotations

from kb.reports.tables.listings import listing
from kb.reports.tables.protected import table

__all__ = ["listing", "table"]
