"""What a chart measures of each row of a table: its total, or the share of some categories."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.likert_scale import require_categories
from kb.reports.tables.hiding import HIDDEN
from kb.reports.text.numbers import Language, amount


def measure(table: ProtectedTable, share_of: str | Sequence[str] | None) -> pd.Series[float]:
    """Give each row's total, or the share of the categories, labelled by text; NaN is hidden.

    Raises `KbError` for a category that no column has.
    """
    if share_of is None:
        return table.row_totals.astype(float).rename(str)
    wanted = [share_of] if isinstance(share_of, str) else list(share_of)
    shares = table.shares().rename(index=str, columns=str)
    require_categories(wanted, list(shares.columns))
    return shares[wanted].sum(axis="columns", skipna=False).astype(float)


def write_measure(value: float, unit: str, digits: int, language: Language) -> str:
    """Write a measure in a drawing, a hidden one as `:`."""
    return HIDDEN if math.isnan(value) else amount(value, unit, digits=digits, language=language)
