"""Tables that tell of the same persons: their figures are hidden together and attacked together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.privacy.attack import Mask, Numbers
from kb.privacy.grids import Grid
from kb.privacy.suppression import Figures, hide

Places = NDArray[np.intp]  # figures by their number in the whole publication
_EXACT = 6  # decimals to which sums of the same figures agree


@dataclass(frozen=True, slots=True)
class _Part:
    """Tables that share figures: `places` are all of them, `variables` the different figures they show."""

    figures: Figures
    places: Places
    variables: Places

    def hide(self, kept: Mask) -> Mask:
        """Say which of `places` to hide, those that are `kept` hidden among them."""
        own = np.zeros(self.figures.amounts.shape, dtype=bool)
        own[self.variables[kept[self.places]]] = True
        hidden: Mask = hide(self.figures, own)[self.variables]
        return hidden


def hide_together(grids: Sequence[Grid]) -> list[Mask]:
    """Say which figures of each table to hide, against a reader who has all of them.

    Tables that show the same line (the same labels and amounts, one of them a margin) are attacked as one.
    Tables with the same labels and counts hide the same places, whatever they show: who knows what an hour
    costs reads hours from kroner.
    """
    places = _number(grids)
    apart = np.arange(sum(grid.counts.size for grid in grids))
    same = _joined(apart, _same_lines(grids, places))
    same = _joined(same, _same_tables(grids, places, [grid.amounts for grid in grids]))
    tied = _joined(same, _same_tables(grids, places, [grid.counts for grid in grids]))
    hidden = np.zeros(apart.shape, dtype=bool)
    for tables in _linked(places, same):
        # Each table alone first: it is faster, and leaves little to hide for the sake of the others.
        alone = [np.array([table]) for table in tables] if len(tables) > 1 else []
        for chosen in [*alone, tables]:
            part = _part(grids, places, same, chosen)
            hidden[part.places] = part.hide(np.isin(tied, tied[hidden]))
    # What is hidden besides takes no proof away: the moves that prove a width touch hidden figures only.
    hidden = np.isin(tied, tied[hidden])
    return [hidden[numbers] for numbers in places]


def _number(grids: Sequence[Grid]) -> list[Places]:
    ends = np.cumsum([grid.counts.size for grid in grids]).tolist()
    return [
        np.arange(end - grid.counts.size, end).reshape(grid.counts.shape)
        for grid, end in zip(grids, ends, strict=True)
    ]


def _same_lines(grids: Sequence[Grid], places: Sequence[Places]) -> list[list[Places]]:
    """Find the lines with the same amounts under the same labels; list their places label by label."""
    found: dict[object, list[Places]] = {}
    margins = set()
    for grid, numbers in zip(grids, places, strict=True):
        figures = grid.amounts.round(_EXACT)
        for line, labels, margin in grid.lines():
            order = _by_name(labels)
            key = (*sorted(labels), *figures[line][order].tolist())
            found.setdefault(key, []).append(numbers[line][order])
            margins |= {key} if margin else set()
    return [found[key] for key in found if key in margins]


def _same_tables(
    grids: Sequence[Grid], places: Sequence[Places], told: Sequence[Numbers]
) -> list[list[Places]]:
    """Find the tables with the same figures (as `told`) under the same labels, also when they lie on a side."""
    found: dict[object, list[Places]] = {}
    for grid, numbers, figures in zip(grids, places, told, strict=True):
        block = np.ix_(_by_name(grid.rows), _by_name(grid.columns))
        sides = (tuple(sorted(grid.rows)), tuple(sorted(grid.columns)))
        turn = (1, 0) if sides[0] > sides[1] else (0, 1)
        key = (min(sides), max(sides), figures.round(_EXACT)[block].transpose(turn).tobytes())
        found.setdefault(key, []).append(numbers[block].transpose(turn).ravel())
    return list(found.values())


def _by_name(labels: Sequence[str]) -> list[int]:
    """Order the places along a line by their labels, the sum last."""
    return [*sorted(range(len(labels)), key=labels.__getitem__), len(labels)]


def _joined(names: Places, groups: Iterable[Sequence[Places]]) -> Places:
    """Give figures one name where groups of places say that they are the same, place by place."""
    joined = names.copy()
    for group in groups:
        for members in np.stack(group, axis=1):
            known = np.unique(joined[members])
            if len(known) > 1:
                joined[np.isin(joined, known)] = known[0]
    return joined


def _linked(places: Sequence[Places], same: Places) -> list[Places]:
    """Put tables that share figures together."""
    shown = [np.unique(same[numbers]) for numbers in places]
    owners = np.arange(len(places))
    for names in shown:
        sharing = [table for table, others in enumerate(shown) if np.isin(names, others).any()]
        owners = _joined(owners, [[np.array([table]) for table in sharing]])
    return [np.flatnonzero(owners == owner) for owner in np.unique(owners)]


def _part(grids: Sequence[Grid], places: Sequence[Places], same: Places, tables: Places) -> _Part:
    names = np.unique(np.concatenate([same[places[table]].ravel() for table in tables]))
    variables = [np.searchsorted(names, same[places[table]]) for table in tables]
    return _Part(
        Figures.of([grids[table] for table in tables], variables),
        np.concatenate([places[table].ravel() for table in tables]),
        np.concatenate([numbers.ravel() for numbers in variables]),
    )
