"""Tables made safe to show: small cells are hidden, and enough others that nobody can work them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.errors import Fault, FaultsFound
from kb.privacy.attack import Mask
from kb.privacy.suppression import Grid, hide

Slice = tuple[int | slice, int | slice]  # one row or column of a grid


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

    What is left does not let a reader place a hidden small figure within less than `smallest`, knowing
    all shown cells and margins and that none is negative. (Where values are shown instead of counts: within
    less than the figure itself.) What is hidden of a margin is hidden in every other table with the same
    line: the same labels and the same figures. Raises `FaultsFound` with everything wrong.
    """
    faults = [fault for name, table in tables.items() for fault in _faults(name, table)]
    if smallest < 1:
        faults.append(Fault("protect", "smallest", f"{smallest} is below 1.", "Give 1 or more; 5 is usual."))
    if faults:
        raise FaultsFound(faults)
    grids = {name: _grid(table, smallest) for name, table in tables.items()}
    masks = _hide_together(tables, grids)
    return Protected({name: _shown(tables[name], grids[name], masks[name]) for name in tables}, smallest)


def _grid(table: Table, smallest: int) -> Grid:
    values = None if table.values is None else table.values.to_numpy(dtype=float)
    return Grid.of(table.counts.to_numpy(dtype=float), values, smallest)


def _hide_together(tables: Mapping[str, Table], grids: Mapping[str, Grid]) -> dict[str, Mask]:
    """Hide table by table until all that show the same margin hide the same of it."""
    forced = {name: np.zeros(grid.counts.shape, dtype=bool) for name, grid in grids.items()}
    masks: dict[str, Mask] = {}
    waiting = list(grids)
    while waiting:
        masks |= {name: hide(grids[name], forced[name]) for name in waiting}
        waiting = _spread(tables, grids, masks, forced)
    return masks


def _spread(
    tables: Mapping[str, Table], grids: Mapping[str, Grid], masks: Mapping[str, Mask], forced: dict[str, Mask]
) -> list[str]:
    """Ask every table to hide what its twins hide of the same line; give the names of those it is news to."""
    twins: dict[object, list[tuple[str, Slice]]] = {}
    for name, grid in grids.items():
        for line in _lines(grid, margins=True):
            twins.setdefault(_key(tables[name], grid, line), [])
    for name, grid in grids.items():
        for line in [*_lines(grid, margins=True), *_lines(grid, margins=False)]:
            twins.get(_key(tables[name], grid, line), []).append((name, line))
    news = set()
    for members in twins.values():
        hidden = np.any([masks[name][line] for name, line in members], axis=0)
        for name, line in members:
            if (hidden & ~masks[name][line]).any():
                forced[name][line] |= hidden
                news.add(name)
    return sorted(news)


def _lines(grid: Grid, *, margins: bool) -> list[Slice]:
    """Give the places of both margins, or of every row and every column, without the grand total."""
    if margins:
        return [(slice(-1), -1), (-1, slice(-1))]
    rows, columns = grid.counts.shape
    return [(row, slice(-1)) for row in range(rows - 1)] + [
        (slice(-1), place) for place in range(columns - 1)
    ]


def _key(table: Table, grid: Grid, line: Slice) -> object:
    labels = table.counts.index if isinstance(line[0], slice) else table.counts.columns
    return tuple(labels.tolist()), tuple(grid.amounts[line].round(6).tolist())


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
