"""What the bound would have been with a quicker clearance or a larger pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kb.errors import KbError
from kb.staffing.hindsight.demand import Covers, demand
from kb.staffing.hindsight.explaining import Bound, bound
from kb.staffing.hindsight.pool import CLEARED, NEVER, Case, people
from kb.staffing.records import Staffing


def what_if(
    staffing: Staffing,
    *,
    days: int | None = None,
    more: Mapping[str, int] | None = None,
    case: Case = CLEARED,
    covers: Covers | None = None,
) -> Bound:
    """Find the bound if everybody had been cleared within `days` of being available, and with `more` persons.

    `more` says how many of each competence: willing, cleared and available all the time, from no area of ours.
    """
    pool = people(staffing)
    needs = demand(staffing, pool, covers or {})
    return bound(needs, _changed(pool, days, more or {}, case), covers or {})


def sensitivity(
    staffing: Staffing,
    competence: str,
    *,
    days: Sequence[int | None],
    more: Sequence[int],
    case: Case = CLEARED,
    covers: Covers | None = None,
) -> pd.DataFrame:
    """Give the highest possible fill rate of all needs, by days to be cleared (rows) and persons added (columns).

    None among `days` stands for the clearance as it was.
    """
    pool = people(staffing)
    needs = demand(staffing, pool, covers or {})
    rates = [
        [bound(needs, _changed(pool, most, {competence: added}, case), covers or {}).rate for added in more]
        for most in days
    ]
    rows = pd.Index(list(days), name="dager", dtype="object" if None in days else "int64")
    return pd.DataFrame(rates, index=rows, columns=pd.Index(more, name=competence))


def _changed(pool: pd.DataFrame, days: int | None, more: Mapping[str, int], case: Case) -> pd.DataFrame:
    if min([days or 0, *more.values()]) < 0:
        raise KbError("A what-if has a negative number. Give days and persons as 0 or more.")
    cleared = pool[case] if days is None else np.minimum(pool[case], pool["ledig"] + days)
    names = [name for name, added in more.items() for _ in range(added)]
    added = pd.DataFrame({"kompetanse": names}).assign(
        kilde="", hjem="", villig=True, ledig=0, klar=0, slutt=NEVER
    )
    known = pool.assign(klar=cleared)
    return pd.concat([known, added]) if names else known
