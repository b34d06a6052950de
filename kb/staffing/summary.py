"""Staffing in figures: recruitment, overtime, redeployment, needs, and days of clearance. Nothing small is told."""

from __future__ import annotations

import math
from typing import Any

from kb.privacy.disclosure import Protected, Table, protect
from kb.staffing.details import detail_tables, details, number
from kb.staffing.flows import redeployed, redeployed_within
from kb.staffing.hindsight.explaining import Bound, hindsight
from kb.staffing.hindsight.pool import CLEARABLE
from kb.staffing.needs import fill
from kb.staffing.overtime import leaders, overtime, total
from kb.staffing.pipeline.steps import slowest, steps
from kb.staffing.records import STEPS, Staffing
from kb.staffing.recruitment import recruited

Figures = dict[str, Any]


def summarise(staffing: Staffing, *, smallest: int = 5) -> Figures:
    """Give the figures of the staffing files as plain values, keyed for JSON; a hidden figure is None.

    Hours and kroner count *forskjøvet arbeidstid* too, as the files do; `shifted_hours` tells how many of them it is.
    Days of a step are those of everybody who began it, those still waiting as waiting (Kaplan–Meier); a quantile that
    is not reached is None, and `median_over` the days that it is more than.
    """
    measured = steps(staffing, smallest=smallest)
    cleared = hindsight(staffing)
    tables = summary_tables(staffing) | {"clearance": measured.counts} | detail_tables(staffing, cleared)
    shown = protect(tables, smallest=smallest)
    slow = slowest(measured)
    told = measured.days.loc[list(STEPS), ["median", "P90", "median over"]].to_numpy(dtype=float).tolist()
    names = ("median", "p90", "median_over")
    days = {
        step: dict(zip(names, map(number, row), strict=True)) for step, row in zip(STEPS, told, strict=True)
    }
    return {
        "recruitment": {
            name.split(" ")[1]: _period(shown, name) for name in shown if name.startswith("recruited ")
        },
        "overtime": _overtime(shown),
        "redeployment": {way: _total(shown, way) for way in ("across", "within")},
        "needs": _needs(shown),
        "clearance": {"days": days, "slowest": list(slow.steps)},
        "hindsight": _hindsight(staffing, cleared),
        "details": details(staffing, shown, smallest=smallest),
        "smallest": smallest,
        "hidden": shown.hidden,
    }


def summary_tables(staffing: Staffing) -> dict[str, Table]:
    """Count all that is told of recruitment, overtime, redeployment and needs, to be protected together.

    A table nobody is in holds no figure, and is left out.
    """
    tables = {f"recruited {name}": table for name, table in recruited(staffing).items()} | overtime(staffing)
    tables |= {
        "leaders": leaders(staffing),
        "across": redeployed(staffing),
        "within": redeployed_within(staffing),
    }
    tables |= {"areas": fill(staffing), "competences": fill(staffing, "kompetanse")}
    return {name: one for name, one in tables.items() if not one.counts.empty}


def _period(shown: Protected, name: str) -> Figures:
    table = shown[name]
    engaged = dict(zip(table.cells.index, map(number, table.cells.iloc[:, 0].tolist()), strict=True))
    return {
        "recruited": number(table.total),
        "engaged": number(float(table.column_totals.iloc[0])),
        "engaged_by_category": engaged,
    }


def _overtime(shown: Protected) -> Figures:
    """Tell all hours and kroner, each area's hours and their share, and how many leaders wrote any."""
    if "timer per type" not in shown:
        return {}
    sums, areas = total(shown), shown["timer per type"].row_totals
    told = {
        str(area): {"hours": number(hours), "share": number(hours / sums.hours)}
        for area, hours in areas.items()
    }
    roles = shown["leaders"].row_totals.items() if "leaders" in shown else []
    return {
        "hours": number(sums.hours),
        "cost": number(sums.cost),
        "cost_per_hour": number(sums.cost_per_hour),
        "shifted_hours": number(sums.shifted),
        "by_area": told,
        "leaders": {str(role): number(persons) for role, persons in roles},
    }


def _needs(shown: Protected) -> Figures:
    if "areas" not in shown:
        return {}
    positions, filled = shown["areas"].total, float(shown["areas"].column_totals.iloc[0])
    shares = shown["competences"].shares().iloc[:, 0]
    return {
        "positions": number(positions),
        "filled": number(filled),
        "fill_rate": number(filled / positions if positions else math.nan),
        "fill_rate_by_competence": {str(name): number(share) for name, share in shares.items()},
    }


def _hindsight(staffing: Staffing, cleared: Bound) -> Figures:
    """Tell the most positions that the registered pool could have filled: bounds, and no blame."""
    clearable = hindsight(staffing, CLEARABLE)
    return {
        "needed": cleared.needed,
        "filled": cleared.filled,
        "most_by_cleared": cleared.most,
        "most_by_clearable_in_time": clearable.most,
    }


def _total(shown: Protected, name: str) -> float | None:
    return number(shown[name].total) if name in shown else 0
