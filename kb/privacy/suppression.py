"""Which figures of linked tables to hide: the small ones, and the cheapest others that protect them."""

from __future__ import annotations

import numpy as np

from kb.errors import KbError
from kb.privacy.figures import Figures
from kb.privacy.grids import Mask
from kb.privacy.networks import Move
from kb.privacy.proofs import Proofs


def hide(figures: Figures) -> Mask:
    """Say which figures to hide.

    Small figures are hidden. Where the attack places one within too little, the cheapest others are hidden that
    protect it. In the end what no small figure turns out to need is shown again, dearest first. What is hidden
    besides takes no proof away: the moves that prove a width touch hidden figures only.
    """
    proofs = Proofs(figures)
    proved = {figure: _protected(proofs, figure) for figure in np.flatnonzero(figures.small).tolist()}
    _show_again(proofs, figures, proved)
    return np.array([proofs.is_hidden(figure) for figure in range(len(figures.amounts))])


def _protected(proofs: Proofs, figure: int) -> list[Move]:
    """Give the proof that a figure is safe, hiding others where there is none."""
    found = proofs.proof(figure)
    if found is None:
        found = proofs.cover(figure)
        if not found:
            raise KbError(
                "A small figure cannot be protected in these tables. Protect fewer of them together."
            )
        proofs.hide(other for move in found for other in move)
    return found


def _show_again(proofs: Proofs, figures: Figures, proved: dict[int, list[Move]]) -> None:
    """Show again what no proof needs, dearest first, and prove anew what rested on it."""
    resting: dict[int, set[int]] = {}
    for target, moves in proved.items():
        _rest(resting, target, moves)
    kept = {other for figure in proved for other in figures.tied[figure]}
    hidden = [figure for figure in range(len(figures.amounts)) if proofs.is_hidden(figure)]
    needless = {figures.tied[figure][0] for figure in hidden} - kept
    for figure in sorted(needless, key=lambda figure: (-figures.costs[figure], figure)):
        proofs.show(figure)
        for target in sorted(set().union(*(resting.get(other, set()) for other in figures.tied[figure]))):
            found = proofs.proof(target, far=False)
            if found is None:
                proofs.hide([figure])
                break
            _rest(resting, target, found)


def _rest(resting: dict[int, set[int]], target: int, moves: list[Move]) -> None:
    """Note which figures a proof rests on; that it once rested on others does no harm."""
    for move in moves:
        for figure in move:
            resting.setdefault(figure, set()).add(target)
