"""Mappings as they are written, read and held against what can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.staffing.mapping.plan import GROUPED, NUMBERED, PERSONS, Field, Plan, Source
from kb.staffing.mapping.wording import names_persons
from kb.staffing.schemas import SCHEMAS
from kb.tomlfiles import read_model

Wrong = tuple[str, str, str]
_UNQUOTED = re.compile(r"\s*(?:\[{1,2}\s*(?:[a-z_]+\.)?)?([\w-]*[^\W\da-zA-Z_][\w-]*)\s*[=\]]")


def read_plan(path: Path | str) -> Plan:
    """Read a mapping; raises `FaultsFound` with every key that is wrong and every field that cannot be."""
    try:
        plan = read_model(path, Plan, remedy="See docs/staffing-imports.md for the keys of a mapping.")
    except FaultsFound as found:
        unread = any("cannot be read" in fault.problem for fault in found.faults)
        raise FaultsFound([*(_unquoted(Path(path)) if unread else ()), *found.faults]) from None
    faults = [
        Fault(Path(path).name, f"source {number} ({source.to}), {place}", problem, remedy)
        for number, source in enumerate(plan.source, start=1)
        for place, problem, remedy in _wrong(plan, source)
    ]
    if faults:
        raise FaultsFound(faults)
    return plan


def _unquoted(path: Path) -> Iterator[Fault]:
    """Find keys such as område without quotation marks, the one thing in TOML that Norwegian names stumble over."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _UNQUOTED.match(line):
            remedy = f'Write "{found[1]}".'
            problem = f"«{found[1]}» has letters beyond z, and is to stand in quotation marks."
            yield Fault(path.name, f"line {number}", problem, remedy)


def _wrong(plan: Plan, source: Source) -> Iterator[Wrong]:
    names = [column.name for column in SCHEMAS[source.to].every]
    allowed = {*names, *(name for file, name in PERSONS if file == source.to)}
    for name, field in source.fields.items():
        place = f"field {name}"
        if name not in allowed:
            yield place, f"Is no column of {source.to}.csv.", f"Use one of: {', '.join(names)}."
            continue
        yield from ((place, *told) for told in _wrong_field(plan, source, name, field))
    told = {*source.fields, *_made(source)}
    for column in SCHEMAS[source.to].columns:
        if column.required and column.name not in told:
            remedy = "Name its column, or give a value for every row; it is not guessed."
            yield f"field {column.name}", "Is not mapped, and every row must have it.", remedy


def _wrong_field(plan: Plan, source: Source, name: str, field: Field) -> Iterator[tuple[str, str]]:
    told = [bool(field.column), field.value is not None, field.per_hour is not None]
    if sum(told) != 1:
        yield "Has none or more than one of column, value and per_hour.", "Keep one of them."
    if field.per_hour is not None and (name != "kostnad" or "timer" not in source.fields):
        yield "Has per_hour, which prices hours.", "Use it for kostnad, where timer is mapped."
    if isinstance(field.values, str) and field.values not in plan.values:
        yield f"Names a table «{field.values}» that is not there.", f"Write it under [values.{field.values}]."
    if name == "periode" and field.kind is None:
        yield (
            "Is not said to be a week or a month: 2020-03 may be either.",
            'Add as = "week" or as = "month".',
        )
    if (source.to, name) in PERSONS and (field.value is not None or field.values is not None):
        yield "Stands for persons, who become pseudonyms.", "Give a column, and no values."
    if (source.to, name) not in PERSONS:
        for column in field.column:
            if names_persons(column):
                problem = f"Would take «{column}», a column that names persons, into our files."
                yield problem, "Take another column; persons go in person or ressurs only, as pseudonyms."


def _made(source: Source) -> set[str]:
    """Name the fields that the import makes itself."""
    made = {"id"} if source.to in NUMBERED else set()
    if source.grouped and "person" in source.fields and source.to in GROUPED:
        made.add("personer")
    return made | ({"uke", "dager"} if source.spread else set())
