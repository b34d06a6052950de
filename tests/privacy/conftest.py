"""A reader who attacks protected tables, written without anything of the protection, and a survey to attack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from kb.privacy.disclosure import ProtectedTable, Table

Cells = list[tuple[str, object, object]]  # table, row, column


class Reader:
    """Knows every shown figure, that none is negative, and which sums are equal (`told`: left cells, right cells).

    Every cell is a variable; a shown margin is a sum that is known.
    """

    def __init__(self, shown: Mapping[str, ProtectedTable], told: Iterable[tuple[Cells, Cells]] = ()) -> None:
        self.known: dict[tuple[str, object, object], float] = {}
        self.sums: list[tuple[dict[int, float], float]] = []
        self.number = {}
        for name, table in shown.items():
            for row, column in product(table.cells.index, table.cells.columns):
                self.number[name, row, column] = len(self.number)
        self.low = np.zeros(len(self.number))
        self.high = np.full(len(self.number), np.inf)
        for name, table in shown.items():
            self._read(name, table)
        for left, right in told:
            self._equal([(cell, 1.0) for cell in left] + [(cell, -1.0) for cell in right], 0.0)
        self._divide()

    def _read(self, name: str, table: ProtectedTable) -> None:
        rows, columns = list(table.cells.index), list(table.cells.columns)
        for row, column in product(rows, columns):
            amount = table.cells.loc[row, column]
            if not np.isnan(amount):
                self.low[self.number[name, row, column]] = self.high[self.number[name, row, column]] = amount
        for row in rows:
            self._equal([((name, row, column), 1.0) for column in columns], table.row_totals[row])
        for column in columns:
            self._equal([((name, row, column), 1.0) for row in rows], table.column_totals[column])
        self._equal([((name, *cell), 1.0) for cell in product(rows, columns)], table.total)

    def _equal(self, cells: Sequence[tuple[tuple[str, object, object], float]], amount: float) -> None:
        if not np.isnan(amount):
            line: dict[int, float] = {}
            for cell, weight in cells:
                at = self.number[cell]
                if self.low[at] == self.high[at]:
                    amount -= weight * self.low[at]
                else:
                    line[at] = line.get(at, 0.0) + weight
            self.sums.append((line, amount))

    def _divide(self) -> None:
        """Put what hangs together by sums in one programme each."""
        lines = [(number, at) for number, (line, _) in enumerate(self.sums) for at in line]
        size = len(self.number) + len(self.sums)
        ends = np.array(lines, dtype=int).reshape(-1, 2).T
        graph = csr_array((np.ones(ends.shape[1]), (ends[0] + len(self.number), ends[1])), shape=(size, size))
        self.part = connected_components(graph, directed=False)[1]

    def interval(self, cells: Cells) -> tuple[float, float]:
        """Give the least and most that these cells can be together."""
        goal_at = [self.number[cell] for cell in cells]
        parts = {self.part[at] for at in goal_at if self.low[at] < self.high[at]}
        inside = np.flatnonzero(np.isin(self.part[: len(self.number)], list(parts)))
        if not parts:
            known = float(sum(self.low[at] for at in goal_at))
            return known, known
        column = {at: number for number, at in enumerate(inside.tolist())}
        lines = [
            sums for number, sums in enumerate(self.sums) if self.part[len(self.number) + number] in parts
        ]
        entries = [(w, row, column[at]) for row, (line, _) in enumerate(lines) for at, w in line.items()]
        weights, rows, columns = zip(*entries, strict=True) if entries else ((), (), ())
        left = csr_array((weights, (rows, columns)), shape=(len(lines), len(inside)))
        goal = np.zeros(len(inside))
        fixed = 0.0
        for at in goal_at:
            if at in column:
                goal[column[at]] += 1
            else:
                fixed += self.low[at]
        bounds = np.column_stack([self.low[inside], self.high[inside]])
        ends = []
        for sense in (1, -1):
            answer = linprog(sense * goal, A_eq=left, b_eq=[amount for _, amount in lines], bounds=bounds)
            assert answer.status in (0, 3), answer.message  # solved, or without end
            ends.append(sense * answer.fun + fixed if answer.status == 0 else np.inf)
        return ends[0], ends[1]


def survey(
    questions: int, areas: int, waves: int, *, persons: Sequence[int], seed: int = 20200615
) -> dict[str, Table]:
    """Make a survey's tables: who responded, each question by area, and of every fourth who answered it."""
    random = np.random.default_rng(seed)
    names = [f"Område {number:02}" for number in range(areas)]
    tables: dict[str, Table] = {}
    last = pd.DataFrame()
    for wave in range(waves):
        sent = random.choice(persons, size=areas)
        responded = random.binomial(sent, 0.69)
        tables[f"svar {wave}"] = Table(
            pd.DataFrame({"svarte": responded, "svarte ikke": sent - responded}, index=names)
        )
        for question in range(questions - 1):
            steps = int(random.integers(4, 7))
            if question % 4 == 3:
                base = last.sum(axis="columns")
                counts = pd.DataFrame(
                    {f"besvart {question}": base, "vet ikke": responded - base}, index=names
                )
                tables[f"grunnlag {question} {wave}"] = Table(counts)
                continue
            common = random.dirichlet(np.array([1, 2, 4, 5, 3, 1.5])[:steps] * 1.5)
            answered = random.binomial(responded, 0.9) if question % 4 == 2 else responded
            rows = [random.multinomial(n, random.dirichlet(common * 20 + 0.2)) for n in answered]
            last = pd.DataFrame(rows, names, [f"steg {step}" for step in range(steps)])
            tables[f"q{question} {wave}"] = Table(last)
    return tables


def shared_lines(tables: Mapping[str, Table]) -> list[tuple[Cells, Cells]]:
    """Tell that row totals and columns of one wave with the same figures are the same persons."""
    told, first = [], {}
    for name, table in tables.items():
        counts = table.counts
        lines = [(counts.sum(axis="columns"), counts.columns), *((counts[c], [c]) for c in counts.columns)]
        for figures, columns in lines:
            key = (name[-1], tuple(figures))
            where = [[(name, row, column) for column in columns] for row in counts.index]
            for cells, others in zip(where, first.setdefault(key, where), strict=True):
                if cells is not others:
                    told.append((cells, others))
    return told


@pytest.fixture
def reader():
    return Reader


@pytest.fixture(scope="session")
def survey_tables():
    return survey(60, 15, 2, persons=(25, 40, 60, 120, 300, 700, 1500))


@pytest.fixture
def lines_told():
    return shared_lines
