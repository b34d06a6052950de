"""Tables before and after protection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers before protection: rows are groups, columns categories; nothing is hidden yet.

    `counts` holds the persons behind each cell. `values` (same labels) is shown instead of the counts
    where given, for instance hours; `largest` and `second` are then the largest and second largest
    contributions of one person to each value, from which it is told whether a value is nearly one
    person's. `telling` says that a cell tells something of each person in it, for instance an answer:
    then a small group that all stand in one cell is hidden too. `about` names what a table is about, such as a
    question: a single figure that tables about different things share is taken for chance.
    """

    counts: pd.DataFrame
    values: pd.DataFrame | None = None
    largest: pd.DataFrame | None = None
    second: pd.DataFrame | None = None
    telling: bool = False
    about: str = ""

    @property
    def shown(self) -> pd.DataFrame:
        """Give what a reader sees: the values, or the counts where there are none."""
        return self.counts if self.values is None else self.values


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be shown. Hidden cells and margins are NaN.

    The rule is that of `smallest` persons; `dominance` is the p of the p % rule where it was followed too, and
    `unanimous` the number of persons below which a group may not all stand in one cell.
    """

    cells: pd.DataFrame
    row_totals: pd.Series[float]
    column_totals: pd.Series[float]
    total: float
    smallest: int
    dominance: float | None = None
    unanimous: int | None = None

    @property
    def hidden(self) -> int:
        """Count the hidden figures. The margin of a single line repeats its cells and is not counted."""
        rows, columns = self.cells.shape
        figures = int(self.cells.isna().to_numpy().sum())
        figures += int(self.row_totals.isna().sum()) if columns > 1 else 0
        figures += int(self.column_totals.isna().sum()) if rows > 1 else 0
        return figures + int(np.isnan(self.total) and rows > 1 and columns > 1)

    @property
    def fingerprint(self) -> str:
        """Give the same short text for the same table, however often it is shown."""
        parts = (self.cells.to_csv(), self.row_totals.to_csv(), self.column_totals.to_csv())
        content = "\n".join((*parts, str(self.total), str(self.smallest)))
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    def transposed(self) -> ProtectedTable:
        """Swap rows and columns; what is hidden stays hidden."""
        return replace(self, cells=self.cells.T, row_totals=self.column_totals, column_totals=self.row_totals)

    def shares(self) -> pd.DataFrame:
        """Divide each cell by its row's total; NaN where either is hidden or the total is zero."""
        return self.cells.div(self.row_totals.where(self.row_totals != 0), axis="index")


@dataclass(frozen=True, slots=True)
class Protected(Mapping[str, ProtectedTable]):
    """Tables protected together, by name."""

    tables: Mapping[str, ProtectedTable]
    smallest: int

    def __getitem__(self, name: str) -> ProtectedTable:
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    @property
    def hidden(self) -> int:
        """Count the hidden figures of all tables."""
        return sum(table.hidden for table in self.tables.values())
