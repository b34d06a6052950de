"""Tables that tell of the same persons: which of their figures are one, and which are hidden together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from kb.privacy.figures import Figures
from kb.privacy.grids import EXACT, Grid, Mask, Numbers, Places, by_name
from kb.privacy.suppression import hide

_TELLING = 100  # persons; two small numbers are soon the same by chance


def hide_together(grids: Sequence[Grid], sums: Sequence[Places]) -> list[Mask]:
    """Say which figures of each table to hide, against a reader who has all of them.

    Tables that show the same line (the same labels and amounts, one of them a margin) show the same figures,
    and so do a table and a selection of its rows, or one of them beside all others. Tables with the same labels
    and counts hide the same places, whatever they show: who knows what an hour costs reads hours from kroner.
    `sums` are blocks that add up besides, of places as `number` gives them.
    """
    places = number(grids)
    size = sum(grid.counts.size for grid in grids)
    same = [*_same_lines(grids, places), *_same_rows(grids, places)]
    same += _same_tables(grids, places, [grid.amounts for grid in grids])
    figures = _joined(size, same)
    names, at = np.unique(figures, return_inverse=True)
    tied = _joined(size, [*same, *_same_tables(grids, places, [grid.counts for grid in grids])])
    ties = np.unique(tied[names], return_inverse=True)[1]
    numbers = [at[table] for table in places]
    hidden = hide(Figures.of(grids, numbers, [at[block] for block in sums], ties))
    return [hidden[table] for table in numbers]


def number(grids: Sequence[Grid]) -> list[Places]:
    """Give each place of all tables a number, margins included."""
    ends = np.cumsum([grid.counts.size for grid in grids]).tolist()
    return [
        np.arange(end - grid.counts.size, end).reshape(grid.counts.shape)
        for grid, end in zip(grids, ends, strict=True)
    ]


def _same_lines(grids: Sequence[Grid], places: Sequence[Places]) -> list[list[Places]]:
    """Find the lines with the same amounts under the same labels; list their places label by label.

    That the row totals of a table are its column totals too is chance, where no other table shows them; and so
    is one figure alone that tables about different things have in common.
    """
    found: dict[object, list[tuple[int, bool, Places]]] = {}
    margins = set()
    for table, (grid, numbers) in enumerate(zip(grids, places, strict=True)):
        figures = grid.amounts.round(EXACT)
        orders = {labels: by_name(labels) for labels in (grid.rows, grid.columns)}
        for line, labels, margin in grid.lines():
            order = orders[labels]
            about = grid.about if len(labels) == 1 else ""
            key = (about, tuple(labels[at] for at in order[:-1]), figures[line][order].tobytes())
            found.setdefault(key, []).append((table, isinstance(line[0], int), numbers[line][order]))
            margins |= {key} if margin else set()
    groups = []
    for lines in (found[key] for key in found if key in margins):
        alone = len({table for table, _, _ in lines}) == 1
        across = [[line for _, way, line in lines if way == one] for one in (True, False)]
        groups += [group for group in across if group] if alone else [[line for _, _, line in lines]]
    return groups


def _same_rows(grids: Sequence[Grid], places: Sequence[Places]) -> list[list[Places]]:
    """Find the rows (or columns) of one label that two tables show, where it is no chance that they are equal.

    That is where the tables have the same sum, as one area beside all others and all areas have, or where all
    rows of one are found in the other. A row of one figure must be large besides, or the tables about one thing.
    """
    found: dict[object, dict[tuple[int, bool], Places]] = {}
    keys: dict[tuple[int, bool], list[object]] = {}
    sums: dict[tuple[int, bool], object] = {}
    for table, grid in enumerate(grids):
        for turned, names, others in ((False, grid.rows, grid.columns), (True, grid.columns, grid.rows)):
            figures, numbers = (m.T if turned else m for m in (grid.amounts.round(EXACT), places[table]))
            order, side = by_name(others), (table, turned)
            labels = tuple(others[at] for at in order[:-1])
            sums[side] = (labels, figures[-1][order].tobytes())
            keys[side] = [
                (_about(grid, line), name, labels, line[order].tobytes())
                for name, line in zip(names, figures, strict=False)
            ]
            for key, line in zip(keys[side], numbers, strict=False):
                found.setdefault(key, {})[side] = line[order]
    groups = []
    for side, own in keys.items():
        hosts = set.intersection(*(set(found[key]) for key in own))
        for key in own:
            known = [other for other in found[key] if other[0] != side[0] or other == side]
            beside = [other for other in known if other in hosts or sums[other] == sums[side]]
            groups += (
                [[found[key][side], *(found[key][other] for other in beside)]] if len(beside) > 1 else []
            )
    return groups


def _about(grid: Grid, line: Numbers) -> str:
    """Give what a line must be about to be another's: nothing where its figures tell."""
    return grid.about if len(line) == 2 and line[-1] < _TELLING else ""


def _same_tables(
    grids: Sequence[Grid], places: Sequence[Places], told: Sequence[Numbers]
) -> list[list[Places]]:
    """Find the tables with the same figures (as `told`) under the same labels, also when they lie on a side."""
    found: dict[object, list[Places]] = {}
    for grid, numbers, figures in zip(grids, places, told, strict=True):
        block = np.ix_(by_name(grid.rows), by_name(grid.columns))
        sides = (tuple(sorted(grid.rows)), tuple(sorted(grid.columns)))
        turn = (1, 0) if sides[0] > sides[1] else (0, 1)
        key = (min(sides), max(sides), figures.round(EXACT)[block].transpose(turn).tobytes())
        found.setdefault(key, []).append(numbers[block].transpose(turn).ravel())
    return list(found.values())


def _joined(size: int, groups: Iterable[Sequence[Places]]) -> Places:
    """Give figures one name where groups of places say that they are the same, place by place."""
    names = list(range(size))

    def name_of(place: int) -> int:
        while names[place] != place:
            names[place] = place = names[names[place]]
        return place

    for first, *others in groups:
        for other in others:
            for one, two in zip(first.tolist(), other.tolist(), strict=True):
                low, high = sorted((name_of(one), name_of(two)))
                names[high] = low
    return np.array([name_of(place) for place in range(size)], dtype=np.intp)
