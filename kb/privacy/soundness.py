"""What makes tables unfit to be protected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kb.errors import Fault
from kb.privacy.tables import Table

PRESETS = {"mild": 3, "usual": 5, "strict": 10}  # the smallest number of persons behind a figure
_SLACK = 1e-6  # amounts that people rounded


def rule_faults(smallest: int | str, p: float) -> list[Fault]:
    """Find what is wrong with the rule."""
    faults = []
    if isinstance(smallest, str) and smallest not in PRESETS:
        known = ", ".join(PRESETS)
        faults.append(
            Fault("protect", "smallest", f"«{smallest}» is no preset.", f"Give a number, or {known}.")
        )
    if not isinstance(smallest, str) and smallest < 1:
        faults.append(Fault("protect", "smallest", f"{smallest} is below 1.", "Give 1 or more; 5 is usual."))
    if not 0 < p <= 100:
        faults.append(Fault("protect", "p", f"{p} is not between 0 and 100.", "Give per cent; 10 is usual."))
    return faults


def table_faults(name: str, table: Table) -> list[Fault]:
    """Find everything that makes a table unfit to be protected."""
    counts = table.counts
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
    beside = {"values": table.values, "largest": table.largest, "second": table.second}
    for part, frame in beside.items():
        faults += [] if frame is None else _beside_faults(name, part, frame, counts)
    return faults or list(_contribution_faults(name, table))


def _beside_faults(name: str, part: str, frame: pd.DataFrame, counts: pd.DataFrame) -> list[Fault]:
    faults = _number_faults(name, part, frame, whole=False)
    if not (frame.index.equals(counts.index) and frame.columns.equals(counts.columns)):
        faults.append(
            Fault(name, part, "Rows or columns differ from those of counts.", "Use the same labels.")
        )
    return faults


def _contribution_faults(name: str, table: Table) -> Iterator[Fault]:
    """Compare the contributions of single persons with the values they are part of."""
    if table.values is None and (table.largest is not None or table.second is not None):
        yield Fault(name, "largest", "There are no values they are part of.", "Give values too.")
    elif table.largest is None and table.second is not None:
        yield Fault(name, "second", "The largest contributions are missing.", "Give largest too.")
    elif table.values is not None and table.largest is not None:
        second = table.largest * 0 if table.second is None else table.second
        if (second > table.largest * (1 + _SLACK)).to_numpy().any():
            yield Fault(name, "second", "Some are above the largest.", "Swap them.")
        if (table.largest + second > table.values * (1 + _SLACK) + _SLACK).to_numpy().any():
            yield Fault(
                name, "largest", "Some come to more than the value.", "Sum one person's parts of a cell."
            )


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
