"""What a reader could work out about hidden figures from those that are shown, by linear programming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, cast

import numpy as np

from kb.privacy.figures import Figures
from kb.privacy.grids import Numbers
from kb.privacy.networks import Move

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_BESIDE = 0.1  # what all other figures weigh against the one that is asked for
_ENDS = 100  # times what amounts and needs come to: where small figures move, their sums move further
_ROUNDING = 1e-6  # HiGHS keeps its equations to 1e-7


@dataclass(frozen=True, slots=True)
class Attack:
    """A reader who knows every shown figure, that lines add up and that nothing is negative.

    The truth is one solution of the reader's equations; the others are the truth plus a *move* that leaves all
    sums as they are.
    """

    figures: Figures

    def joined(self, figure: int, prices: Sequence[float]) -> list[int]:
        """Give all figures that move with this one: those bound to it by sums of figures that have a price."""
        found, waiting = {figure}, [figure]
        while waiting:
            for equation in self.figures.bound[waiting.pop()]:
                for other in self.figures.equations[equation].tolist():
                    if prices[other] < inf and other not in found:
                        found.add(other)
                        waiting.append(other)
        return sorted(found)

    def furthest(self, figure: int, places: Sequence[int], others: Sequence[int]) -> list[Move]:
        """Move the figure as far up and down as it goes, while only the `places` move.

        Where `others` are given, they are moved too as far as they can, at little cost to the figure.
        """
        from scipy.optimize import linprog  # half a second, which a page that hides nothing need not wait

        scale, top = self._scale(places)
        goal = np.isin(places, others) * _BESIDE / max(len(others), 1)
        goal[np.array(places) == figure] = 1.0
        sums = self._sums(places)
        bounds = [(-low / scale, top) for low in self.figures.amounts[places].tolist()]
        moves = []
        for sense in (-1.0, 1.0):
            # `linprog` takes sparse sums, which its types do not tell.
            answer = linprog(
                sense * goal, A_eq=cast("Numbers", sums), b_eq=np.zeros(sums.shape[0]), bounds=bounds
            )
            if answer.status == 0:  # otherwise the move is not proven, and the figure counts as exposed
                moves.append(_move(places, np.asarray(answer.x), scale))
        return moves

    def cheapest(self, figure: int, places: Sequence[int], costs: Numbers) -> list[Move]:
        """Find the cheapest pair of moves that gives the figure its interval; none when no pair will do.

        `costs` are per amount moved, one a figure of the publication.
        """
        from scipy.optimize import linprog
        from scipy.sparse import block_array

        scale, top = self._scale(places)
        sums = self._sums(places)
        falls = (self.figures.amounts[places] / scale).tolist()
        goal = (np.array(places) == figure).astype(float)
        none = np.zeros_like(goal)
        rise, fall, width = (need / scale for need in self.needs(figure))
        # Four variables a figure: how far it rises and falls in the first move, and in the second.
        up, down = np.concatenate([goal, -goal, none, none]), np.concatenate([none, none, -goal, goal])
        answer = linprog(
            np.tile(costs[places], 4),
            A_eq=cast("Numbers", block_array([[sums, -sums, None, None], [None, None, sums, -sums]])),
            b_eq=np.zeros(2 * sums.shape[0]),
            A_ub=-np.array([up, down, up + down]),
            b_ub=[-rise, -fall, -width],
            bounds=2 * ([(0.0, top)] * len(places) + [(0.0, low) for low in falls]),
        )
        if answer.status != 0:
            return []
        steps = np.asarray(answer.x).reshape(4, len(places))
        return [_move(places, steps[0] - steps[1], scale), _move(places, steps[2] - steps[3], scale)]

    def needs(self, figure: int) -> tuple[float, float, float]:
        """Say how far above and below the figure its interval must go, and how wide it must be."""
        reach, amount = float(self.figures.reach[figure]), float(self.figures.amounts[figure])
        return reach, min(reach, amount), float(self.figures.width[figure])

    def _scale(self, places: Sequence[int]) -> tuple[float, float]:
        """Bring amounts to the same size, for the solver's tolerances are absolute; say how far is far enough.

        Without an end a hidden total would have none.
        """
        largest = float(self.figures.amounts[places].max())
        needed = float((self.figures.width[places] + self.figures.reach[places]).max())
        scale = max(largest / 1000, 1.0)
        return scale, _ENDS * (largest + 2 * needed) / scale

    def _sums(self, places: Sequence[int]) -> csr_array:
        """Write the sums that speak of these figures: members 1, their sum -1, one column a figure."""
        from scipy.sparse import csr_array

        column = {figure: at for at, figure in enumerate(places)}
        bound = self.figures.bound
        rows = sorted({equation for figure in places for equation in bound[figure]})
        entries = [
            (1.0 if at < len(line) - 1 else -1.0, row, column[figure])
            for row, line in enumerate(self.figures.equations[equation].tolist() for equation in rows)
            for at, figure in enumerate(line)
            if figure in column
        ]
        values, lines, columns = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (max(len(rows), 1), len(places))
        return csr_array((values, (lines, columns)), shape=shape)


def _move(places: Sequence[int], steps: Numbers, scale: float) -> Move:
    return {
        figure: step * scale
        for figure, step in zip(places, steps.tolist(), strict=True)
        if abs(step) > _ROUNDING
    }
