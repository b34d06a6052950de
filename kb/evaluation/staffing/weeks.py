"""What happened week by week, on one axis: what was asked for, what stood empty, and who came to work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from kb.evaluation.staffing.wording import saying
from kb.privacy.disclosure import Protected, ProtectedTable
from kb.reports.text.numbers import Language
from kb.staffing.absence import DAYS
from kb.staffing.load.calendars import period_of
from kb.staffing.periods import week_of

WHOLE = 37.5  # hours a week of a whole position, by which overtime is counted as people
_WORKDAYS = 5
_MOVED, _HIRED = "intern omdisponering", "ekstern rekruttering"


def what_happened(
    shown: Protected, *, until: pd.Timestamp | None = None, language: Language = "nb"
) -> ProtectedTable:
    """Set beside each other for each ISO week (rows) what protected tables of `measure` tell.

    Columns: positions registered in the week; positions that stood empty on the mean day; own people at work
    elsewhere; people away on the mean workday, or where no absence is told people hired, at work; and overtime as
    whole positions of `WHOLE` hours. Hours of a month are shared out evenly over its days: they are a level. A week
    that a table does not tell of is 0, one that it hides NaN. Later weeks than that of `until` are left out. The
    columns are unlike things: their row totals are of no use.
    """
    say = saying(language)
    empty = shown["dekket per uke"].cells["ubesatt"] / 7
    lines: dict[str, pd.Series[float]] = {
        say("week_asked"): shown["besatt per uke"].row_totals,
        say("week_empty"): empty.round(),
    }
    people = shown["personer per kanal og uke"].cells.T
    if _MOVED in people:
        lines[say("week_moved")] = people[_MOVED]
    if DAYS in shown:
        lines[say("week_away")] = (shown[DAYS].column_totals / _WORKDAYS).round()
    elif _HIRED in people:
        lines[say("week_hired")] = people[_HIRED]
    if "timer overtid" in shown:
        hours = _by_week(shown["timer overtid"].column_totals.to_dict())
        lines[say("week_overtime")] = (hours / WHOLE).round()
    return _table(shown["besatt per uke"], lines, until)


def _table(
    like: ProtectedTable, lines: Mapping[str, pd.Series[float]], until: pd.Timestamp | None
) -> ProtectedTable:
    """Lay lines beside each other, from the first week of any but the last line, which may tell of whole months."""
    weeks = sorted({str(week) for line in lines.values() for week in line.index})
    first = min(str(line.index.min()) for line in list(lines.values())[:3])
    last = weeks[-1] if until is None else until.strftime("%G-W%V")
    rows = pd.Index([week for week in weeks if first <= week <= last], name="uke")
    # What a table does not tell of is nothing, and what it hides is not known.
    cells = pd.DataFrame({name: line.reindex(rows, fill_value=0.0) for name, line in lines.items()})
    sums = cells.fillna(0.0)
    return replace(
        like,
        cells=cells,
        row_totals=sums.sum(axis="columns"),
        column_totals=sums.sum(),
        total=float(sums.to_numpy().sum()),
    )


def _by_week(hours: Mapping[object, float]) -> pd.Series[float]:
    """Share the hours of days, weeks or months out over ISO weeks; NaN where a part of a week is hidden."""
    days = []
    for text, amount in hours.items():
        period = period_of(str(text))
        assert period is not None, "the table's columns are periods"
        dates = pd.Series(pd.date_range(period.first, period.last))
        days.append(pd.DataFrame({"uke": week_of(dates), "timer": amount / period.days}))
    return pd.concat(days).groupby("uke")["timer"].agg(lambda parts: parts.sum(skipna=False))
