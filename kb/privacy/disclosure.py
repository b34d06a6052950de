"""Tables made safe to show: small cells are hidden, and enough others that nobody can work them out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.errors import Fault, FaultsFound
from kb.privacy.attack import Mask
from kb.privacy.grids import Grid
from kb.privacy.ledger import leave
from kb.privacy.links import hide_together


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers before protection: rows are groups, columns categories; nothing is hidden yet.

    `counts` holds the persons behind each cell. `values` (same labels) is shown instead of the counts
    where given, for instance hours.
    """

    counts: pd.DataFrame
    values: pd.DataFrame | None = None

    @property
    def shown(self) -> pd.DataFrame:
        """Give what a reader sees: the values, or the counts where there are none."""
        return self.counts if self.values is None else self.values


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be shown. Hidden cells and margins are NaN."""

    cells: pd.DataFrame
    row_totals: pd.Series[float]
    column_totals: pd.Series[float]
    total: float
    smallest: int

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
        return ProtectedTable(self.cells.T, self.column_totals, self.row_totals, self.total, self.smallest)

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


def protect(tables: Mapping[str, Table], *, smallest: int = 5) -> Protected:
    """Hide every cell and margin with 1 to `smallest` - 1 persons, and what would give them away.

    What is left does not let a reader place a hidden small figure within less than `smallest`, knowing all
    shown cells and margins of all `tables` and that none is negative. (Where values are shown instead of
    counts: within less than the figure itself.) A line that several tables show is one line to that reader:
    the same labels and figures, a margin of one of them. Tables with the same labels and counts hide the
    same places, for instance hours and their cost. Raises `FaultsFound` with everything wrong.
    """
    faults = [fault for name, table in tables.items() for fault in _faults(name, table)]
    if smallest < 1:
        faults.append(Fault("protect", "smallest", f"{smallest} is below 1.", "Give 1 or more; 5 is usual."))
    if faults:
        raise FaultsFound(faults)
    grids = [Grid.of(table.counts, table.values, smallest) for table in tables.values()]
    masks = hide_together(grids)
    shown = map(_shown, tables.values(), grids, masks)
    safe = dict(zip(tables, shown, strict=True))
    leave(tables, safe)
    return Protected(safe, smallest)


def _shown(table: Table, grid: Grid, mask: Mask) -> ProtectedTable:
    amounts = np.where(mask, np.nan, grid.amounts)
    index, columns = table.counts.index, table.counts.columns
    return ProtectedTable(
        cells=pd.DataFrame(amounts[:-1, :-1], index=index, columns=columns),
        row_totals=pd.Series(amounts[:-1, -1], index=index),
        column_totals=pd.Series(amounts[-1, :-1], index=columns),
        total=float(amounts[-1, -1]),
        smallest=grid.smallest,
    )


def _faults(name: str, table: Table) -> list[Fault]:
    """Find everything that makes a table unfit to be protected."""
    counts, values = table.counts, table.values
    faults = []
    if counts.empty:
        faults.append(
            Fault(name, "counts", "The table is empty.", "Give it at least one row and one column.")
        )
    for axis, labels in (("rows", counts.index), ("columns", counts.columns)):
        twice = [str(label) for label in labels[labels.duplicated()].unique()]
        if twice:
            faults.append(
                Fault(name, axis, f"Named more than once: {', '.join(twice)}.", "Add them together.")
            )
    faults += _number_faults(name, "counts", counts, whole=True)
    if values is not None:
        faults += _number_faults(name, "values", values, whole=False)
        if not (values.index.equals(counts.index) and values.columns.equals(counts.columns)):
            faults.append(
                Fault(name, "values", "Rows or columns differ from those of counts.", "Use the same labels.")
            )
    return faults


def _number_faults(name: str, part: str, frame: pd.DataFrame, *, whole: bool) -> list[Fault]:
    if not all(pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes):
        return [Fault(name, part, "Some columns are not numbers.", "Give numbers only.")]
    numbers = frame.to_numpy(dtype=float, na_value=np.nan)
    if not np.isfinite(numbers).all():
        return [Fault(name, part, "Some cells are empty or infinite.", "Fill empty cells with 0.")]
    if (numbers < 0).any():
        return [Fault(name, part, "Some cells are negative.", "Counts and amounts are 0 or more.")]
    if whole and (numbers != np.round(numbers)).any():
        return [Fault(name, part, "Some cells are not whole.", "Count persons; put amounts in values.")]
    return []
