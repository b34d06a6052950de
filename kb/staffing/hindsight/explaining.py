"""The bound, and where positions are lost on the way from what was needed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.hindsight.bounds import fill_most
from kb.staffing.hindsight.demand import Covers, covering, demand
from kb.staffing.hindsight.pool import CLEARED, Case, people
from kb.staffing.records import Staffing

LOSSES = (
    "mangler kompetansen",
    "ikke ledig i perioden",
    "ikke villig",
    "ikke klarert i tide",
    "ikke nok til alle samtidig",
)
FILLED, REACHABLE = "besatt", "kunne vært dekket"


@dataclass(frozen=True, slots=True)
class Bound:
    """The most positions that could have been filled, of those `needed`; `filled` were.

    `swapped` positions were filled and are empty in the plan that reaches `most`; `near` are filled by the
    pool within the home area there. `needs` has a row a need, its positions shared among `FILLED`,
    `REACHABLE` and `LOSSES`.
    """

    needs: pd.DataFrame
    needed: int
    filled: int
    most: int
    swapped: int
    near: int

    @property
    def rate(self) -> float:
        """Give the highest possible fill rate; NaN where nothing was needed."""
        return self.most / self.needed if self.needed else float("nan")


def hindsight(staffing: Staffing, case: Case = CLEARED, *, covers: Covers | None = None) -> Bound:
    """Find the most positions that the registered and willing pool could have filled, beside what others filled.

    A person can fill a position whose competence they have (or one that `covers` gives for it), if available
    and cleared from the need's first day until its last; several in turn, one at a time. `case` says by which
    day they count as cleared: as they were, or as they could have been (see `people`). What was filled by
    others, or in a way these rules do not allow, stays filled; who did that is free here. So it is a bound: no
    plan by these rules fills more.
    """
    pool = people(staffing)
    needs = demand(staffing, pool, covers or {})
    return bound(needs, pool.assign(klar=pool[case]), covers or {})


def bound(needs: pd.DataFrame, pool: pd.DataFrame, covers: Covers) -> Bound:
    """Find the bound for needs as `demand` gives them and people with the day they are cleared (`klar`)."""
    asked = needs.assign(plasser=needs["stillinger"] - needs["andre"])
    ready = pool[pool["villig"]].assign(klar=pool[["ledig", "klar"]].max(axis="columns"))
    plan = fill_most(asked, ready, covers)
    most = plan["fylt"] + needs["andre"]
    told = needs.join(_lost(asked, pool, covers, most.clip(lower=needs["besatt"])))
    told[REACHABLE] = (most - needs["besatt"]).clip(lower=0)
    return Bound(
        needs=told,
        needed=int(needs["stillinger"].sum()),
        filled=int(needs["besatt"].sum()),
        most=int(most.sum()),
        swapped=int((needs["besatt"] - most).clip(lower=0).sum()),
        near=int(plan["nær"].sum()),
    )


def lost(found: Bound, by: Literal["uke", "kompetanse", "område"] = "uke") -> Table:
    """Count positions by the week of the need's first day, competence or area, and by what became of them.

    `FILLED` in fact, `REACHABLE` though empty, or empty even at best, by the first of `LOSSES` that holds: the
    n-th position of a need asks for the n-th person, and the last step is what needs took from each other.
    The losses and the reachable add up to needed minus filled, in every row. Reachable minus `swapped` is the
    bound minus what was filled. Where several plans are best, weeks and areas tell of one of them.
    """
    return Table(found.needs.groupby(by)[[FILLED, REACHABLE, *LOSSES]].sum().astype("int64"))


def missing(found: Bound) -> Table:
    """Count the positions lost because fewer had the competence than were asked for, by the competence missing."""
    name = LOSSES[0]
    lacking = found.needs[found.needs[name] > 0]
    return Table(lacking.groupby("kompetanse")[[name]].sum().astype("int64"))


def _lost(asked: pd.DataFrame, pool: pd.DataFrame, covers: Covers, at_best: pd.Series[int]) -> pd.DataFrame:
    """Share each need's positions that are empty at best among the losses."""
    having = dict(list(pool.groupby("kompetanse")))
    found = np.zeros((len(asked), len(LOSSES) - 1), dtype="int64")
    for wanted, places in asked.groupby("kompetanse").indices.items():
        rows = [having[name] for name in covering(covers, str(wanted)) if name in having]
        if rows:
            found[places] = _counts(asked.iloc[places], pd.concat(rows))
    left = np.minimum(found, asked["plasser"].to_numpy()[:, None]) + asked["andre"].to_numpy()[:, None]
    levels = np.column_stack([asked["stillinger"], left, at_best])
    return pd.DataFrame(-np.diff(levels, axis=1), index=asked.index, columns=LOSSES)


def _counts(asked: pd.DataFrame, able: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Count for each need those with its competence, of them available, of them willing, of them cleared."""
    first, last = asked["første"].to_numpy()[:, None], asked["siste"].to_numpy()[:, None]
    available = (able["ledig"].to_numpy() <= first) & (last <= able["slutt"].to_numpy())
    willing = available & able["villig"].to_numpy()
    cleared = willing & (able["klar"].to_numpy() <= first)
    every = np.full(len(asked), len(able))
    return np.column_stack([every, *(level.sum(axis=1) for level in (available, willing, cleared))])
