"""Amounts from rows to columns, as the drawings of flows read them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from kb.reports.charts.measures import write_measure
from kb.reports.text.numbers import Language

Kind = Literal["flows", "counts", "rates"]


@dataclass(frozen=True, slots=True)
class Flows:
    """Names of both sides, amounts from each source to each target (NaN is hidden), and their sums.

    Of flows rows are from and columns to; counts are of groups both ways; rates do not add up.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    amounts: tuple[tuple[float, ...], ...]
    source_sums: tuple[float, ...]
    target_sums: tuple[float, ...]
    total: float
    unit: str
    digits: int
    language: Language
    kind: Kind = "flows"

    @property
    def directed(self) -> bool:
        """Tell whether rows are from and columns to."""
        return self.kind == "flows"

    @property
    def sums(self) -> bool:
        """Tell whether the amounts add up."""
        return self.kind != "rates"

    @property
    def largest(self) -> float:
        """Give the largest amount that may be shown."""
        return max(amount for row in self.amounts for amount in row if math.isfinite(amount))

    @property
    def least(self) -> float:
        """Give the amount from which shades begin: nothing, or the least that is shown where nothing adds up."""
        return 0.0 if self.sums else min(a for row in self.amounts for a in row if math.isfinite(a))

    def told(self, amount: float) -> str:
        """Write an amount or a sum, a hidden one as `:`."""
        return write_measure(amount, self.unit, self.digits, self.language)
