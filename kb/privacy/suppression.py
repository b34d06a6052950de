"""Which figures of one table to hide: the small ones, and the cheapest others that keep them secret."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.privacy.attack import Attack, Mask, Numbers

_FREE = 1e-4  # a figure that is hidden already costs next to nothing; at zero the solver would wander


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, margins last. `amounts` are shown, `counts` are the persons behind, `needs` widths."""

    counts: Numbers
    amounts: Numbers
    smallest: int
    needs: Numbers

    @classmethod
    def of(cls, counts: Numbers, values: Numbers | None, smallest: int) -> Grid:
        """Add the margins, and each figure's least interval: `smallest` persons, or the value itself."""
        persons = _with_margins(counts)
        if values is None:
            return cls(persons, persons, smallest, np.full(persons.shape, float(smallest)))
        amounts = _with_margins(values)
        # A value of zero must not be pinned to zero either.
        return cls(persons, amounts, smallest, np.maximum(amounts, amounts[-1, -1] / 1000))


def hide(grid: Grid, forced: Mask) -> Mask:
    """Say which figures to hide, margins included. `forced` are hidden in any case and kept secret too.

    The grand total stays unless it is small itself. While the attack finds a secret figure, the cheapest
    others are hidden that protect it (a minimum-cost flow, as in Castro, "A shortest-paths heuristic for
    statistical data protection in positive tables", 2006).
    """
    secret = forced | ((grid.counts > 0) & (grid.counts < grid.smallest))
    if not secret.any():
        return secret
    hidden, targets = secret.copy(), secret.copy()
    attack = Attack(grid.amounts, grid.needs)
    while cell := attack.exposed(hidden, targets):
        usable = hidden | _candidates(grid)
        cover = attack.cheapest_cover(usable, np.where(hidden, _FREE, _costs(grid)), cell)
        targets[cell] = bool((cover & ~hidden).any())  # else nothing can be done: all is hidden but the total
        hidden |= cover
    return _shown_again(grid, hidden, targets, secret, attack)


def _candidates(grid: Grid) -> Mask:
    """Say what could be hidden: what somebody stands behind, and never the grand total."""
    places: Mask = grid.counts > 0
    places[-1, -1] = False
    return places


def _costs(grid: Grid) -> Numbers:
    """Price each figure by its persons; a margin costs more than all cells, for readers need it most."""
    costs = grid.counts + 1.0
    costs[-1, :] += grid.counts[-1, -1]
    costs[:, -1] += grid.counts[-1, -1]
    return costs


def _shown_again(grid: Grid, hidden: Mask, targets: Mask, secret: Mask, attack: Attack) -> Mask:
    """Show again, dearest first, what the secret figures turn out not to need."""
    costs = np.where(hidden & ~secret, _costs(grid), 0.0)
    for place in np.argsort(-costs, axis=None, kind="stable")[: np.count_nonzero(costs)]:
        trial = hidden.copy()
        trial.flat[place] = False
        if not attack.exposed(trial, targets):
            hidden = trial
    return hidden


def _with_margins(numbers: Numbers) -> Numbers:
    wide = np.hstack([numbers, numbers.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])
