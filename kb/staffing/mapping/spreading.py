"""An absence from one day to another, shared out on the weeks it lies in."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from kb.datafiles import capped
from kb.errors import Fault
from kb.staffing.mapping.plan import Source
from kb.staffing.mapping.rows import Cells, Gathered
from kb.staffing.mapping.tables import Row, Table, find
from kb.staffing.mapping.values import read_date, read_number

_LONGEST = 366 * 3  # days; a longer one is a slip of the keys


def spread(table: Table, rows: list[Row], source: Source, found: Gathered) -> list[list[Cells]]:
    """Give, for each row, its weeks with their days; faults go to `found`."""
    assert source.spread is not None
    places = []
    for names in (source.spread.first, source.spread.last, source.spread.share):
        place, faults = find(table, names, "spread") if names else (None, [])
        found.faults += faults
        places.append(place)
    first, last, share = places
    if first is None or last is None:
        return [[] for _ in rows]
    parts: list[list[Cells]] = []
    wrong: list[Fault] = []
    for number, cells in rows:
        span = _span(cells[first], cells[last], "100" if share is None else cells[share] or "100")
        if isinstance(span, str):
            told = f"{table.unit} {number}, columns {table.names[first]} and {table.names[last]}"
            wrong.append(Fault(table.file, told, span, "Mend the days, or drop the row in the mapping."))
            parts.append([])
        else:
            parts.append(weeks(*span, weekends=source.spread.weekends))
    found.faults += capped(wrong)
    return parts


def weeks(first: dt.date, last: dt.date, part: Fraction, *, weekends: bool) -> list[Cells]:
    """Share the days from first to last, both included, out on ISO weeks; a week without any is left out."""
    days: dict[str, Fraction] = {}
    for step in range((last - first).days + 1):
        day = first + dt.timedelta(days=step)
        if weekends or day.weekday() < 5:
            week = day.strftime("%G-W%V")
            days[week] = days.get(week, Fraction(0)) + part
    return [{"uke": week, "dager": count} for week, count in days.items()]


def _span(begun: str, ended: str, share: str) -> tuple[dt.date, dt.date, Fraction] | str:
    """Read the days and the share of an absence, or say what is wrong."""
    first, last, per_cent = read_date(begun), read_date(ended), read_number(share.rstrip(" %"))
    if first is None or last is None:
        return f"«{begun[:20]}» to «{ended[:20]}» are not two days."
    if last < first or (last - first).days > _LONGEST:
        return f"«{begun[:20]}» to «{ended[:20]}» is no time that somebody was away."
    if per_cent is None or not 0 <= per_cent <= 100:
        return f"«{share[:20]}» is no share in per cent."
    # Excel keeps 50 % as 0.5; nobody is away for one per cent of a position.
    return first, last, per_cent / 100 if per_cent > 1 else per_cent
