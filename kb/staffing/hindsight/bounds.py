"""The most positions that a pool can fill, exactly: integer flows along time, a part of the competences at a time.

Persons who are available until the same day differ only in when they are ready, and so many needs can be taken
by them as on each first day of a need there are enough of them ready: give each need, as it begins, to anybody
ready and free (interval scheduling). So persons need not be told apart, only groups: competence, last day, and
home area. Each group flows along time, out into needs and back when they are over; what couples the groups is
that a need has so many positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.staffing.hindsight.demand import Covers, covering

if TYPE_CHECKING:
    from scipy.optimize import Bounds, LinearConstraint

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Integers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class _Group:
    """Persons with the same competence, last day and home: how many are `ready` by each of `starts`."""

    needs: Integers
    near: Integers
    starts: Integers
    ready: Integers


def fill_most(needs: pd.DataFrame, ready: pd.DataFrame, covers: Covers) -> pd.DataFrame:
    """Give how many positions of each need the pool fills (`fylt`) in a best plan, and by neighbours (`nær`).

    `needs` has `kompetanse`, `område`, `første`, `siste`, `plasser` (to be filled) and `pool` (of them filled in
    fact); `ready` has a row a person: `kompetanse`, `hjem`, `klar` and `slutt` (first and last day). A person
    takes any number of needs, one at a time, each from its first day to its last. Of all plans that fill most
    it is one that leaves as few as possible of the filled positions empty, at 2 points each, and has as many as
    possible filled from the need's own area, at 1 point each.
    """
    plans = [_part(*part, covers) for part in _parts(needs, ready, covers)]
    empty = pd.DataFrame({"fylt": [], "nær": []}, dtype="int64")
    return pd.concat([empty, *plans]).reindex(needs.index, fill_value=0).astype("int64")


def _parts(
    needs: pd.DataFrame, ready: pd.DataFrame, covers: Covers
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Split into competences that have no person and no need in common with others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    asked = sorted(needs["kompetanse"].unique())
    links = [(wanted, own) for wanted in asked for own in covering(covers, wanted)]
    owned = {name: place for place, name in enumerate(sorted({own for _, own in links}), len(asked))}
    size = len(asked) + len(owned)
    rows, columns = [asked.index(wanted) for wanted, _ in links], [owned[own] for _, own in links]
    graph = coo_array((np.ones(len(links)), (rows, columns)), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    by_need = needs.groupby(needs["kompetanse"].map(dict(zip(asked, part, strict=False))))
    part_of = {name: part[place] for name, place in owned.items()}
    by_person = dict(list(ready.groupby(ready["kompetanse"].map(part_of))))
    for name, own in by_need:
        if name in by_person:
            yield own, by_person[name]


def _part(needs: pd.DataFrame, ready: pd.DataFrame, covers: Covers) -> pd.DataFrame:
    groups = [group for group in _groups(needs, ready, covers) if len(group.needs)]
    if not groups:
        return pd.DataFrame({"fylt": 0, "nær": 0}, index=needs.index)
    taken = _solve(needs, groups)
    which, near = (np.concatenate([getattr(group, name) for group in groups]) for name in ("needs", "near"))
    filled = np.bincount(which, taken, len(needs))
    nearby = np.bincount(which, taken * near, len(needs))
    return pd.DataFrame({"fylt": filled, "nær": nearby}, index=needs.index).astype("int64")


def _groups(needs: pd.DataFrame, ready: pd.DataFrame, covers: Covers) -> Iterator[_Group]:
    """Group the persons, days rounded to those on which needs begin and end: between them nothing differs."""
    first, last, area = (needs[name].to_numpy() for name in ("første", "siste", "område"))
    ends = np.unique(last)
    place = np.searchsorted(ends, ready["slutt"], side="right") - 1
    useful = ready[place >= 0]
    home = useful["hjem"].where(useful["hjem"].isin(set(area)), "")
    asks = {name: covering(covers, name) for name in needs["kompetanse"].unique()}
    for (own, end, lives), rows in useful.groupby([useful["kompetanse"], ends[place[place >= 0]], home]):
        wanted = needs["kompetanse"].isin([name for name, able in asks.items() if own in able]).to_numpy()
        days = np.sort(rows["klar"].to_numpy())
        able = np.flatnonzero(wanted & (last <= end) & (first >= days[0]))
        starts = np.unique(first[able])
        yield _Group(able, (area[able] == lives) + 0, starts, np.searchsorted(days, starts, side="right"))


def _solve(needs: pd.DataFrame, groups: list[_Group]) -> Integers:
    """Find how many of each need's positions each group takes, as one integer programme."""
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.sparse import csr_array

    size = len(needs)
    which = np.concatenate([group.needs for group in groups])
    near = np.concatenate([group.near for group in groups])
    places, filled = needs["plasser"].to_numpy(), needs["pool"].to_numpy()
    (rows, columns, factors), supply = _timelines(needs, groups, len(which))
    takes, keeps = np.arange(len(which)), len(which) + len(supply) + np.arange(size)
    # One row a timeline's day, then for each need: taken <= places, and kept <= taken.
    at = len(supply)
    rows = np.concatenate([rows, at + which, at + size + which, at + size + np.arange(size)])
    columns = np.concatenate([columns, takes, takes, keeps])
    factors = np.concatenate([factors, np.ones(len(which)), -np.ones(len(which)), np.ones(size)])
    matrix = csr_array((factors, (rows, columns)), shape=(at + 2 * size, len(which) + at + size))
    lower = np.concatenate([supply, np.full(2 * size, -np.inf)])
    upper = np.concatenate([supply, places, np.zeros(size)])
    point = 1 / (3 * (places.sum() + 1))  # all points together are worth less than one position
    gain = np.concatenate([1 + point * near, np.zeros(at), np.full(size, 2 * point)])
    most = np.concatenate([places[which], np.full(at, np.inf), filled])
    limits = LinearConstraint(matrix, lower, upper)
    return _whole(-gain, Bounds(0, most), limits, len(which))


def _whole(cost: Floats, bounds: Bounds, limits: LinearConstraint, size: int) -> Integers:
    """Solve for the first `size` variables as whole numbers.

    The linear programme mostly gives whole numbers by itself, and then they are best; only where it does not
    is the slower integer programme solved.
    """
    from scipy.optimize import milp

    wanted = np.arange(len(cost)) < size
    for integrality in (0 * wanted, 1 * wanted):
        found = milp(
            cost, integrality=integrality, bounds=bounds, constraints=limits, options={"mip_rel_gap": 0}
        )
        if found.x is None:
            raise KbError(f"The most the pool could fill was not found: {found.message}")
        taken = np.rint(found.x[:size])
        if np.abs(found.x[:size] - taken).max() < 1e-6:
            break
    return taken.astype("int64")


def _timelines(
    needs: pd.DataFrame, groups: list[_Group], width: int
) -> tuple[tuple[Integers, Integers, Integers], Integers]:
    """Give rows, columns and factors: free now = free before + newly ready + back from needs - taken now."""
    first, last = needs["første"].to_numpy(), needs["siste"].to_numpy()
    rows, columns, factors, supply = [], [], [], []
    row, column = 0, 0
    for group in groups:
        takes, days = column + np.arange(len(group.needs)), len(group.starts)
        begun = np.searchsorted(group.starts, first[group.needs])
        back = np.searchsorted(group.starts, last[group.needs], side="right")
        again = back < days
        free = np.arange(days)
        rows += [row + begun, row + back[again], row + free, row + free[1:]]
        columns += [takes, takes[again], width + row + free, width + row + free[:-1]]
        ones = (len(takes), again.sum(), days, days - 1)
        factors += [np.full(many, sign) for many, sign in zip(ones, (1, -1, 1, -1), strict=True)]
        supply.append(np.diff(group.ready, prepend=0))
        row, column = row + days, column + len(takes)
    joined = np.concatenate(rows), np.concatenate(columns), np.concatenate(factors)
    return joined, np.concatenate(supply)
