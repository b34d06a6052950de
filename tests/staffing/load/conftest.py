"""Rosters of overtime that a test can write day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def roster():
    """Give a function from hours by day to rows as in overtime.csv, each person with a role."""

    def write(
        first: date,
        persons: dict[str, list[float]],
        *,
        role: str | None = "sykepleier",
        kind: str = "overtid",
    ) -> pd.DataFrame:
        rows = [
            ["PLO", role, (first + timedelta(days=day)).isoformat(), kind, float(hours), 1, person]
            for person, days in persons.items()
            for day, hours in enumerate(days)
        ]
        columns = ["område", "rolle", "periode", "type", "timer", "personer", "person"]
        return pd.DataFrame(rows, columns=columns).astype({"rolle": "str", "person": "str"})

    return write


@pytest.fixture(scope="session")
def by_period():
    """Give a function that sums rows by day over ISO weeks (`%G-W%V`) or months (`%Y-%m`)."""

    def add(rows: pd.DataFrame, form: str) -> pd.DataFrame:
        periods = pd.to_datetime(rows["periode"]).dt.strftime(form)
        keys = ["område", "rolle", "periode", "type", "personer", "person"]
        return rows.assign(periode=periods).groupby(keys, as_index=False)["timer"].sum()

    return add
