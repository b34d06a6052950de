"""Overtime as readers see it: beside a quiet level, and held against the limits of law and agreements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from kb.evaluation.staffing.wording import Say, saying, signed, whole
from kb.privacy.disclosure import Protected, Table
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Block
from kb.reports.text.numbers import Language, step_name
from kb.staffing.load.baseline import ALL
from kb.staffing.load.checks import STATUSES, check
from kb.staffing.load.limits import RuleSet, lengths, name_of
from kb.staffing.load.wording import holiday_words, status_words


def baseline_list(
    overtime: pd.DataFrame,
    shifted: pd.DataFrame | None = None,
    *,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List each period: hours of overtime beside the quiet level, *forskjøvet arbeidstid* apart, and holidays.

    Both are from `against`, whose total is told.
    """
    say = saying(language)
    beside = {} if shifted is None else _of_all(shifted).set_index("periode")["verdi"].to_dict()
    rows = []
    for row in _of_all(overtime).to_dict("records"):
        line = {
            say("month"): step_name(row["periode"], language=language),
            say("overtime"): whole(row["verdi"], language),
            say("usual"): whole(row["vanlig"], language),
            say("beyond"): signed(row["avvik"], language),
        }
        if beside:
            line[say("shifted")] = whole(beside.get(row["periode"], 0.0), language)
        rows.append({**line, say("holidays"): holiday_words(row["helligdager"], language) or None})
    return listing(rows, caption=caption, name=name, language=language)


def limit_tables(
    rows: pd.DataFrame, rules: Mapping[str, Sequence[RuleSet]], *, exempt: Collection[str]
) -> dict[str, Table]:
    """Hold overtime against each list of rule sets (by heading), as `check` does: a table a heading and limit."""
    return {
        _named(heading, limit): table
        for heading, chosen in rules.items()
        for limit, table in check(rows, chosen, exempt=exempt).items()
    }


def limits_list(
    shown: Protected,
    rules: Mapping[str, Sequence[RuleSet]],
    *,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List rule sets with each limit, and how many persons stand under each status.

    The last set of each list is the one that goes first. `shown` holds the tables of `limit_tables`. A
    status nobody has under any limit is left out, but not the possible excess: that it is nobody is told.
    """
    say, statuses = saying(language), _told_statuses(shown, rules)
    rows = []
    for heading, chosen in rules.items():
        for days in lengths(chosen):
            sums = shown[_named(heading, name_of(days))].column_totals
            told = {status_words(one, language): whole(float(sums[one]), language) for one in statuses}
            rows.append({say("limit"): f"{heading}, {_window(chosen, days, say)}", **told})
    return listing(rows, caption=caption, name=name, language=language)


def _told_statuses(shown: Protected, rules: Mapping[str, Sequence[RuleSet]]) -> list[str]:
    names = [_named(heading, name_of(days)) for heading, chosen in rules.items() for days in lengths(chosen)]
    return [
        one
        for one in STATUSES
        if one == STATUSES[0] or any(shown[name].column_totals[one] != 0 for name in names)
    ]


def _window(chosen: Sequence[RuleSet], days: int, say: Say) -> str:
    hours = chosen[-1].hours(days)
    if hours is None:
        return say("unknown_window", days=name_of(days))
    return say("window", hours=f"{hours:g}", days=name_of(days))


def _of_all(told: pd.DataFrame) -> pd.DataFrame:
    return told[told["gruppe"] == ALL]


def peak(overtime: pd.DataFrame, language: Language = "nb") -> tuple[str, float, float, str] | None:
    """Give the period furthest above the quiet level: its name, hours, hours beyond, and holidays; None if hidden."""
    told = _of_all(overtime).dropna(subset="avvik")
    if told.empty or told["avvik"].max() <= 0:
        return None
    row = told.sort_values("avvik", kind="stable").iloc[-1]
    marked = holiday_words(str(row["helligdager"]), language)
    return step_name(row["periode"], language=language), float(row["verdi"]), float(row["avvik"]), marked


def _named(heading: str, limit: str) -> str:
    return f"limits {heading}: {limit}"
