"""Which category stands where in a diverging chart, and how much room each row takes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable

_STRENGTHS = {0: (), 1: (3,), 2: (1, 3), 3: (1, 2, 3)}  # from the middle outwards


@dataclass(frozen=True, slots=True)
class Scale:
    """Categories from the middle outwards on both sides, the one across the middle, and those beside."""

    left: tuple[str, ...]
    middle: str | None
    right: tuple[str, ...]
    beside: tuple[str, ...]

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
    """One group: its shares (NaN is hidden), its base (NaN is hidden), and the sum of the right side."""

    label: str
    shares: Mapping[str, float]
    base: float
    agreeing: float

    @property
    def visible(self) -> bool:
        """Tell whether any share may be drawn."""
        return any(math.isfinite(share) for share in self.shares.values())


def arrange(categories: Sequence[str], beside: Collection[str]) -> Scale:
    """Split ordered categories around their middle; raises `KbError` for what cannot be split."""
    unknown = [name for name in beside if name not in categories]
    if unknown:
        raise KbError(f"No category called {', '.join(unknown)}. The table has: {', '.join(categories)}.")
    steps = [name for name in categories if name not in set(beside)]
    half, odd = divmod(len(steps), 2)
    if not 1 <= half <= 3:
        raise KbError(
            f"A diverging chart needs 2 to 7 steps, not {len(steps)}. Merge some, or set them beside."
        )
    return Scale(
        left=tuple(reversed(steps[:half])),
        middle=steps[half] if odd else None,
        right=tuple(steps[half + odd :]),
        beside=tuple(name for name in categories if name in set(beside)),
    )


def read_rows(table: ProtectedTable, scale: Scale) -> list[Row]:
    """Read the groups of a table, in its order."""
    shares = table.shares().astype(float).rename(columns=str)
    agreeing = shares[list(scale.right)].sum(axis="columns", skipna=False)
    return [
        Row(str(label), dict(zip(shares.columns, shares.iloc[at], strict=True)), base, total)
        for at, (label, base, total) in enumerate(
            zip(shares.index, table.row_totals.astype(float), agreeing, strict=True)
        )
    ]


def sort_rows(rows: Sequence[Row]) -> list[Row]:
    """Put the groups with the largest right side first, those where it is hidden last."""
    return sorted(rows, key=lambda row: math.inf if math.isnan(row.agreeing) else -row.agreeing)
