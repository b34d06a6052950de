"""Redeployment: from where to where, how long, who gave more than they got, and which areas were emptied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Protected, ProtectedTable, Table
from kb.staffing.movement.weeks import last_day, week_by_week
from kb.staffing.pipeline.survival import curve
from kb.staffing.records import Staffing


def flow_tables(staffing: Staffing) -> dict[str, Table]:
    """Give matrices between areas, rows those people left and columns where they went, all areas on both.

    - `personer`: heads; everybody once, at the first move to another area, or else at the first move within
    - `flyttinger`: moves, one an assignment
    - `timer`: hours, only where every move tells them; a missing table is not zero.

    Moves within an area stand on the diagonal. Row sums are what areas gave, column sums what they got.
    Nothing where nobody moved. Protect them in one call.
    """
    moves = _moves(staffing)
    if moves.empty:
        return {}
    first = moves.sort_values(["innen", "fra", "id"]).drop_duplicates("hvem")
    persons = _matrix(moves, moves.groupby(["fra_område", "til_område"])["hvem"].nunique()).astype("int64")
    tables = {
        "personer": Table(_matrix(moves, first.groupby(["fra_område", "til_område"]).size()).astype("int64")),
        "flyttinger": Table(persons, _matrix(moves, moves.groupby(["fra_område", "til_område"]).size())),
    }
    if moves["timer"].notna().all():
        hours = _matrix(moves, moves.groupby(["fra_område", "til_område"])["timer"].sum())
        tables["timer"] = Table(persons, hours)
    return tables


def net(flows: ProtectedTable) -> pd.DataFrame:
    """Set `avgitt` (given), `mottatt` (got) and `netto` (got less given) by area, the largest receiver first.

    `flows` is a protected table of `flow_tables`; moves within an area are on both sides and cancel out. NaN
    where a margin is hidden.
    """
    told = pd.DataFrame({"avgitt": flows.row_totals, "mottatt": flows.column_totals})
    return told.assign(netto=told["mottatt"] - told["avgitt"]).sort_values("netto", ascending=False)


def across(flows: ProtectedTable) -> tuple[float, float]:
    """Give how many moved to another area and how many within their own, from protected `flow_tables`.

    NaN for both where anything on the diagonal, or the total, is hidden.
    """
    within = float(np.diagonal(flows.cells.to_numpy(dtype=float)).sum())
    return float(flows.total) - within, within + 0.0 * float(flows.total)


def trimmed(shown: ProtectedTable, *, by_size: bool = True) -> ProtectedTable:
    """Leave out rows and columns in which nothing is, such as areas that gave none and areas that got none.

    The largest stand first, or all in the order of the table.
    """
    rows = shown.row_totals[shown.row_totals != 0]
    columns = shown.column_totals[shown.column_totals != 0]
    if by_size:
        rows, columns = (each.sort_values(ascending=False, kind="stable") for each in (rows, columns))
    return replace(
        shown, cells=shown.cells.loc[rows.index, columns.index], row_totals=rows, column_totals=columns
    )


def durations(staffing: Staffing, until: pd.Timestamp | None = None, *, smallest: int = 5) -> pd.DataFrame:
    """Measure how many days moves lasted by area received: `median` and `p90`, first and last day counted.

    Moves without an end, or past `until` (the last day of the data; without one, the latest day in
    assignments.csv), are censored there: Kaplan-Meier. A figure is NaN where fewer than `smallest` persons are
    behind it, or where so many had not ended that it is not reached.
    """
    moves = _moves(staffing)
    end = last_day(staffing.assignments) if until is None else until
    moves = moves[moves["fra"] <= end]
    ended = moves["til"].notna() & (moves["til"] <= end)
    lasted = (moves["til"].where(ended, end) - moves["fra"]).dt.days + 1
    rows = {
        str(area): _spread(lasted[group.index], ended[group.index])
        if group["hvem"].nunique() >= smallest
        else [np.nan, np.nan]
        for area, group in moves.groupby("til_område")
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["median", "p90"], dtype="float64")


def away(staffing: Staffing, until: pd.Timestamp | None = None) -> dict[str, Table]:
    """Count persons lent to and borrowed from other areas week by week: `utlånt` and `innlånt`.

    Rows are areas and columns ISO weeks. Moves without an end last until `until`, or the latest day in
    assignments.csv. No tables where nobody moved to another area.
    """
    moves = _moves(staffing)
    across = moves[~moves["innen"]]
    if across.empty:
        return {}
    end = last_day(staffing.assignments) if until is None else until
    spread = week_by_week(across, end)
    areas = sorted({*moves["fra_område"], *moves["til_område"]})
    tables = {}
    for name, area in (("utlånt", "fra_område"), ("innlånt", "til_område")):
        counts = spread.groupby([area, "uke"])["hvem"].nunique().unstack(fill_value=0)
        tables[name] = Table(counts.reindex(areas, fill_value=0).astype("int64").rename_axis("område"))
    return tables


def emptied(shown: Protected, employed: Mapping[str, int]) -> pd.DataFrame:
    """Tell how far areas were emptied: the most people fewer in a week that is shown, net of those borrowed.

    `shown` holds the tables of `away`, `employed` the people each area has; areas that are not in it are left
    out. Columns: `uke`, `færre` (heads, at least 0), `andel` of the employed, the most emptied first. NaN
    where no week is shown on both sides.
    """
    fewer = shown["utlånt"].cells - shown["innlånt"].cells
    known = fewer.loc[[area for area in fewer.index if employed.get(area)]]
    most = known.max(axis=1).clip(lower=0)
    weeks = known.dropna(how="all").idxmax(axis=1).reindex(known.index)
    share = most / pd.Series({area: employed[area] for area in known.index}, dtype="float64")
    return pd.DataFrame({"uke": weeks, "færre": most, "andel": share}).sort_values("andel", ascending=False)


def _moves(staffing: Staffing) -> pd.DataFrame:
    """Give the assignments of our own people, with whose each is and whether it is within an area."""
    moves = staffing.assignments.dropna(subset="fra_område")
    who = moves["ressurs"].where(moves["ressurs"].notna(), "person " + moves["person"])
    return moves.assign(hvem=who, innen=moves["fra_område"] == moves["til_område"])


def _matrix(moves: pd.DataFrame, cells: pd.Series[int] | pd.Series[float]) -> pd.DataFrame:
    areas = sorted({*moves["fra_område"], *moves["til_område"]})
    return cells.unstack(fill_value=0).reindex(index=areas, columns=areas, fill_value=0)


def _spread(lasted: pd.Series[int], ended: pd.Series[bool]) -> list[float]:
    done = curve(lasted.tolist(), ended.tolist())
    return [np.nan if day is None else float(day) for day in (done.day(0.5), done.day(0.9))]
