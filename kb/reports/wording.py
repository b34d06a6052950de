"""Protected numbers put into words, for alt texts and titles that follow the data."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from kb.privacy.disclosure import ProtectedTable
from kb.reports.numbers import Language, amount, percent
from kb.reports.phrases import phrase


def in_words(
    table: ProtectedTable,
    *,
    share_of: str | Sequence[str] | None = None,
    unit: str = "",
    language: Language = "nb",
) -> str:
    """List each row's total, or the share of some categories, largest first: `Skole 75 %, Helse 74 %`.

    A row whose number is hidden is said to be so.
    """
    values = row_values(table, share_of)
    parts = [
        f"{label} {_told(value, share_of is not None, unit, language)}" for label, value in values.items()
    ]
    return ", ".join(parts)


def row_values(table: ProtectedTable, share_of: str | Sequence[str] | None = None) -> pd.Series[float]:
    """Give each row's total, or the share of some categories, largest first, hidden ones (NaN) last."""
    if share_of is None:
        return table.row_totals.sort_values(ascending=False, kind="stable")
    wanted = [share_of] if isinstance(share_of, str) else list(share_of)
    shares = table.shares()[wanted].sum(axis="columns", skipna=False)
    return shares.sort_values(ascending=False, kind="stable")


def _told(value: float, share: bool, unit: str, language: Language) -> str:
    if math.isnan(value):
        return phrase("hidden", language)
    return percent(value, language=language) if share else amount(value, unit, language=language)
