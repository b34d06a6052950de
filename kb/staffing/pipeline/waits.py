"""How long groups waited: the days that may be told, and the counts behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.pipeline.survival import Curve, curve


@dataclass(frozen=True, slots=True)
class Waits:
    """How long each group (row) waited, those still waiting counted with what they have waited so far.

    `days` has the columns `median` and `P90` (the day by which half and nine tenths were done), `median over`
    and `P90 over` (instead: it is more than so many days) and `lav` and `høy` (the 95 % interval of the
    median; NaN where open or not told). They may be shown as they stand, see `waits`. `counts` has `ferdig`
    and `venter` for each group, and is to be protected first.
    """

    days: pd.DataFrame
    counts: Table


def waits(
    spells: pd.DataFrame, by: str, groups: Sequence[str], *, smallest: int = 5, tail: float = 0.9
) -> Waits:
    """Measure the `groups` of a column `by` of spells (`dager`, `ferdig`); another `tail` is named by its share.

    A day is always the day of somebody. It is told only where at least `smallest` were done in all, and where
    half as many (rounded up) were done by then and as many had waited at least so long: a median of `smallest`
    passes just so, and a P90 tells of no fewer. Where it is not reached or not told, `over` gives the longest
    that so many have been followed, if at least `smallest` are in the group at all; else both are NaN.
    """
    own = {group: spells[spells[by] == group] for group in groups}
    rows = [
        _days(rows["dager"].to_numpy(), rows["ferdig"].to_numpy(), smallest, tail) for rows in own.values()
    ]
    counts = {group: (int(rows["ferdig"].sum()), int((~rows["ferdig"]).sum())) for group, rows in own.items()}
    return Waits(
        pd.DataFrame(rows, index=pd.Index(groups, name=by), dtype="float64"),
        Table(pd.DataFrame.from_dict(counts, orient="index", columns=["ferdig", "venter"]).rename_axis(by)),
    )


def _days(
    days: np.ndarray[tuple[int], np.dtype[np.int64]],
    done: np.ndarray[tuple[int], np.dtype[np.bool_]],
    smallest: int,
    tail: float,
) -> dict[str, float]:
    """Give the figures of one group."""
    found = curve(days.tolist(), done.tolist())
    few = (smallest + 1) // 2
    followed = math.nan if len(days) < smallest else float(np.sort(days)[-few])
    figures = {}
    for name, share in (("median", 0.5), (f"P{100 * tail:g}", tail)):
        day = found.day(share)
        figures[name] = _told(found, day, smallest, few)
        beyond = math.isnan(figures[name]) and (day is None or followed < day)
        figures[f"{name} over"] = followed if beyond else math.nan
    low, high = found.limits(0.5)
    return figures | {"lav": _told(found, low, smallest, few), "høy": _told(found, high, smallest, few)}


def _told(found: Curve, day: int | None, smallest: int, few: int) -> float:
    """Give a day if it tells of enough persons on both sides of it."""
    if day is None or sum(found.done) < smallest:
        return math.nan
    place = found.days.index(day)
    enough = found.at_risk[place] >= few and sum(found.done[: place + 1]) >= few
    return float(day) if enough else math.nan
