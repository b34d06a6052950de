"""What a reader could work out about hidden figures from those that are shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

_ROUNDING = 1e-7  # HiGHS keeps its equations to 1e-7


class Attack:
    """A reader who knows every shown figure, that lines add up and that nothing is negative.

    The truth is one solution of the reader's equations; the others are the truth plus a *move* that leaves
    all sums as they are. Moves are remembered: one that touches hidden figures only is proof for any later
    pattern.
    """

    def __init__(self, amounts: Numbers, needs: Numbers, sums: Numbers) -> None:
        """Take n amounts, how wide the interval of each must be, and m sums (m by n) that are zero."""
        # The solver's tolerances are absolute, so we bring all amounts to the same size.
        scale = max(float(amounts.max()) / 1000, 1.0)
        self._amounts = amounts / scale
        self._needs = needs / scale
        self._sums = sums
        # Nothing needs to rise further than this to prove a width, and without it a hidden total has no end.
        self._top = float(self._amounts.max() + 2 * self._needs.max())
        self._moves = np.zeros((1, *amounts.shape))

    def exposed(self, hidden: Mask, targets: Mask) -> int | None:
        """Find the first of `targets` whose interval is narrower than its need; None when all are safe."""
        for figure in np.flatnonzero(targets).tolist():
            if self._width(hidden, figure) < self._needs[figure] - _ROUNDING:
                self._search(hidden, figure)
                if self._width(hidden, figure) < self._needs[figure] - _ROUNDING:
                    return int(figure)
        return None

    def cheapest_cover(self, usable: Mask, costs: Numbers, figure: int) -> Mask:
        """Find the `usable` figures to hide so that `figure` has its interval, at least cost per amount moved.

        They are what the cheapest pair of moves touches, one up and one down; none when no pair will do.
        """
        size = np.count_nonzero(usable)
        from scipy.optimize import linprog

        goal, sums = self._goal(usable, figure), self._sums_of(usable)
        none = np.zeros_like(sums)
        fall = -self._amounts[usable]
        # Four variables a figure: how far it rises and falls in the first move, and in the second.
        answer = linprog(
            np.tile(costs[usable], 4),
            A_eq=np.block([[sums, -sums, none, none], [none, none, sums, -sums]]),
            b_eq=np.zeros(2 * len(sums)),
            A_ub=-np.concatenate([goal, -goal, -goal, goal])[np.newaxis],
            b_ub=[-float(self._needs[figure])],
            bounds=2 * (size * [(0.0, self._top)] + [(0.0, -low) for low in fall.tolist()]),
        )
        cover = np.zeros_like(usable)
        if answer.status == 0:
            rise, drop, rise_too, drop_too = np.asarray(answer.x).reshape(4, size)
            cover[usable] = self._remember(usable, rise - drop) | self._remember(usable, rise_too - drop_too)
        return cover

    def _width(self, hidden: Mask, figure: int) -> float:
        """Measure the interval of `figure` as far as remembered moves prove it."""
        possible = (np.abs(self._moves[:, ~hidden]) < _ROUNDING).all(axis=1)
        return float(np.ptp(self._moves[possible, figure]))

    def _search(self, hidden: Mask, figure: int) -> None:
        """Remember the moves that take `figure` as far down and up as it goes."""
        from scipy.optimize import linprog  # half a second, which a page that hides nothing need not wait

        goal, sums = self._goal(hidden, figure), self._sums_of(hidden)
        bounds = [(-amount, self._top) for amount in self._amounts[hidden].tolist()]
        for sense in (1.0, -1.0):
            answer = linprog(sense * goal, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=bounds)
            if answer.status == 0:  # otherwise the move is not proven, and the figure counts as exposed
                self._remember(hidden, np.asarray(answer.x))

    def _remember(self, places: Mask, steps: Numbers) -> Mask:
        """Keep a move; say which of its figures really moved."""
        move = np.zeros((1, *places.shape))
        move[0, places] = steps
        self._moves = np.concatenate([self._moves, move])
        moved: Mask = np.abs(steps) >= _ROUNDING
        return moved

    def _goal(self, places: Mask, figure: int) -> Numbers:
        """Point at one of the places: 1 for `figure`, 0 for all others."""
        goal: Numbers = (np.flatnonzero(places) == figure).astype(np.float64)
        return goal

    def _sums_of(self, places: Mask) -> Numbers:
        """Keep the sums that speak of these places, one variable a place."""
        sums = self._sums[:, places]
        kept: Numbers = sums[sums.any(axis=1)]
        return kept
