"""Moves that prove figures safe, and the cheapest others that are hidden to make such moves possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kb.privacy.attack import Attack
from kb.privacy.figures import Figures
from kb.privacy.grids import Mask, Places
from kb.privacy.networks import FREE, Move, Network

_SLACK = 1e-6  # part of a need that a move may lack: sums of hours are not exact
_FAR = float("inf")
_NEAR = 60  # figures that a programme of a few milliseconds takes


class Proofs:
    """What is hidden, and what proves that figures are safe: moves that touch hidden figures only.

    Each figure is looked at where that is cheap first: among the moves found before, in the tables whose sums
    alone bind it, and by linear programming only where the sums of several tables do.
    """

    def __init__(self, figures: Figures) -> None:
        """Start with the small figures hidden, and what is tied to them."""
        self._figures = figures
        self._attack = Attack(figures)
        self._networks: dict[int, list[tuple[Network, tuple[int, int]]]] = {}
        masks = list(figures.movable())
        for block, mask in zip(figures.blocks, masks, strict=True):
            self._lay_out(Network.of(block, figures.amounts, mask), block, mask)
        for base in figures.bases:
            network = Network.of_base(base, masks, figures.amounts)
            self._lay_out(network, base.block, base.movable(masks, figures.amounts))
        self._usable = np.where(figures.usable, figures.costs, _FAR).tolist()
        self._unproven = set(np.flatnonzero(figures.small).tolist())
        self._touching: dict[int, list[Move]] = {}
        # The price of each figure: to a proof all that is shown is out of reach, to a cover it costs.
        self._closed = [_FAR] * len(figures.amounts)
        self._open = list(self._usable)
        self.hide(np.flatnonzero(figures.small).tolist())

    def _lay_out(self, network: Network, block: Places, movable: Mask) -> None:
        """Note where figures can be moved."""
        for row, column in np.argwhere(movable).tolist():
            figure = int(block[row, column])
            for moved in {figure, network.shadows.get(figure, figure)}:
                self._networks.setdefault(moved, []).append((network, (row, column)))

    def hide(self, figures: Iterable[int]) -> None:
        """Hide figures and all that are tied to them."""
        for figure in figures:
            for other in self._figures.tied[figure]:
                self._closed[other] = self._open[other] = FREE

    def show(self, figure: int) -> None:
        """Show a figure again, and all that are tied to it."""
        for other in self._figures.tied[figure]:
            self._closed[other], self._open[other] = _FAR, self._usable[other]

    def is_hidden(self, figure: int) -> bool:
        """Say whether a figure is hidden."""
        return self._closed[figure] < _FAR

    def proof(self, figure: int, *, far: bool = True) -> list[Move] | None:
        """Give moves that prove the figure safe while the hidden ones are; None when it is exposed.

        Without `far` a figure that many others move with counts as exposed where no quick proof is found.
        """
        known = [move for move in self._touching.get(figure, ()) if all(map(self.is_hidden, move))]
        found = self._enough(figure, known) or self._in_network(figure, self._closed, 1)
        return found or self._by_programme(figure, far=far)

    def cover(self, figure: int) -> list[Move]:
        """Find the cheapest moves that make the figure safe; none when nothing will do."""
        ways = [self._in_network(figure, self._open, first) for first in (1, -1)]
        found = min((way for way in ways if way), key=self._price, default=None)
        return found or self._cover_by_programme(figure)

    def _price(self, moves: Sequence[Move]) -> float:
        """Sum what has to be hidden for the moves."""
        return float(sum(self._open[figure] for figure in frozenset[int]().union(*moves)))

    def _enough(self, figure: int, moves: Sequence[Move]) -> list[Move] | None:
        """Choose the moves that go furthest up and down, None when that is not far enough."""
        rise, fall, width = self._attack.needs(figure)
        steps = [(move.get(figure, 0.0), number) for number, move in enumerate(moves)]
        (down, lowest), (up, highest) = min(steps, default=(0.0, 0)), max(steps, default=(0.0, 0))
        if max(rise - up, fall + down, width - up + down) > _SLACK * max(rise, fall, width):
            return None
        self._unproven.discard(figure)
        return [moves[highest], moves[lowest]]

    def _in_network(self, figure: int, prices: list[float], first: int) -> list[Move] | None:
        """Move the figure within one table, up first (1) or down first (-1)."""
        rise, fall, width = self._attack.needs(figure)
        reach = {1: rise, -1: fall}
        for network, place in self._networks.get(figure, ()):
            one = network.move(prices, place, first, max(reach[first], width))
            left = max(reach[-first], width - abs(one.get(figure, 0.0)))
            two = network.move(_paid(prices, one), place, -first, left)
            if found := self._enough(figure, [one, two]):
                return self._remembered(found)
        return None

    def _by_programme(self, figure: int, *, far: bool) -> list[Move] | None:
        places = self._attack.joined(figure, self._closed)
        if all(place in self._networks for place in places) or not (far or len(places) <= _NEAR):
            return None  # in the first case the network would have found what there is
        others = sorted(self._unproven.intersection(places))
        for beside in (others, [])[not others :]:
            moves = self._remembered(self._attack.furthest(figure, places, beside))
            if found := self._enough(figure, moves):
                return found
        return None

    def _cover_by_programme(self, figure: int) -> list[Move]:
        for places in self._regions(figure):
            costs = np.minimum(self._figures.costs, self._open)
            moves = self._attack.cheapest(figure, places, costs)
            if moves:
                return self._remembered(moves)
        return []

    def _regions(self, figure: int) -> Iterator[list[int]]:
        """Give ever more figures in which to look for a cover, at last with totals that are else kept."""
        for blocks in self._figures.neighbours(self._attack.joined(figure, self._closed)):
            yield [place for place in blocks if self._open[place] < _FAR]
        yield [place for place in blocks if self._open[place] < _FAR or self._figures.amounts[place] > 0]

    def _remembered(self, moves: list[Move]) -> list[Move]:
        for move in moves:
            for figure in move:
                self._touching.setdefault(figure, []).append(move)
        return moves


def _paid(prices: list[float], move: Move) -> list[float]:
    """Price figures anew when those of a move are hidden."""
    if all(prices[figure] == FREE for figure in move):
        return prices
    paid = prices.copy()
    for figure in move:
        paid[figure] = FREE
    return paid
