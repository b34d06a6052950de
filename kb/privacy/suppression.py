"""Which figures of linked tables to hide: the small ones, and the cheapest others that protect them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.privacy.attack import Attack, Mask, Numbers
from kb.privacy.grids import Grid

_FREE = 1e-4  # a figure that is hidden already costs next to nothing; at zero the solver would wander


@dataclass(frozen=True, slots=True)
class Figures:
    """The n different figures of linked tables, and the m sums (m by n) that bind them.

    `small` are told about too few persons; `usable` may be hidden for the sake of others.
    """

    amounts: Numbers
    needs: Numbers
    costs: Numbers
    small: Mask
    usable: Mask
    sums: Numbers

    @classmethod
    def of(cls, grids: Sequence[Grid], variables: Sequence[NDArray[np.intp]]) -> Figures:
        """Put tables together; `variables` numbers the figures of each from 0, the same figure alike."""
        size = 1 + max(int(numbers.max()) for numbers in variables)
        amounts, needs, costs = np.zeros((3, size))
        small, usable, empty = np.zeros((3, size), dtype=bool)
        for grid, at in zip(grids, variables, strict=True):
            amounts[at] = grid.amounts
            np.maximum.at(needs, at, grid.needs)
            np.maximum.at(costs, at, grid.costs)
            small[at[grid.small]] = True
            empty[at[grid.counts == 0]] = True
            usable[at[at != at[-1, -1]]] = True  # the grand total stays unless it is small itself
        sums = np.vstack([grid.sums(at, size) for grid, at in zip(grids, variables, strict=True)])
        return cls(amounts, needs, costs, small, usable & ~empty, sums)


def hide(figures: Figures, kept: Mask) -> Mask:
    """Say which figures to hide; those that are `kept` hidden are so in any case.

    While the attack finds a small figure, the cheapest others are hidden that protect it (a minimum-cost
    flow, as in Castro, "A shortest-paths heuristic for statistical data protection in positive tables",
    2006).
    """
    targets, hidden = figures.small.copy(), figures.small | kept
    if not targets.any():
        return hidden
    attack = Attack(figures.amounts, figures.needs, figures.sums)
    while (figure := attack.exposed(hidden, targets)) is not None:
        costs = np.where(hidden, _FREE, figures.costs)
        cover = attack.cheapest_cover(hidden | figures.usable, costs, figure)
        targets[figure] = bool(
            (cover & ~hidden).any()
        )  # else nothing can be done: all is hidden but the total
        hidden |= cover
    return _shown_again(figures, hidden, targets, figures.small | kept, attack)


def _shown_again(figures: Figures, hidden: Mask, targets: Mask, kept: Mask, attack: Attack) -> Mask:
    """Show again, dearest first, what the small figures turn out not to need."""
    costs = np.where(hidden & ~kept, figures.costs, 0.0)
    for figure in np.argsort(-costs, kind="stable")[: np.count_nonzero(costs)]:
        trial = hidden.copy()
        trial[figure] = False
        if attack.exposed(trial, targets) is None:
            hidden = trial
    return hidden
