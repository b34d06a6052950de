"""The figures of a publication and the sums that bind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kb.privacy.bases import Base, find_bases
from kb.privacy.grids import Grid, Mask, Numbers, Places


@dataclass(frozen=True)
class Figures:
    """The n different figures of linked tables.

    `blocks` say which of them add up: in each, the last of every row and column is the sum of the others.
    Figures of one number in `ties` are hidden together, though they may differ. The rest is told in `Grid`.
    """

    amounts: Numbers
    costs: Numbers
    width: Numbers
    reach: Numbers
    small: Mask
    usable: Mask
    blocks: tuple[Places, ...]
    ties: Places
    bases: tuple[Base, ...]

    @classmethod
    def of(
        cls, grids: Sequence[Grid], numbers: Sequence[Places], sums: Sequence[Places], ties: Places
    ) -> Figures:
        """Put tables together; `numbers` gives the figures of each, `sums` what adds up between them."""
        amounts, costs, width, reach = np.zeros((4, len(ties)))
        small, usable = np.zeros((2, len(ties)), dtype=bool)
        for grid, at in zip(grids, numbers, strict=True):
            amounts[at] = grid.amounts
            np.maximum.at(width, at, grid.width)
            np.maximum.at(reach, at, grid.reach)
            np.add.at(costs, at, grid.costs)
            small[at[grid.small]] = True
            usable[at[grid.usable]] = True
        blocks = {(block.shape, block.tobytes()): block for block in map(_turned, [*numbers, *sums])}
        bases = tuple(find_bases(list(blocks.values()), len(ties)))
        for base in bases:
            both = (amounts[base.answered] > 0) & (amounts[base.others] > 0)
            for one, two in zip(base.answered[both], base.others[both], strict=True):
                ties = np.where(ties == ties[one], ties[two], ties)
        # What is hidden together is paid for together.
        together = np.bincount(ties, weights=costs).astype(np.float64)[ties]
        return cls(amounts, together, width, reach, small, usable, tuple(blocks.values()), ties, bases)

    @cached_property
    def equations(self) -> tuple[Places, ...]:
        """Give every different sum: its figures, the sum itself last."""
        found: dict[bytes, Places] = {}
        for block in self.blocks:
            for line in (*block, *block.T):
                found.setdefault(np.append(np.sort(line[:-1]), line[-1]).tobytes(), line)
        return tuple(line for line in found.values() if len(line) > 2 or line[0] != line[-1])

    @cached_property
    def bound(self) -> tuple[tuple[int, ...], ...]:
        """Give the equations that speak of each figure."""
        found: list[list[int]] = [[] for _ in self.ties]
        for number, line in enumerate(self.equations):
            for figure in set(line.tolist()):
                found[figure].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def tied(self) -> tuple[tuple[int, ...], ...]:
        """Give the figures that are hidden with each."""
        together: dict[int, list[int]] = {}
        for figure, name in enumerate(self.ties.tolist()):
            together.setdefault(name, []).append(figure)
        return tuple(tuple(together[name]) for name in self.ties.tolist())

    def neighbours(self, places: Iterable[int]) -> Iterator[list[int]]:
        """Give the figures of all blocks that show one of these, then of the blocks beside, then of all linked.

        A block is beside where a figure is a cell of one of the two; that they share margins comes last.
        """
        region = {number for number, (_, all_of) in enumerate(self.sets) if not all_of.isdisjoint(places)}
        while True:
            shown = frozenset[int]().union(*(self.sets[number][1] for number in region))
            yield sorted(shown)
            inner = frozenset[int]().union(*(self.sets[number][0] for number in region))
            beside = {n for n, (cells, all_of) in enumerate(self.sets) if all_of & inner or cells & shown}
            sharing = {n for n, (_, all_of) in enumerate(self.sets) if all_of & shown}
            grown = next((found for found in (region | beside, sharing) if found > region), None)
            if grown is None:
                return
            region = grown

    @cached_property
    def sets(self) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
        """Give the cells and all figures of each block."""
        return tuple(
            (frozenset(block[:-1, :-1].ravel().tolist()), frozenset(block.ravel().tolist()))
            for block in self.blocks
        )

    def movable(self) -> Iterator[Mask]:
        """Say of each block which of its figures may move while only the block's own sums are watched.

        A figure that other blocks show too is bound by their sums as well, except where such a block has all
        rows of this one among its own: while the last row stands, nothing moves there. A figure that a block
        shows twice stands still too, but for the margin of a single line.
        """
        holders: dict[bytes, set[int]] = {}
        shown = np.zeros(len(self.ties), dtype=int)
        for number, block in enumerate(self.blocks):
            shown[np.unique(block)] += 1
            for line in block[:-1]:
                holders.setdefault(line.tobytes(), set()).add(number)
        for number, block in enumerate(self.blocks):
            wider = set.intersection(*(holders[line.tobytes()] for line in block[:-1])) - {number}
            seen = np.ones(len(self.ties), dtype=int)
            for other in wider:
                seen[np.unique(self.blocks[other])] += 1
            if wider:
                seen[block[-1]] = 0
            once = block if min(block.shape) > 2 else block[:-1, :-1]
            times = np.bincount(once.ravel(), minlength=len(self.ties))
            yield (shown[block] == seen[block]) & (times[block] <= 1)


def _turned(block: Places) -> Places:
    """Lay a block so that its longer side goes down, and order it by its margins: twins look the same."""
    if block.shape[0] < block.shape[1]:
        block = block.T
    rows, columns = np.argsort(block[:-1, -1], kind="stable"), np.argsort(block[-1, :-1], kind="stable")
    return block[np.ix_([*rows.tolist(), -1], [*columns.tolist(), -1])]
