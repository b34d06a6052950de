"""A table as a network: how far a figure can move while all sums of the table stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kb.privacy.bases import Base
from kb.privacy.grids import Mask, Numbers, Places

Move = Mapping[int, float]  # figures and how much each rises or falls
Path = list[tuple[int, int, int]]  # places (row, column) that fall (-1) or rise (1)

FREE = 1e-3  # what a hidden figure costs: next to nothing, so that short ways come first
_NOTHING = 1e-9
_FAR = float("inf")


@dataclass(slots=True)
class Network:
    """A block whose rows and columns are nodes and whose figures are arcs between them.

    Raising a figure takes as much from its row and its column; other figures must fall and rise in turn on a
    way from the row to the column (Castro, "A shortest-paths heuristic for statistical data protection in
    positive tables", 2006). Margins stand on the other side of their sums, so they move the other way.
    """

    figures: list[list[int]]
    signs: list[list[int]]
    rises: list[list[float]]
    falls: list[list[float]]
    shadows: Mapping[int, int] = field(default_factory=dict)
    moved: dict[tuple[int, int], float] = field(default_factory=dict)

    @classmethod
    def of(cls, block: Places, amounts: Numbers, movable: Mask) -> Network:
        """Take the figures of a block; those that are not `movable` stand still."""
        signs = np.ones(block.shape, dtype=int)
        signs[-1, :] *= -1
        signs[:, -1] *= -1
        low, high = np.where(movable, amounts[block], 0.0), np.where(movable, _FAR, 0.0)
        rises, falls = np.where(signs > 0, high, low), np.where(signs > 0, low, high)
        return cls(block.tolist(), signs.tolist(), rises.tolist(), falls.tolist())

    @classmethod
    def of_base(cls, base: Base, masks: Sequence[Mask], amounts: Numbers) -> Network:
        """Take a question and its base as one; those who answered fall as the others rise."""
        network = cls.of(base.block, amounts, base.movable(masks, amounts))
        for line, answered in zip(network.rises, amounts[base.answered].tolist(), strict=False):
            line[-2] = min(line[-2], answered)
        network.shadows = dict(zip(base.others.tolist(), base.answered.tolist(), strict=True))
        return network

    def move(self, costs: Sequence[float], place: tuple[int, int], sense: int, limit: float) -> Move:
        """Raise (`sense` 1) or lower (-1) the figure at a place, up to `limit`, along the cheapest ways.

        `costs` gives the price of each figure of the publication, infinite for those that may not move.
        """
        row, column = place
        sense *= self.signs[row][column]
        limit = min(limit, (self.rises if sense > 0 else self.falls)[row][column])
        prices = [[costs[figure] for figure in line] for line in self.figures]
        prices[row][column] = _FAR
        self.moved = {}
        reached = 0.0
        while reached < limit - _NOTHING:
            path = self._cheapest(prices, place, sense, limit - reached)
            if not path:
                break
            step = min(limit - reached, *(self._room(r, c, way * sense) for r, c, way in path))
            reached += step
            for r, c, way in path:
                self.moved[r, c] = self.moved.get((r, c), 0.0) + way * sense * step
                prices[r][c] = FREE
        self.moved[place] = sense * reached
        move = {
            self.figures[r][c]: step * self.signs[r][c]
            for (r, c), step in self.moved.items()
            if abs(step) > _NOTHING
        }
        return move | {self.shadows[f]: -step for f, step in move.items() if f in self.shadows}

    def _room(self, row: int, column: int, way: int) -> float:
        """Say how much further a figure can go that way."""
        gone = self.moved.get((row, column), 0.0)
        return self.rises[row][column] - gone if way > 0 else self.falls[row][column] + gone

    def _cheapest(self, prices: list[list[float]], place: tuple[int, int], sense: int, wanted: float) -> Path:
        """Find the cheapest way from the row to the column; none where there is no way (Dijkstra)."""
        rows = len(prices)
        start, end = place[0], rows + place[1]
        costs = [_FAR] * (rows + len(prices[0]))
        came = [-1] * len(costs)
        costs[start] = 0.0
        waiting = {start}
        while waiting:
            node = min(waiting, key=costs.__getitem__)
            if node == end:
                return self._path(came, end)
            waiting.remove(node)
            for other, price, room in self._arcs(prices, node, sense):
                # A figure that moves too little is one of many on the way: their price is paid as often.
                cost = costs[node] + price * max(1.0, wanted / room)
                if cost < costs[other]:
                    costs[other], came[other] = cost, node
                    waiting.add(other)
        return []

    def _arcs(self, prices: list[list[float]], node: int, sense: int) -> list[tuple[int, float, float]]:
        """Give what can be reached from a row (figures fall) or a column (they rise), its price and room."""
        rows = len(prices)
        way = -sense if node < rows else sense
        if node < rows:
            places = [(rows + c, node, c) for c, price in enumerate(prices[node]) if price < _FAR]
        else:
            places = [(r, r, node - rows) for r in range(rows) if prices[r][node - rows] < _FAR]
        rooms = [(other, prices[r][c], self._room(r, c, way)) for other, r, c in places]
        return [arc for arc in rooms if arc[2] > _NOTHING]

    def _path(self, came: list[int], end: int) -> Path:
        rows = len(self.figures)
        path: Path = []
        while came[end] >= 0:
            before = came[end]
            path.append((before, end - rows, -1) if before < rows else (end, before - rows, 1))
            end = before
        return path
