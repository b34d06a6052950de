"""Rows alike in all that is not summed become one: overtime by day is a week's, and days away an area's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.staffing.mapping.plan import Target
from kb.staffing.mapping.rows import Line
from kb.staffing.mapping.values import Value

Joined = Callable[[Sequence[Value | None]], Value | None]


def add(values: Sequence[Value | None]) -> Value | None:
    """Sum numbers; of what is unknown in part, the sum is unknown."""
    numbers = [value for value in values if isinstance(value, Fraction)]
    return sum(numbers, Fraction(0)) if len(numbers) == len(values) else None


def largest(values: Sequence[Value | None]) -> Value | None:
    """Give the largest number."""
    return max((value for value in values if isinstance(value, Fraction)), default=None)


def first_day(values: Sequence[Value | None]) -> Value | None:
    """Give the earliest day."""
    return min((value for value in values if isinstance(value, dt.date)), default=None)


def last_day(values: Sequence[Value | None]) -> Value | None:
    """Give the latest day; none where one is open."""
    days = [value for value in values if isinstance(value, dt.date)]
    return max(days, default=None) if len(days) == len(values) else None


@dataclass(frozen=True, slots=True)
class _Way:
    """How rows of a file become one: those alike in `key`, each other field joined as told."""

    key: Sequence[str]
    joined: Mapping[str, Joined]
    persons: str | None = None  # the field whose different persons are counted as `personer`


_WAYS: Mapping[Target, _Way] = {
    "overtime": _Way(
        ("område", "rolle", "periode", "type", "person"),
        {"timer": add, "kostnad": add, "personer": largest},
        persons="person",
    ),
    "absence": _Way(
        ("område", "rolle", "uke", "type"),
        {"dager": add, "stillinger": add, "personer": largest},
        persons="person",
    ),
    "assignments": _Way(
        ("ressurs", "person", "fra_område", "til_område", "tjenestested"),
        {"fra": first_day, "til": last_day, "timer": add, "kostnad": add},
    ),
    "resources": _Way(("id",), {"ledig_fra": first_day, "ledig_til": last_day}),
    "clearances": _Way(("ressurs", "steg"), {"startet": first_day, "ferdig": last_day}),
    "recruitment": _Way(
        ("kategori", "fra", "til"),
        {"søkere": add, "rekruttert": add, "engasjert": add, "tilbudt": add},
    ),
    "needs": _Way(
        ("område", "tjenestested", "kompetanse", "fra", "til", "meldt", "besatt_dato", "årsak"),
        {"stillinger": add, "besatt": add},
    ),
}


def group(lines: Sequence[Line], to: Target) -> tuple[list[Line], list[str]]:
    """Join lines alike in the file's key, in the order of the first of each; tell what was said in two ways.

    Fields that are neither key nor joined are those of the first line.
    """
    way = _WAYS[to]
    parts: dict[tuple[Value | None, ...], list[Line]] = {}
    for line in lines:
        parts.setdefault(tuple(line.cells.get(name) for name in way.key), []).append(line)
    joined = [_one(part, way) for part in parts.values()]
    names = {name for line in lines for name in line.cells} - {*way.key, *way.joined, way.persons}
    return joined, [told for name in sorted(names) if (told := _two_ways(name, list(parts.values()), to))]


def _two_ways(name: str, parts: Sequence[Sequence[Line]], to: Target) -> str:
    count = sum(len({line.cells.get(name) for line in part}) > 1 for part in parts)
    return f"{count} rows of {to}.csv are told with several «{name}»; the first was taken." if count else ""


def _one(part: list[Line], way: _Way) -> Line:
    first = part[0]
    cells = dict(first.cells)
    if len(part) > 1:
        cells |= {
            name: join([line.cells.get(name) for line in part])
            for name, join in way.joined.items()
            if name in cells
        }
    if way.persons in cells:
        persons = {line.cells[way.persons] for line in part}
        # Somebody nobody has told apart cannot be counted; then the file must say how many there were.
        cells["personer"] = cells.get("personer") if None in persons else Fraction(len(persons))
    return Line(first.file, first.place, cells)
