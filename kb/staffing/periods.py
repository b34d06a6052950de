"""The periods that hours are kept in: months and ISO weeks."""

from __future__ import annotations

from datetime import date

import pandas as pd


def month_of(period: str) -> str | None:
    """Give the month of `2020-03` or `2020-W14` as `2020-03`; None when it is neither.

    A week belongs to the month its Thursday lies in, as ISO 8601 does with years.
    """
    try:
        return date.fromisoformat(f"{period}-4" if "W" in period else f"{period}-01").isoformat()[:7]
    except ValueError:
        return None


def is_week(period: str) -> bool:
    """Say whether a text is an ISO week as `2020-W14`."""
    return "W" in period and month_of(period) is not None


def week_of(days: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Give the ISO week of each day as `2020-W14`."""
    return days.dt.strftime("%G-W%V")
