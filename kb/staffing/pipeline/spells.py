"""Spells of waiting: one row a person and step, or a position; those still waiting end on the data's last day."""

from __future__ import annotations

import pandas as pd

from kb.staffing.pipeline.clearing import first_shifts
from kb.staffing.records import Staffing

WAY = "hele veien"


def step_spells(staffing: Staffing, day: pd.Timestamp) -> pd.DataFrame:
    """Give a row a person and step begun by `day`: `kilde`, `steg`, `dager`, and whether it is `ferdig`."""
    begun = staffing.clearances[staffing.clearances["startet"] <= day]
    spells = _spells(begun["startet"], begun["ferdig"], day)
    return spells.assign(steg=begun["steg"], kilde=begun["ressurs"].map(_sources(staffing)))


def way_spells(staffing: Staffing, day: pd.Timestamp) -> pd.DataFrame:
    """Give a row a person whose clearance was begun by `day`, from its first step to the first shift.

    Who worked before the clearance began waited 0 days. The step is called `WAY`.
    """
    clearances = staffing.clearances
    begun = clearances[clearances["startet"] <= day].groupby("ressurs")["startet"].min()
    spells = _spells(begun, first_shifts(staffing, day).reindex(begun.index), day)
    return spells.assign(steg=WAY, kilde=begun.index.to_series().map(_sources(staffing)))


def position_spells(staffing: Staffing, day: pd.Timestamp) -> pd.DataFrame:
    """Give a row a position registered by `day`, from then until it was filled.

    An empty position waits until `day`, or until the need was over if that is sooner: after that nobody waits
    for it. Columns: those of needs.csv, `dager` and `ferdig` (filled).
    """
    needs = staffing.needs[staffing.needs["meldt"] <= day]
    filled = needs["besatt"].where(needs["besatt_dato"] <= day, 0).astype(int)
    empty = needs["stillinger"].astype(int) - filled
    over = needs["til"].where(needs["til"] < day, day)
    spells = [
        needs.join(_spells(needs["meldt"], needs["besatt_dato"], day)).loc[needs.index.repeat(filled)],
        needs.join(_spells(needs["meldt"], over, day)).assign(ferdig=False).loc[needs.index.repeat(empty)],
    ]
    return pd.concat(spells)


def _spells(start: pd.Series[pd.Timestamp], end: pd.Series[pd.Timestamp], day: pd.Timestamp) -> pd.DataFrame:
    done = end <= day
    lasted = (end.where(done, day) - start).dt.days
    return pd.DataFrame({"dager": lasted.clip(lower=0).astype("int64"), "ferdig": done})


def _sources(staffing: Staffing) -> pd.Series[str]:
    return staffing.resources.set_index("id")["kilde"]
