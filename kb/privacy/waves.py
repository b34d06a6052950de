"""Tables that are sums of others: both waves of a survey together, and each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement

import numpy as np

from kb.errors import Fault
from kb.privacy.grids import EXACT, Grid, Numbers, Places, by_name

Sums = Mapping[str, Sequence[str]]  # the name of a table and those of the tables it is the sum of
_SEED = 1  # any will do: what the weights point at is checked


def sum_faults(names: Sequence[str], grids: Sequence[Grid], sums: Sums) -> list[Fault]:
    """Find the declared sums that are none: unknown tables, other labels, figures that differ."""
    by = dict(zip(names, grids, strict=True))
    faults = []
    for whole, parts in sums.items():
        unknown = [name for name in (whole, *parts) if name not in by]
        if unknown or not parts:
            problem = f"There is no table {', '.join(unknown)}." if unknown else "It is the sum of nothing."
            faults.append(_fault(whole, problem, "Name tables that are protected."))
        elif any(_labels(by[part]) != _labels(by[whole]) for part in parts):
            faults.append(
                _fault(whole, "Rows or columns differ from those of its parts.", "Use the same labels.")
            )
        elif not _close(np.sum([_amounts(by[part]) for part in parts], axis=0), _amounts(by[whole])):
            faults.append(_fault(whole, "Its parts do not add up to it.", "Mend the figures."))
    return faults


def wave_sums(
    names: Sequence[str], grids: Sequence[Grid], numbers: Sequence[Places], sums: Sums
) -> list[Places]:
    """Give the blocks that tie a sum to its parts, one a row: those declared, and sums of two that show themselves."""
    declared = [(names.index(whole), [names.index(part) for part in parts]) for whole, parts in sums.items()]
    ordered = [at[_order(grid)] for grid, at in zip(grids, numbers, strict=True)]
    return [
        np.array([ordered[table][row] for table in (*parts, whole)])
        for whole, parts in [*declared, *_recognised(grids)]
        for row in range(len(ordered[whole]) - 1)
    ]


def _recognised(grids: Sequence[Grid]) -> Iterator[tuple[int, list[int]]]:
    """Find the tables that are the sum of two others with the same labels."""
    alike: dict[object, list[int]] = {}
    for table, grid in enumerate(grids):
        if grid.amounts[-1, -1] > 0:  # an empty table adds nothing
            alike.setdefault(_labels(grid), []).append(table)
    for tables in alike.values():
        amounts = np.array([_amounts(grids[table]).ravel() for table in tables])
        # One number a table, as good as never the same for two: sums are looked up by it.
        marks = amounts @ np.random.default_rng(_SEED).uniform(1, 2, amounts.shape[1])
        order = np.argsort(marks)
        for one, two in combinations_with_replacement(range(len(tables)), 2):
            mark = marks[one] + marks[two]
            low, high = np.searchsorted(marks[order], [mark * (1 - 1e-9), mark * (1 + 1e-9)])
            for whole in order[low:high].tolist():
                if _close(amounts[one] + amounts[two], amounts[whole]):
                    yield tables[whole], [tables[one], tables[two]]


def _labels(grid: Grid) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(grid.rows)), tuple(sorted(grid.columns))


def _order(grid: Grid) -> tuple[Places, ...]:
    return np.ix_(by_name(grid.rows), by_name(grid.columns))


def _amounts(grid: Grid) -> Numbers:
    amounts: Numbers = grid.amounts[_order(grid)]
    return amounts


def _close(one: Numbers, other: Numbers) -> bool:
    return bool(np.abs(one - other).max() <= 10.0**-EXACT * max(1.0, float(np.abs(other).max())))


def _fault(table: str, problem: str, remedy: str) -> Fault:
    return Fault("protect", f"sums: {table}", problem, remedy)
