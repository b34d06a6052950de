"""Which category stands where in a diverging chart, and how much room each row takes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.text.numbers import Language

Neutral = Literal["split", "beside", "excluded"]

_STRENGTHS = {0: (), 1: (3,), 2: (1, 3), 3: (1, 2, 3)}  # from the middle outwards


@dataclass(frozen=True, slots=True)
class Scale:
    """Categories from the middle outwards on both sides, the one across it, those beside, and one not drawn."""

    left: tuple[str, ...]
    middle: str | None
    right: tuple[str, ...]
    beside: tuple[str, ...]
    excluded: str | None = None

    @property
    def ordered(self) -> tuple[str, ...]:
        """Give the categories as a reader meets them, from left to right."""
        middle = () if self.middle is None else (self.middle,)
        return (*reversed(self.left), *middle, *self.right, *self.beside)

    @property
    def colours(self) -> Mapping[str, str]:
        """Give each category its colour: stronger towards the ends."""
        sides = {
            category: f"{side}-{strength}"
            for side, categories in (("left", self.left), ("right", self.right))
            for category, strength in zip(categories, _STRENGTHS[len(categories)], strict=True)
        }
        quiet = dict.fromkeys(self.beside, "middle")
        return sides | quiet | ({} if self.middle is None else {self.middle: "middle"})


@dataclass(frozen=True, slots=True)
class Row:
    """One group: its shares and base (NaN is hidden), the sum of the right side, and who did not know."""

    label: str
    shares: Mapping[str, float]
    base: float
    agreeing: float
    unknown: float

    @property
    def visible(self) -> bool:
        """Tell whether any share may be drawn."""
        return any(math.isfinite(share) for share in self.shares.values())


@dataclass(frozen=True, slots=True)
class Likert:
    """All rows in order, their scale, and the names of the sum at the right and of those who did not know."""

    rows: tuple[Row, ...]
    scale: Scale
    sum_label: str
    dont_know: str
    language: Language


def arrange(categories: Sequence[str], beside: Collection[str], neutral: Neutral = "split") -> Scale:
    """Split ordered categories around their middle; raises `KbError` for what cannot be split."""
    require_categories(beside, categories)
    steps = [name for name in categories if name not in set(beside)]
    half, odd = divmod(len(steps), 2)
    if not 1 <= half <= 3:
        raise KbError(
            f"A diverging chart needs 2 to 7 steps, not {len(steps)}. Merge some, or set them beside."
        )
    if neutral != "split" and not odd:
        raise KbError(f"{len(steps)} steps have no neutral one in their middle. Leave out `neutral`.")
    lane = {*beside, *((steps[half],) if neutral == "beside" else ())}
    return Scale(
        left=tuple(reversed(steps[:half])),
        middle=steps[half] if odd and neutral == "split" else None,
        right=tuple(steps[half + odd :]),
        beside=tuple(name for name in categories if name in lane),
        excluded=steps[half] if neutral == "excluded" else None,
    )


def require_categories(wanted: Collection[str], categories: Sequence[str]) -> None:
    """Raise `KbError` for a name that no column has."""
    unknown = [name for name in wanted if name not in categories]
    if unknown:
        raise KbError(f"No category called {', '.join(unknown)}. The table has: {', '.join(categories)}.")


def set_apart(table: ProtectedTable, dont_know: str) -> tuple[ProtectedTable, pd.Series[float]]:
    """Take a column out of the table and its bases; give the rest, and the column's share of all asked.

    A base is hidden where neither total and column nor all other cells are shown.
    """
    if not dont_know:
        return table, pd.Series(math.nan, index=table.cells.index)
    cells = table.cells.rename(columns=str)
    require_categories([dont_know], list(cells.columns))
    column, rest = cells[dont_know], cells.drop(columns=dont_know)
    bases = (table.row_totals - column).fillna(rest.sum(axis="columns", skipna=False))
    sums = table.column_totals.rename(str)
    total = table.total - float(sums[dont_know])
    answered = ProtectedTable(rest, bases, sums.drop(dont_know), total, table.smallest)
    return answered, column.div(table.row_totals.where(table.row_totals != 0))


def read_rows(table: ProtectedTable, scale: Scale, unknown: pd.Series[float]) -> list[Row]:
    """Read the groups of a table, in its order; `unknown` is the share of each that did not know."""
    shares = table.shares().astype(float).rename(columns=str)
    agreeing = shares[list(scale.right)].sum(axis="columns", skipna=False)
    return [
        Row(str(label), dict(zip(shares.columns, shares.iloc[at], strict=True)), base, total, apart)
        for at, (label, base, total, apart) in enumerate(
            zip(shares.index, table.row_totals.astype(float), agreeing, unknown, strict=True)
        )
    ]


def sort_rows(rows: Sequence[Row]) -> list[Row]:
    """Put the groups with the largest right side first, those where it is hidden last."""
    return sorted(rows, key=lambda row: math.inf if math.isnan(row.agreeing) else -row.agreeing)
