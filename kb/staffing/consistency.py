"""What must hold within a row of a staffing file, and from one file to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kb.datafiles import capped
from kb.errors import Fault
from kb.staffing.periods import is_week, month_of

Wrong = Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold for every row: `wrong` points out the rows where it does not."""

    column: str
    wrong: Wrong
    problem: str
    remedy: str


def _not_before(later: str, earlier: str) -> Rule:
    remedy = f"Check the dates; «{later}» is the same day or later."
    return Rule(later, lambda rows: rows[later] < rows[earlier], f"Is before «{earlier}».", remedy)


def _not_more(part: str, whole: str) -> Rule:
    remedy = f"Check both numbers; «{part}» is counted within «{whole}»."
    return Rule(part, lambda rows: rows[part] > rows[whole], f"Is more than «{whole}».", remedy)


_OVERTIME_KEY = ["område", "rolle", "periode", "type", "person"]
_RULES: Mapping[str, Sequence[Rule]] = {
    "needs": [
        _not_before("til", "fra"),
        _not_more("besatt", "stillinger"),
        _not_before("besatt_dato", "meldt"),
        Rule(
            "besatt_dato",
            lambda rows: (rows["besatt"] > 0) != rows["besatt_dato"].notna(),
            "Does not go with «besatt».",
            "Give the day when positions were filled, and leave it empty while none is.",
        ),
        Rule(
            "årsak",
            lambda rows: rows["årsak"].notna() & (rows["besatt"] >= rows["stillinger"]),
            "Is given though all positions were filled.",
            "Leave it empty, or mend «besatt».",
        ),
    ],
    "resources": [
        _not_before("ledig_til", "ledig_fra"),
        Rule(
            "hjemmeområde",
            lambda rows: (rows["kilde"] == "intern") & rows["hjemmeområde"].isna(),
            "Is empty for somebody of our own.",
            "Give the area where the person is employed.",
        ),
        Rule(
            "stillingsandel",
            lambda rows: rows["stillingsandel"] > 100,
            "Is more than a whole position.",
            "Give it in per cent, 100 at the most.",
        ),
    ],
    "clearances": [_not_before("ferdig", "startet")],
    "assignments": [
        _not_before("til", "fra"),
        Rule(
            "ressurs",
            lambda rows: rows["ressurs"].notna() == rows["person"].notna(),
            "Must be given, or «person», and not both.",
            "Use «ressurs» for those in resources.csv and «person» for all others.",
        ),
    ],
    "overtime": [
        Rule(
            "periode",
            lambda rows: rows["periode"].map(month_of).isna(),
            "Is neither a month nor a week.",
            "Write a month as 2020-03 and an ISO week as 2020-W12.",
        ),
        Rule(
            "personer",
            lambda rows: rows["person"].notna() & (rows["personer"] != 1),
            "Is not 1 though the row is about one person.",
            "Write 1, or leave «person» empty.",
        ),
        Rule(
            "person",
            lambda rows: rows.duplicated(_OVERTIME_KEY),
            "Area, role, period, kind and person stand further up already.",
            "Add the rows together.",
        ),
    ],
    "recruitment": [
        _not_more("rekruttert", "søkere"),
        _not_more("engasjert", "rekruttert"),
        _not_more("tilbudt", "søkere"),
        _not_more("engasjert", "tilbudt"),
        _not_before("til", "fra"),
    ],
    "absence": [
        Rule(
            "uke",
            lambda rows: ~rows["uke"].map(is_week).astype(bool),
            "Is not a week.",
            "Write an ISO week as 2020-W12.",
        ),
        Rule(
            "dager",
            lambda rows: rows["dager"].isna() & rows["stillinger"].isna(),
            "Is empty, and so is «stillinger».",
            "Give the days of absence, or the positions that stood empty.",
        ),
    ],
}


def file_faults(name: str, rows: pd.DataFrame) -> list[Fault]:
    """Find everything that cannot be so within the rows of one file; the index is the line."""
    return [
        fault
        for rule in _RULES[name]
        for fault in _told(name, rule.column, rule.wrong(rows), rule.problem, rule.remedy)
    ]


def reference_faults(files: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find what does not agree with resources.csv; says nothing of files that could not be read."""
    if "resources" not in files:
        return []
    sources = files["resources"].set_index("id")["kilde"]
    faults = []
    for name in ("clearances", "assignments"):
        if name in files:
            named = files[name]["ressurs"]
            unknown = named.notna() & ~named.isin(sources.index)
            remedy = "Add it there, or mend the id."
            faults += _told(name, "ressurs", unknown, "Is not in resources.csv.", remedy)
    return faults + (_origin_faults(files["assignments"], sources) if "assignments" in files else [])


def _origin_faults(assignments: pd.DataFrame, sources: pd.Series[str]) -> list[Fault]:
    """Find own staff without an area to come from, and others with one."""
    source = assignments["ressurs"].map(sources)
    own = assignments["person"].notna() | (source == "intern")
    known = assignments["fra_område"].notna()
    lacking, extra = own & ~known, source.notna() & ~own & known
    remedy = "Give the area they left."
    faults = _told("assignments", "fra_område", lacking, "Is empty for somebody of our own.", remedy)
    problem = "Is given for somebody who is not of our own."
    return faults + _told("assignments", "fra_område", extra, problem, "Leave it empty.")


def _told(name: str, column: str, wrong: pd.Series[bool], problem: str, remedy: str) -> list[Fault]:
    lines = wrong.index[wrong.fillna(value=False).astype(bool)]
    return capped([Fault(f"{name}.csv", f"line {line}, column {column}", problem, remedy) for line in lines])
