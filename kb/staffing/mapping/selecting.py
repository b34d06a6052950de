"""Which rows of a file are records: no sums, no header over again, and those that the filters of the mapping keep."""

from __future__ import annotations

from collections import defaultdict

from kb.errors import Fault
from kb.staffing.mapping.plan import Filter, Source
from kb.staffing.mapping.tables import Row, Table, find
from kb.staffing.mapping.wording import fits, folded, is_total

Selected = tuple[list[Row], dict[str, list[int]], list[Fault]]


def select(table: Table, source: Source) -> Selected:
    """Give the rows that are records, the numbers of those left out by reason, and the faults of the filters."""
    left_out: dict[str, list[int]] = defaultdict(list)
    filters, faults = _placed(table, source)
    header = [folded(name) for name in table.names]
    rows: list[Row] = []
    for number, cells in table.rows:
        reason = _reason(cells, header, source) or next(
            (why for one in filters if (why := one.reason(cells))), None
        )
        if reason:
            left_out[reason].append(number)
        else:
            rows.append((number, cells))
    return _once(rows, source, left_out), left_out, faults


def alike(rows: list[Row]) -> list[int]:
    """Give the numbers of rows that say the same as one further up, cell by cell."""
    seen: set[tuple[str, ...]] = set()
    again: list[int] = []
    for number, cells in rows:
        key = tuple(cells)
        if key in seen:
            again.append(number)
        seen.add(key)
    return again


class _Placed:
    """A filter and its column's place in a file."""

    def __init__(self, place: int, one: Filter, *, keep: bool) -> None:
        self._place, self._filter, self._keep = place, one, keep
        self._known: dict[str, bool] = {}

    def reason(self, cells: list[str]) -> str | None:
        """Say why a row is left out; None where it is not."""
        value = cells[self._place]
        if value not in self._known:
            self._known[value] = fits(value, self._filter.values)
        if self._known[value] == self._keep:
            return None
        column = self._filter.column[0]
        return f"«{column}» is none of those kept" if self._keep else f"«{column}» is one of those dropped"


def _placed(table: Table, source: Source) -> tuple[list[_Placed], list[Fault]]:
    placed: list[_Placed] = []
    faults: list[Fault] = []
    for filters, keep in ((source.keep, True), (source.drop, False)):
        for one in filters:
            place, wrong = find(table, one.column, "a filter")
            faults += wrong
            if place is not None:
                placed.append(_Placed(place, one, keep=keep))
    return placed, faults


def _reason(cells: list[str], header: list[str], source: Source) -> str | None:
    if is_total(cells):
        return "sums"
    if source.head != 0 and folded(cells[0]) == header[0] and [folded(cell) for cell in cells] == header:
        return "the header over again"
    filled = sum(map(bool, cells))
    return "a note in one cell" if filled == 1 < len(header) - 1 else None


def _once(rows: list[Row], source: Source, left_out: dict[str, list[int]]) -> list[Row]:
    if source.duplicates != "leave out":
        return rows
    again = set(alike(rows))
    if again:
        left_out["the same as a row further up"] += sorted(again)
    return [row for row in rows if row[0] not in again]
