"""Where the extra hands came from: recruitment by category, and the five channels."""

from __future__ import annotations

import pandas as pd

from kb.privacy.disclosure import Table
from kb.staffing.overtime import heads
from kb.staffing.records import Staffing

_OVERTIME = "overtid"
_CHANNEL = {
    "nyrekruttert": "ekstern rekruttering",
    "frivillig": "ekstern rekruttering",  # volunteers work on a temporary contract
    "intern": "intern omdisponering",
    "NAV": "NAV",
    "vikarbyrå": "vikarbyrå",
}
CHANNELS = ("ekstern rekruttering", _OVERTIME, "intern omdisponering", "NAV", "vikarbyrå")


def recruited(staffing: Staffing) -> dict[str, Table]:
    """Count those recruited by category, `engasjert` or not, for each period in the file.

    The key is the period as `2020-03-12/2020-06-01`. The total is all recruited, the first column's total
    those who were engaged.
    """
    rows = staffing.recruitment
    keys = rows["fra"].dt.strftime("%Y-%m-%d") + "/" + rows["til"].dt.strftime("%Y-%m-%d")
    return {str(key): Table(_engaged(group)) for key, group in rows.groupby(keys)}


def channels(staffing: Staffing) -> dict[str, Table]:
    """Count `personer` who worked by channel, and sum `timer` and `kostnad` as far as the data go.

    Hours and cost have a row only for the channels where every assignment tells them; a missing row is
    not zero. Persons with overtime are at least so many (see `heads`).
    """
    work = work_by_channel(staffing)
    persons = work.groupby("kanal")["hvem"].nunique()
    overtime = staffing.overtime.assign(kanal=_OVERTIME)
    persons[_OVERTIME] = heads(overtime, ["kanal"]).sum()
    counts = persons.reindex(CHANNELS, fill_value=0).astype("int64").to_frame("personer")
    tables = {"personer": Table(counts)}
    for measure in ("timer", "kostnad"):
        amounts = work.groupby("kanal")[measure].agg(lambda values: values.sum(skipna=False)).dropna()
        amounts[_OVERTIME] = overtime[measure].sum()
        rows = [channel for channel in CHANNELS if channel in amounts.index]
        shown = counts.loc[rows].set_axis([measure], axis="columns")
        tables[measure] = Table(shown, amounts.loc[rows].to_frame(measure))
    return tables


def _engaged(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.set_index("kategori")[["engasjert", "rekruttert"]].astype("int64")
    unused = counts.pop("rekruttert") - counts["engasjert"]
    return counts.assign(**{"ikke engasjert": unused})


def work_by_channel(staffing: Staffing) -> pd.DataFrame:
    """Give every assignment its channel and whose it is; those outside resources.csv are our own."""
    work = staffing.assignments
    source = work["ressurs"].map(staffing.resources.set_index("id")["kilde"]).fillna("intern")
    who = work["ressurs"].where(work["ressurs"].notna(), "person " + work["person"])
    return work.assign(kanal=source.map(_CHANNEL), hvem=who)
