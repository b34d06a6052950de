"""Amounts from rows to columns, as the drawings of flows read them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.reports.charts.measures import write_measure
from kb.reports.text.numbers import Language


@dataclass(frozen=True, slots=True)
class Flows:
    """Names of both sides, amounts from each source to each target (NaN is hidden), and their sums."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    amounts: tuple[tuple[float, ...], ...]
    source_sums: tuple[float, ...]
    target_sums: tuple[float, ...]
    total: float
    unit: str
    digits: int
    language: Language

    @property
    def largest(self) -> float:
        """Give the largest amount that may be shown."""
        return max(amount for row in self.amounts for amount in row if math.isfinite(amount))

    def told(self, amount: float) -> str:
        """Write an amount or a sum, a hidden one as `:`."""
        return write_measure(amount, self.unit, self.digits, self.language)
