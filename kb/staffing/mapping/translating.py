"""Cells of their columns as values of our fields: read, translated, and every one that cannot be is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.datafiles import capped
from kb.errors import Fault
from kb.staffing.mapping.plan import PERSONS, Field, Plan, Source
from kb.staffing.mapping.rows import Cells, Gathered, Line
from kb.staffing.mapping.selecting import alike, select
from kb.staffing.mapping.spreading import spread
from kb.staffing.mapping.tables import Row, Table, find
from kb.staffing.mapping.values import READERS, Kind, Value
from kb.staffing.mapping.wording import fits, folded, listed

_MOST = 20  # unknown values that are told one by one


@dataclass(frozen=True, slots=True)
class _Leave:
    """A value whose row is left out, as the mapping says."""

    reason: str


def gather(table: Table, source: Source, plan: Plan) -> Gathered:
    """Turn a file's rows into lines of ours: filtered, translated, and an absence spread on its weeks."""
    rows, left_out, faults = select(table, source)
    found = Gathered(faults=faults, told=list(table.told))
    found.left_out.update(left_out)
    read = {name: _column(table, rows, source, name, plan, found) for name in source.fields}
    columns = {name: values for name, values in read.items() if values is not None}
    if found.faults:
        return found
    spans = spread(table, rows, source, found) if source.spread else None
    for at, (number, _) in enumerate(rows):
        cells: Cells = {}
        left = None
        for name, values in columns.items():
            value = values[at]
            if isinstance(value, _Leave):
                left = value
            else:
                cells[name] = value
        if left is not None:
            found.left_out[left.reason].append(number)
            continue
        parts = spans[at] if spans is not None else [{}]
        if not parts:
            found.left_out["an absence without a day that counts"].append(number)
        found.lines += [Line(table.file, f"{table.unit} {number}", cells | part) for part in parts]
    _tell_alike(rows, table.unit, found)
    return found


def _column(
    table: Table, rows: list[Row], source: Source, name: str, plan: Plan, found: Gathered
) -> Sequence[Value | _Leave | None] | None:
    """Translate one field for all rows; None where its column is not there, or it is worked out later."""
    field, kind = source.fields[name], source.kind(name)
    if field.per_hour is not None:
        return None
    if field.value is not None:
        value = READERS[kind][0](field.value)
        if value is None:
            remedy = f"Write {READERS[kind][1]}."
            problem = f"The mapping's value «{field.value}» cannot be read."
            found.faults.append(Fault(table.file, f"field {name}", problem, remedy))
        return [value] * len(rows)
    place, faults = find(table, field.column, f"field {name}")
    found.faults += faults
    if place is None:
        return None
    person = (source.to, name) in PERSONS
    cells = [cells[place] for _, cells in rows]
    known = {cell: _person(cell) if person else _value(cell, field, kind, plan) for cell in set(cells)}
    found.faults += _faults(table, rows, place, name, known, field, kind, plan)
    fit = {cell: None if isinstance(value, _Wrong) else value for cell, value in known.items()}
    return [fit[cell] for cell in cells]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A cell that cannot be taken: no value of the kind, or none the mapping's table has."""

    unknown: bool


def _value(cell: str, field: Field, kind: Kind, plan: Plan) -> Value | _Leave | _Wrong | None:
    if not cell:
        cell = field.empty or ""
        return READERS[kind][0](cell) if cell else None
    table = plan.table(field)
    if table is not None:
        ours = _translated(cell, table)
        if ours is None and field.unknown != "keep":
            return (
                _Leave(f"«{field.column[0]}» is not in the mapping")
                if field.unknown == "leave out"
                else _Wrong(True)
            )
        if ours == "":
            return None
        cell = cell if ours is None else ours
    value = READERS[kind][0](cell)
    return _Wrong(unknown=False) if value is None else value


def _translated(cell: str, table: Mapping[str, str]) -> str | None:
    """Translate a value: one that is written out goes before one that ends in `*`, and of those the longest."""
    plain = folded(cell)
    for theirs, ours in table.items():
        if folded(theirs) == plain and not theirs.endswith("*"):
            return ours
    patterns = sorted((one for one in table if one.endswith("*")), key=len, reverse=True)
    return next((table[one] for one in patterns if fits(cell, [one])), None)


def _person(cell: str) -> str | None:
    """Write what tells a person so that the same person is written alike; Excel drops zeros in front."""
    plain = folded(cell)
    return (plain.lstrip("0") or plain) if plain.isdigit() else plain or None


def _faults(
    table: Table,
    rows: list[Row],
    place: int,
    name: str,
    known: Mapping[str, object],
    field: Field,
    kind: Kind,
    plan: Plan,
) -> list[Fault]:
    """Tell cells that cannot be read with their rows, and values the table lacks once each with all their rows."""
    unread: list[Fault] = []
    unknown: dict[str, list[int]] = defaultdict(list)
    for number, cells in rows:
        wrong = known[cells[place]]
        if isinstance(wrong, _Wrong) and wrong.unknown:
            unknown[cells[place]].append(number)
        elif isinstance(wrong, _Wrong):
            told = f"{table.unit} {number}, column {table.names[place]}"
            problem = f"«{cells[place][:40]}» is no value for {name}."
            unread.append(
                Fault(table.file, told, problem, f"Mend it, or the mapping: it takes {READERS[kind][1]}.")
            )
    ours = ", ".join(dict.fromkeys((plan.table(field) or {}).values()))[:200]
    lacking = [
        Fault(
            table.file,
            f"{table.unit} {listed(lines)}, column {table.names[place]}",
            f"«{value[:40]}» is not among the values of {name} in the mapping.",
            f'Add it there as one of: {ours}; or say unknown = "leave out" or "keep".',
        )
        for value, lines in unknown.items()
    ]
    return [*capped(unread), *capped(lacking, told=_MOST)]


def _tell_alike(rows: list[Row], unit: str, found: Gathered) -> None:
    again = alike(rows)
    if again:
        told = f"{len(again)} say the same as one further up and were counted, {unit} {listed(again)}"
        found.told.append(f'{told}; write duplicates = "leave out" in the mapping where they should not be.')


def price(lines: Sequence[Line], source: Source) -> None:
    """Work out kroner from hours where the mapping gives a price an hour."""
    rate = source.fields["kostnad"].per_hour if "kostnad" in source.fields else None
    if rate is not None:
        for line in lines:
            hours = line.cells.get("timer")
            line.cells["kostnad"] = hours * Fraction(str(rate)) if isinstance(hours, Fraction) else None
