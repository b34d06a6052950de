"""Groups within groups: what is told of an area is the sum of what is told of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kb.errors import Fault
from kb.privacy.grids import EXACT, Grid, Numbers, Places, by_name, name_of

Nest = Mapping[str, Sequence[str]]  # a group and the groups it is divided into
_MEND = "Mend the figures, or leave it out of nested."


@dataclass(frozen=True, slots=True)
class _Side:
    """A table seen along its groups: one line a group, its sum last; the lines in order of the other labels."""

    table: int
    groups: tuple[str, ...]
    others: tuple[str, ...]
    amounts: Numbers
    places: Places


@dataclass(frozen=True, slots=True)
class _Pair:
    """A group, its line in one table (`at`) and its `parts` in another."""

    group: str
    upper: _Side
    at: int
    lower: _Side
    parts: list[int]

    @property
    def alike(self) -> bool:
        """Say whether the two tables tell the same of their groups."""
        return self.upper.others == self.lower.others

    @property
    def fits(self) -> bool:
        """Say whether the parts add up to the group in all columns."""
        return self.alike and self._gap(slice(None))

    @property
    def sums_fit(self) -> bool:
        """Say whether they do in the sum of all columns."""
        return self._gap(slice(-1, None))

    @property
    def total(self) -> float:
        """Give the sum of the group's line."""
        return float(self.upper.amounts[self.at, -1])

    def _gap(self, where: slice) -> bool:
        gap = self.lower.amounts[self.parts, where].sum(axis=0) - self.upper.amounts[self.at, where]
        return bool(np.abs(gap).max() <= 10.0**-EXACT * max(1.0, self.total))

    def block(self) -> Places:
        """Lay the parts over the group: their sums alone where the columns differ."""
        columns = slice(None) if self.fits else [-1, -1]
        return np.vstack(
            [self.lower.places[self.parts][:, columns], self.upper.places[[self.at]][:, columns]]
        )


def nested_sums(grids: Sequence[Grid], numbers: Sequence[Places], nested: Nest) -> list[Places]:
    """Give the blocks that tie groups to their parts."""
    return [pair.block() for pair in _pairs(grids, numbers, nested) if pair.sums_fit]


def nest_faults(grids: Sequence[Grid], numbers: Sequence[Places], nested: Nest) -> list[Fault]:
    """Find everything that makes groups no groups of parts: twice, in a ring, unknown, sums that differ."""
    parts = [part for divided in nested.values() for part in divided]
    faults = [
        _fault(part, f"It is a part {times} times.", "Name each part once.")
        for part, times in Counter(parts).items()
        if times > 1
    ]
    faults += [
        _fault(group, "It is divided into nothing.", "Name its parts.")
        for group, cut in nested.items()
        if not cut
    ]
    rings = [group for group in nested if group in _below(group, nested)]
    faults += [_fault(group, "It is a part of itself.", "Take it out of its own parts.") for group in rings]
    known = {label for grid in grids for label in (*grid.rows, *grid.columns)}
    ends = dict.fromkeys(
        [*(name for name in nested if name not in parts), *(p for p in parts if p not in nested)]
    )
    faults += [
        _fault(label, "No table has it.", "Write it as in the tables.")
        for label in ends
        if name_of(label) not in known
    ]
    return faults or _figure_faults(grids, numbers, nested)


def _figure_faults(grids: Sequence[Grid], numbers: Sequence[Places], nested: Nest) -> list[Fault]:
    faults = []
    for group in nested:
        below = set(map(name_of, _below(group, nested)))
        for labels in (side for grid in grids for side in (grid.rows, grid.columns)):
            if name_of(group) in labels and below.intersection(labels):
                faults.append(_fault(group, "A table counts it beside its own parts.", "Make two tables."))
                break
    pairs = list(_pairs(grids, numbers, nested))
    wrong = {pair.group for pair in pairs} - {pair.group for pair in pairs if pair.sums_fit} | _misfits(pairs)
    return faults + [
        _fault(group, "Its parts do not add up to it.", _MEND) for group in nested if group in wrong
    ]


def _misfits(pairs: Sequence[_Pair]) -> set[str]:
    """Find the groups that do not fit in two tables that fit else.

    Tables of the same question agree in most of their persons; those of different questions in few, by chance.
    """
    beside: dict[tuple[int, int], list[_Pair]] = {}
    for pair in pairs:
        if pair.alike and pair.total:
            beside.setdefault((pair.upper.table, pair.lower.table), []).append(pair)
    wrong: set[str] = set()
    for both in beside.values():
        fitting = [pair for pair in both if pair.fits]
        if 2 * sum(pair.total for pair in fitting) >= sum(pair.total for pair in both):
            wrong |= {pair.group for pair in both} - {pair.group for pair in fitting}
    return wrong


def _pairs(grids: Sequence[Grid], numbers: Sequence[Places], nested: Nest) -> Iterator[_Pair]:
    """Put each group of a table beside its parts in every other table."""
    sides = list(_sides(grids, numbers))
    for group in nested:
        name = name_of(group)
        uppers = [(side, side.groups.index(name)) for side in sides if name in side.groups]
        for lower in (side for side in sides if name not in side.groups):
            parts = _cover(group, lower.groups, nested)
            if parts:
                yield from (_Pair(group, upper, at, lower, parts) for upper, at in uppers)


def _sides(grids: Sequence[Grid], numbers: Sequence[Places]) -> Iterator[_Side]:
    for table, (grid, places) in enumerate(zip(grids, numbers, strict=True)):
        down, along = by_name(grid.rows), by_name(grid.columns)
        rows, columns = (tuple(sorted(labels)) for labels in (grid.rows, grid.columns))
        amounts, at = grid.amounts[np.ix_(down, along)], places[np.ix_(down, along)]
        yield _Side(table, rows, columns, amounts, at)
        yield _Side(table, columns, rows, amounts.T, at.T)


def _cover(group: str, present: Sequence[str], nested: Nest) -> list[int]:
    """Find the lines that make up a group, its parts or theirs; none where one is missing."""
    found: list[int] = []
    for part in nested[group]:
        if name_of(part) in present:
            found.append(present.index(name_of(part)))
        elif part in nested and (below := _cover(part, present, nested)):
            found += below
        else:
            return []
    return found


def _below(group: str, nested: Nest) -> set[str]:
    """Give the parts of a group, their parts and so on."""
    found: set[str] = set()
    waiting = list(nested[group])
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += nested.get(part, ())
    return found


def _fault(group: str, problem: str, remedy: str) -> Fault:
    return Fault("protect", f"nested: {group}", problem, remedy)
