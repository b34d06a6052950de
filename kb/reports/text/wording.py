"""Protected numbers put into words, for alt texts and titles that follow the data."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.text.numbers import Language, amount, percent, step_name
from kb.reports.text.phrases import phrase

_AND: dict[Language, str] = {"nb": " og ", "nn": " og ", "en": " and "}


def in_words(
    table: ProtectedTable,
    *,
    share_of: str | Sequence[str] | None = None,
    unit: str = "",
    sort: bool = True,
    language: Language = "nb",
) -> str:
    """List each row's total, or the share of some categories, largest first: `Skole 75 %, Helse 74 %`.

    `sort=False` keeps the order of the table, as time wants it. A row whose number is hidden is said to be so.
    """
    values = row_values(table, share_of)
    ordered = values if sort else values.reindex(table.cells.index)
    parts = [
        f"{step_name(label, language=language)} {_told(value, share_of is not None, unit, language)}"
        for label, value in ordered.items()
    ]
    return ", ".join(parts)


def largest(
    table: ProtectedTable, *, share_of: str | Sequence[str] | None = None, language: Language = "nb"
) -> str:
    """Name the row with the largest total or share, all of them where several are equal.

    Raises `KbError` where a row is hidden: it might be the one.
    """
    return _names_at(table, share_of, -1, language)


def least(
    table: ProtectedTable, *, share_of: str | Sequence[str] | None = None, language: Language = "nb"
) -> str:
    """Name the row with the smallest total or share, as `largest` does."""
    return _names_at(table, share_of, 0, language)


def row_values(table: ProtectedTable, share_of: str | Sequence[str] | None = None) -> pd.Series[float]:
    """Give each row's total, or the share of some categories, largest first, hidden ones (NaN) last."""
    if share_of is None:
        return table.row_totals.sort_values(ascending=False, kind="stable")
    wanted = [share_of] if isinstance(share_of, str) else list(share_of)
    shares = table.shares()[wanted].sum(axis="columns", skipna=False)
    return shares.sort_values(ascending=False, kind="stable")


def _names_at(
    table: ProtectedTable, share_of: str | Sequence[str] | None, place: int, language: Language
) -> str:
    values = row_values(table, share_of)
    hidden = ", ".join(map(str, values.index[values.isna()]))
    if hidden:
        raise KbError(
            f"Nobody can tell which row is first or last: {hidden} is hidden. Write the title by hand."
        )
    names = [
        step_name(label, language=language)
        for label in values.index[values == values.sort_values().iloc[place]]
    ]
    return _AND[language].join(filter(None, (", ".join(names[:-1]), names[-1])))


def _told(value: float, share: bool, unit: str, language: Language) -> str:
    if math.isnan(value):
        return phrase("hidden", language)
    return percent(value, language=language) if share else amount(value, unit, language=language)
