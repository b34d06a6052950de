"""What a page has no room for, as plain values: fill by area and week, reasons, losses, areas and channels by week."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kb.privacy.disclosure import Protected, ProtectedTable, Table
from kb.staffing.hindsight.explaining import Bound, lost
from kb.staffing.load.concentration import concentration
from kb.staffing.movement.channels import channels_over_time
from kb.staffing.movement.redeployment import flow_tables, net
from kb.staffing.needs import fill
from kb.staffing.pipeline.filling import position_days
from kb.staffing.pipeline.funnel import funnel, reached
from kb.staffing.pipeline.reasons import told_reasons, unfilled
from kb.staffing.records import Staffing

Figures = dict[str, Any]


def detail_tables(staffing: Staffing, found: Bound) -> dict[str, Table]:
    """Count what `details` tells, to be protected together with the summary's own tables."""
    tables: dict[str, Table | None] = {
        "fill by week": fill(staffing, "uke"),
        "time by area": position_days(staffing, "område"),
        "time by competence": position_days(staffing, "kompetanse"),
        "time by week": position_days(staffing, "uke"),
        "reasons": unfilled(staffing),
        "reasons told": told_reasons(staffing),
        "lost by competence": lost(found, "kompetanse"),
        "lost by week": lost(found),
        "funnel": funnel(staffing),
        **{f"moves {name}": table for name, table in flow_tables(staffing).items()},
        **{f"channels {name}": table for name, table in channels_over_time(staffing).items()},
    }
    return {name: table for name, table in tables.items() if table is not None and not table.counts.empty}


def details(staffing: Staffing, shown: Protected, *, smallest: int = 5) -> Figures:
    """Give the tables of `detail_tables` row by row, keyed for JSON; a hidden figure is None.

    Shares are those filled. What is told of persons stays among those the tables hold; concentration is of those
    whom a person is named for, all roles taken as covered by the law.
    """
    shares = {
        name: shown[name].shares().iloc[:, 0] for name in shown if name.startswith(("fill by", "time by"))
    }
    told: Figures = {name.replace(" ", "_"): _row(share) for name, share in shares.items()}
    for name in ("reasons", "reasons told", "lost by competence", "lost by week"):
        if name in shown:
            told[name.replace(" ", "_")] = _table(shown[name])
    if "funnel" in shown:
        told["funnel"] = _rows(reached(shown["funnel"]))
    if "moves personer" in shown:
        told["areas"] = _rows(net(shown["moves personer"]).set_axis(["given", "got", "net"], axis="columns"))
    for name in (name for name in shown if name.startswith("channels ")):
        told[name.replace(" ", "_")] = _rows(shown[name].cells)
    return told | ({} if staffing.overtime.empty else {"concentration": _concentration(staffing, smallest)})


def _concentration(staffing: Staffing, smallest: int) -> Figures:
    found = concentration(staffing.overtime, exempt=[], smallest=smallest)["overtid", "omfattet"]
    top = None if found.top_share is None else number(found.top_share)
    return {
        "gini": number(found.gini),
        "top_tenth_share": top,
        "known_share": number(found.known),
        "lorenz": [list(point) for point in found.lorenz],
    }


def _table(table: ProtectedTable) -> Figures:
    return {"all": _row(table.column_totals), **_rows(table.cells)}


def _rows(frame: pd.DataFrame) -> Figures:
    return {str(name): _row(row) for name, row in frame.iterrows()}


def _row(row: pd.Series[float]) -> Figures:
    return {str(name): number(float(value)) for name, value in row.items()}


def number(figure: float) -> float | None:
    """Give a figure as JSON has it: None where it is hidden, whole where it is."""
    if math.isnan(figure):
        return None
    return round(figure) if float(figure).is_integer() else float(figure)
