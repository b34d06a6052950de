"""One table with its margins, as figures that may be hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.privacy.attack import Mask, Numbers

Line = tuple[int | slice, int | slice]  # one row or column, its sum last


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, margins last. `amounts` are shown, `counts` are the persons behind, `needs` widths."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Numbers
    amounts: Numbers
    needs: Numbers
    smallest: int

    @classmethod
    def of(cls, counts: pd.DataFrame, values: pd.DataFrame | None, smallest: int) -> Grid:
        """Add the margins, and each figure's least interval: `smallest` persons, or the value itself."""
        rows, columns = _names(counts.index.tolist()), _names(counts.columns.tolist())
        persons = _with_margins(counts.to_numpy(dtype=float))
        if values is None:
            needs = np.full(persons.shape, float(smallest))
            return cls(rows, columns, persons, persons, needs, smallest)
        amounts = _with_margins(values.to_numpy(dtype=float))
        # A value of zero must not be pinned to zero either.
        needs = np.maximum(amounts, amounts[-1, -1] / 1000)
        return cls(rows, columns, persons, amounts, needs, smallest)

    @property
    def small(self) -> Mask:
        """Say behind which figures too few persons stand."""
        small: Mask = (self.counts > 0) & (self.counts < self.smallest)
        return small

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

    def sums(self, variables: np.ndarray, size: int) -> Numbers:
        """Write "cells less margin is zero", one line for every row and column; `variables` numbers the figures."""
        lines = [*variables, *variables.T]
        equations = np.zeros((len(lines), size))
        for equation, line in zip(equations, lines, strict=True):
            np.add.at(equation, line[:-1], 1.0)
            equation[line[-1]] -= 1.0
        return equations


def _names(labels: Sequence[object]) -> tuple[str, ...]:
    return tuple(f"{type(label).__name__} {label}" for label in labels)


def _with_margins(numbers: Numbers) -> Numbers:
    wide = np.hstack([numbers, numbers.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])
