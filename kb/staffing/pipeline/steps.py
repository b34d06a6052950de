"""How long each step of the clearance took, and which was the slowest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kb.staffing.pipeline.clearing import known_until
from kb.staffing.pipeline.spells import WAY, step_spells, way_spells
from kb.staffing.pipeline.waits import Waits, waits
from kb.staffing.records import SOURCES, STEPS, Staffing


@dataclass(frozen=True, slots=True)
class Slowest:
    """The steps with the longest median, in their order; more than one where they tie or cannot be told apart.

    `days` is that median. Where it is `open`, that of at least one of them is not reached: it took `days` or
    more. NaN where nothing can be told. `untold` are the steps begun by too few to say anything of; they may be
    slower.
    """

    steps: tuple[str, ...]
    days: float
    open: bool
    untold: tuple[str, ...]


def steps(
    staffing: Staffing, *, as_of: pd.Timestamp | None = None, smallest: int = 5, tail: float = 0.9
) -> Waits:
    """Measure each step from begun to done, and `WAY` from the first step begun to the first shift.

    Who waits on `as_of` is counted as still waiting, whatever the files tell of later days; the default is
    the last day on which something happened (`known_until`).
    """
    return waits(_spells(staffing, as_of), "steg", [*STEPS, WAY], smallest=smallest, tail=tail)


def steps_by_source(
    staffing: Staffing, *, as_of: pd.Timestamp | None = None, smallest: int = 5, tail: float = 0.9
) -> dict[str, Waits]:
    """Measure the same for each source in the files.

    Their counts add up to those of `steps`: protect all in one call.
    """
    spells = _spells(staffing, as_of)
    present = [source for source in SOURCES if (spells["kilde"] == source).any()]
    return {
        source: waits(spells[spells["kilde"] == source], "steg", [*STEPS, WAY], smallest=smallest, tail=tail)
        for source in present
    }


def slowest(measured: Waits) -> Slowest:
    """Name the slowest step by the median; `WAY` is no step.

    A step whose median is not reached is slower than those where it is, if it is more than the longest of
    them already; if not, either may be the slowest and all are named.
    """
    begun = measured.counts.counts.sum(axis="columns") > 0
    days = measured.days[begun].drop(index=WAY, errors="ignore")
    known, over = days["median"], days["median over"]
    passed = over.max() >= known.max()
    slow = over.notna() | ((known == known.max()) & ~passed)
    return Slowest(
        steps=tuple(days.index[slow]),
        days=float(np.fmax(known.max(), over.max())),
        open=bool(over.notna().any()),
        untold=tuple(days.index[known.isna() & over.isna()]),
    )


def _spells(staffing: Staffing, as_of: pd.Timestamp | None) -> pd.DataFrame:
    day = known_until(staffing, as_of)
    return pd.concat([step_spells(staffing, day), way_spells(staffing, day)])
