"""Tables of counts as inference reads them: rows are groups, columns categories, cells persons.

What cannot be read is told with the group or category by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.errors import Fault, FaultsFound, KbError

Numbers = NDArray[np.float64]
ByGroup = Mapping[str, int] | Mapping[str, float] | pd.Series


def labels(counts: pd.DataFrame) -> list[str]:
    """List the groups of a table."""
    return [str(label) for label in counts.index]


def chosen(counts: pd.DataFrame, categories: Sequence[str]) -> Numbers:
    """Count the persons of each group in some categories; raises `KbError` for one that is not there."""
    unknown = [name for name in categories if name not in counts.columns]
    if unknown or not categories:
        known = ", ".join(str(name) for name in counts.columns)
        raise KbError(f"The table has no category «{', '.join(unknown)}». Choose among: {known}.")
    return counts[list(categories)].sum(axis=1).to_numpy(dtype=float)


def aligned(numbers: ByGroup, groups: Sequence[str]) -> Numbers:
    """Give the number of each name in order; raises `KbError` naming those without one."""
    known = {str(name): float(number) for name, number in numbers.items()}
    missing = [name for name in groups if not np.isfinite(known.get(name, np.nan))]
    if missing:
        raise KbError(f"There is no number for «{', '.join(missing)}». Give one for each.")
    return np.array([known[name] for name in groups], dtype=float)


def populations(numbers: ByGroup | None, groups: Sequence[str]) -> Numbers:
    """Give the population of each group, endless where none is given."""
    return np.full(len(groups), np.inf) if numbers is None else aligned(numbers, groups)


def check(groups: Sequence[str], count: Numbers, base: Numbers, population: Numbers) -> None:
    """Raise `FaultsFound` for each group that counts more than answered, or answered more than there are."""
    faults = []
    for name, counted, answered, size in zip(groups, count, base, population, strict=True):
        if not 0 <= counted <= answered:
            problem = f"{counted:g} are counted of {answered:g} who answered."
            faults.append(Fault("the counts", name, problem, "Give the persons who answered as the base."))
        if answered > size:
            problem = f"{answered:g} answered of a population of {size:g}."
            faults.append(Fault("the counts", name, problem, "Give the group's population in the frame."))
    if faults:
        raise FaultsFound(faults)
