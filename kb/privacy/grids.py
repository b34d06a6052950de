"""One table with its margins, as figures that may be hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.privacy.tables import Table

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]  # figures by their number: rows and columns of a table, margins last
Line = tuple[int | slice, int | slice]  # one row or column, its sum last

UNANIMOUS = 4  # times the smallest number of persons; see `_all_in_one`
EXACT = 6  # decimals to which sums of the same figures agree
_EVEN = 1000  # a value of zero must not be pinned to zero either: it needs this part of the total


@dataclass(frozen=True, slots=True)
class Rule:
    """What is small: fewer than `smallest` persons, or a value known to within `p` per cent of one person's.

    A group of fewer than `unanimous` persons may not all stand in one cell that tells of them.
    """

    smallest: int
    p: float

    @property
    def unanimous(self) -> int:
        """Give the number of persons from which a group may all stand in one cell."""
        return UNANIMOUS * self.smallest


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, margins last. `amounts` are shown, `counts` are the persons behind.

    `small` figures must be hidden or uncertain, `usable` ones may be hidden for their sake. An interval must
    be `width` wide, and go `reach` above and below the figure (below: not under zero).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Numbers
    amounts: Numbers
    small: Mask
    usable: Mask
    width: Numbers
    reach: Numbers
    about: str

    @classmethod
    def of(cls, table: Table, rule: Rule) -> Grid:
        """Add the margins, and what the rule asks of each figure."""
        counts, amounts = _with_margins(table.counts), _with_margins(table.shown)
        small = (counts > 0) & (counts < rule.smallest)
        usable = counts > 0  # a zero is shown: the structure of a table is no secret that protects anybody
        usable[-1, -1] = False  # the grand total stays unless it is small itself
        if table.telling:
            full = _all_in_one(counts, rule.unanimous)
            small, usable = small | full, usable | _beside(full)
        width = np.full(counts.shape, float(rule.smallest))
        if table.values is not None:
            width = np.maximum(amounts, amounts[-1, -1] / _EVEN)
        reach = _dominance(table, amounts, rule.p)
        width = np.where(small, width, 0.0)
        rows, columns = (
            tuple(map(name_of, axis.tolist())) for axis in (table.counts.index, table.counts.columns)
        )
        return cls(rows, columns, counts, amounts, small | (reach > 0), usable, width, reach, table.about)

    @property
    def costs(self) -> Numbers:
        """Price each figure by its persons; a margin costs more than all cells, for readers need it most."""
        costs: Numbers = self.counts + 1.0
        costs[-1, :] += self.counts[-1, -1]
        costs[:, -1] += self.counts[-1, -1]
        return costs

    def lines(self) -> Iterator[tuple[Line, tuple[str, ...], bool]]:
        """Give every row and column, the labels along it, and whether it is a margin."""
        for row in range(len(self.rows) + 1):
            yield (row, slice(None)), self.columns, row == len(self.rows)
        for column in range(len(self.columns) + 1):
            yield (slice(None), column), self.rows, column == len(self.columns)


def by_name(labels: tuple[str, ...]) -> list[int]:
    """Order the places along a line by their labels, the sum last."""
    return [*sorted(range(len(labels)), key=labels.__getitem__), len(labels)]


def _all_in_one(counts: Numbers, bound: int) -> Mask:
    """Find the cells in which all persons of a row stand, where they are fewer than `bound`.

    Of a small group that all gave one answer the reader knows each member's. In a large one nobody knows
    who of its members answered, and that all of them agree is a finding: nobody was redeployed.
    """
    full: Mask = (counts > 0) & (counts == counts[:, -1:]) & (counts < bound)
    full[-1, :] = full[:, -1] = False
    return full if counts.shape[1] > 2 else np.zeros_like(full)  # a single category tells nothing of anybody


def _beside(full: Mask) -> Mask:
    """Find the other cells of those rows: only their zeros can make such a cell uncertain."""
    beside: Mask = np.repeat(full.any(axis=1, keepdims=True), full.shape[1], axis=1)
    beside[:, -1] = False
    return beside


def _dominance(table: Table, amounts: Numbers, p: float) -> Numbers:
    """Say how far above a value its interval must go for its largest contribution to stay unknown.

    The p % rule (Hundepool et al., "Statistical Disclosure Control", 2012, section 4.2): the second largest
    contributor knows its own part, and may not come closer than p % to the largest. Without `second` the
    reader is no contributor: (1, k)-dominance with k = 100 / (1 + p / 100). Of a margin it is not known
    whose contributions are largest, so they count as the same persons' in all its cells.
    """
    if table.largest is None:
        return np.zeros_like(amounts)
    largest = _with_margins(table.largest)
    second = np.zeros_like(amounts) if table.second is None else _with_margins(table.second)
    lacking: Numbers = largest * p / 100 - (amounts - largest - second)
    return np.where(lacking > amounts[-1, -1] * 1e-9, lacking, 0.0)


def name_of(label: object) -> str:
    """Tell labels of different kinds apart: the number 1 and the text "1"."""
    return f"{type(label).__name__} {label}"


def _with_margins(frame: object) -> Numbers:
    numbers = np.asarray(frame, dtype=float)
    wide = np.hstack([numbers, numbers.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])
