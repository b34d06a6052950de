"""Redeployment: who left which area, and where they went."""

from __future__ import annotations

import pandas as pd

from kb.privacy.disclosure import ProtectedTable, Table
from kb.staffing.records import Staffing


def redeployed(staffing: Staffing) -> Table:
    """Count heads redeployed across areas: rows are the areas they left, columns those they went to.

    Everybody is counted once, at the first move to another area; row and column sums therefore equal the
    number redeployed. Both axes are sorted by size. No row and no column when nobody was.
    """
    moves = _first_moves(staffing)
    across = moves[moves["fra_område"] != moves["til_område"]]
    counts = pd.crosstab(across["fra_område"], across["til_område"])
    return Table(counts.loc[_largest_first(counts.sum(axis=1)), _largest_first(counts.sum())])


def redeployed_within(staffing: Staffing) -> Table:
    """Count heads given other work within their own area only, by area; nobody is also in `redeployed`."""
    moves = _first_moves(staffing)
    within = moves.loc[moves["fra_område"] == moves["til_område"], "fra_område"]
    counts = within.value_counts()
    return Table(counts.loc[_largest_first(counts)].rename_axis("område").to_frame("personer"))


def balance(flows: ProtectedTable) -> pd.DataFrame:
    """Set heads `avgitt` (lent) beside `mottatt` (received) by area, from the margins of protected flows.

    NaN where the margin is hidden: an own table would show what that one hides.
    """
    both = {"avgitt": flows.row_totals, "mottatt": flows.column_totals}
    areas = list(dict.fromkeys([*flows.row_totals.index, *flows.column_totals.index]))
    return pd.DataFrame(
        {name: [margin.get(area, 0.0) for area in areas] for name, margin in both.items()}, areas
    )


def _first_moves(staffing: Staffing) -> pd.DataFrame:
    """Give one row a person of our own: the first move across areas, or else the first move."""
    moves = staffing.assignments.dropna(subset="fra_område")
    who = moves["ressurs"].where(moves["ressurs"].notna(), "person " + moves["person"])
    moves = moves.assign(hvem=who, innen=moves["fra_område"] == moves["til_område"])
    return moves.sort_values(["innen", "fra", "id"]).drop_duplicates("hvem")


def _largest_first(sizes: pd.Series[int]) -> list[str]:
    return [str(area) for area in sizes.sort_index().sort_values(ascending=False, kind="stable").index]
