"""Absence: days away by area, week and kind, and beside them what was asked for in the same weeks."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from kb.privacy.disclosure import Protected, Table
from kb.staffing.periods import week_of
from kb.staffing.records import Staffing

Measure = Literal["dager", "stillinger"]
DAYS, ASKED = "fraværsdager per uke", "meldte stillinger per uke"
_ONE_WEEK = pd.Timedelta(days=7)


def absence(
    staffing: Staffing, by: Literal["uke", "type"] = "uke", measure: Measure = "dager"
) -> Table | None:
    """Sum days (or positions) away by area (rows) and week or kind (columns); None where none are told.

    Behind a figure stand the persons that the file gives for it, at least so many: of a role, the most of any row.
    Rows that tell positions and no days are not turned into days, nor the other way.
    """
    rows = staffing.absence.dropna(subset=measure)
    if rows.empty:
        return None
    heads = rows.groupby(["område", by, "rolle"])["personer"].max().groupby(["område", by]).sum()
    counts = heads.unstack(fill_value=0).astype("int64")
    amounts = rows.groupby(["område", by])[measure].sum().unstack(fill_value=0)
    return Table(counts, amounts.reindex_like(counts))


def asked_for(staffing: Staffing) -> Table | None:
    """Count the positions asked for by area (rows) and week (columns): those of every need that lasts in the week.

    A need without a last day lasts until the last week of which a need or an absence is told. None where nothing
    was asked for.
    """
    needs = staffing.needs
    if needs.empty:
        return None
    mondays = needs["fra"] - pd.to_timedelta(needs["fra"].dt.day_of_week, unit="D")
    known = [needs[["fra", "meldt", "til"]].max().max(), *map(_monday, staffing.absence["uke"])]
    last = needs["til"].fillna(max(known))
    weeks = pd.Series(
        [
            list(pd.date_range(monday, max(end, monday), freq=_ONE_WEEK))
            for monday, end in zip(mondays, last, strict=True)
        ],
        index=needs.index,
    )
    rows = needs[["område", "stillinger"]].assign(dag=weeks).explode("dag")
    rows["uke"] = week_of(pd.to_datetime(rows["dag"]))
    return Table(rows.groupby(["område", "uke"])["stillinger"].sum().unstack(fill_value=0).astype("int64"))


def absence_beside_needs(staffing: Staffing) -> dict[str, Table]:
    """Give both by area and week, to be protected together; nothing where no days of absence are told."""
    away = absence(staffing)
    asked = None if away is None else asked_for(staffing)
    return {} if away is None or asked is None else {DAYS: away, ASKED: asked}


def side_by_side(shown: Protected) -> pd.DataFrame:
    """Lay the two protected tables of `absence_beside_needs` out, a row an area and week that absence is told of.

    Columns `område`, `uke`, `DAYS` and `ASKED`. What is hidden is NaN; where nothing was asked for, there is a 0. Areas
    and weeks that the file of absence does not tell of are not there: nobody knows who was away.
    """
    away, asked = shown[DAYS].cells, shown[ASKED].cells
    rows = [
        (area, week, days, asked.at[area, week] if area in asked.index and week in asked.columns else 0.0)
        for area, weeks in away.iterrows()
        for week, days in weeks.items()
    ]
    return pd.DataFrame(rows, columns=["område", "uke", DAYS, ASKED])


def _monday(week: str) -> pd.Timestamp:
    return pd.Timestamp(pd.Timestamp.fromisocalendar(int(week[:4]), int(week[6:]), 1))
