"""Write the sample staffing files: made up and seeded, with sums that equal the figures in the sample texts."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sample_absence import absence_rows
from sample_chance import Chance
from sample_overtime import leader_rows, priced, staff_rows
from sample_staffing_plan import (
    CATEGORIES,
    CREW,
    FLOWS,
    HEADERS,
    NEEDS,
    README,
    SKILLS,
    STEPS,
    SUMMER,
    UNITS,
    WITHIN,
)

Row = Sequence[object]
SEED = 20200312
FIRST = dt.date(2020, 3, 16)  # the staffing unit opened
PARALLEL = dt.date(2020, 3, 30)  # from this day all steps of a clearance began at once
COUNTED = dt.date(2020, 4, 1)  # the needs were counted, and again on 25 May


@dataclass(frozen=True)
class Person:
    """Somebody in resources.csv. `stops` is the step they wait at, `done` for those who came to work."""

    id: str
    source: str
    skill: str
    home: str
    goes_to: str
    begins: dt.date
    stops: str


def write(folder: Path) -> None:
    """Write the seven files and what they are into `folder`; the same bytes every time."""
    chance = Chance(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    people = list(_people(chance))
    clearances = [row for person in people for row in _clearance(person, chance)]
    assignments = list(_assignments(people, clearances, chance))
    _write(folder, "needs", _needs(chance))
    _write(folder, "resources", [_resource(person) for person in people])
    _write(folder, "clearances", clearances)
    _write(folder, "assignments", assignments)
    leaders = leader_rows(chance)
    _write(folder, "overtime", priced([*leaders, *staff_rows(leaders)]))
    _write(folder, "recruitment", _recruitment())
    _write(folder, "absence", absence_rows())
    (folder / "LES-MEG.md").write_text(README, encoding="utf-8", newline="\n")


def _write(folder: Path, name: str, rows: Iterable[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADERS[name].split(";"))
        writer.writerows([[_written(value) for value in row] for row in rows])


def _written(value: object) -> str:
    return f"{value:.1f}".replace(".", ",") if isinstance(value, float) else str(value)


def _after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _needs(chance: Chance) -> list[Row]:
    """Split every planned group into needs of one to four positions, filled ones first."""
    rows: list[list[object]] = []
    days = itertools.cycle((2, 0, 3, 1, 8, 2, 1, 4, 2, 3))  # 2.6 on average
    for area, unit, skill, *phases in NEEDS:
        for early, (positions, filled) in zip((True, False), phases, strict=True):
            for size, waited in _portions(positions, filled, days, chance):
                latest = _after(COUNTED, -max(waited, 0)) if early else dt.date(2020, 5, 25)
                opened = dt.date(2020, 3, 20) if early else _after(COUNTED, 1)
                days_open = (latest - opened).days + 1
                # Late needs thin out towards the end: the peak is from late March to the middle of May.
                told = _after(opened, chance.whole(0, days_open) if early else chance.early(0, days_open))
                starts = _after(told, chance.whole(0, 3))
                ends = _after(starts, chance.whole(14, 75))
                done = ("", 0) if waited < 0 else (_after(told, waited), size)
                rows.append([area, unit, skill, size, starts, ends, told, done[1], done[0]])
    rows.sort(key=lambda row: (str(row[6]), str(row[0]), str(row[1]), str(row[2])))
    return [[f"B{number:03}", *row] for number, row in enumerate(rows, 1)]


def _portions(positions: int, filled: int, days: Iterator[int], chance: Chance) -> Iterator[tuple[int, int]]:
    """Give (positions, days waited) of each need; -1 days for needs nobody filled."""
    for left, found in ((filled, True), (positions - filled, False)):
        rest = left
        while rest:
            size = min(rest, chance.whole(1, 5))
            yield size, next(days) if found else -1
            rest -= size


def _people(chance: Chance) -> Iterator[Person]:
    """Give the redeployed by where they came from and went, then all others by source and fate."""
    crew = [
        ("intern", "done", home, "", area, heads, (0, 50))
        for home, going in FLOWS.items()
        for area, heads in going.items()
    ]
    crew += [
        (source, stops, "", skill, area, heads, days) for source, stops, skill, area, heads, days in CREW
    ]
    number = 0
    for source, stops, home, skill, area, heads, (first, last) in crew:
        for place in range(heads):
            number += 1
            home_area = home or (list(FLOWS)[place % len(FLOWS)] if source == "intern" else "")
            skills = (skill,) if skill else SKILLS[home_area or source]
            begins = _after(FIRST, chance.early(first, last))
            yield Person(f"R{number:04}", source, skills[place % len(skills)], home_area, area, begins, stops)


def _resource(person: Person) -> Row:
    until = "" if person.source in ("nyrekruttert", "vikarbyrå") else dt.date(2020, 6, 30)
    willing = "nei" if person.stops == "no" else "ja"
    return [person.id, person.source, person.skill, person.begins, until, person.home, willing]


def _clearance(person: Person, chance: Chance) -> Iterator[Row]:
    """Give the steps of one person: one after the other at first, all at once from the end of March."""
    ready = person.begins
    for step in STEPS[person.source] if person.stops != "no" else ():
        together = person.begins >= PARALLEL and step != "første vakt"
        begins = person.begins if together else ready
        done = _after(begins, _days(step, begins, chance))
        waits = step == person.stops
        yield [person.id, step, begins, "" if waits else done]
        ready = max(ready, done)
        if waits or (person.stops == "reserve" and step == "politiattest"):
            return


def _days(step: str, begins: dt.date, chance: Chance) -> int:
    """Draw how long a step takes: the police certificate up to six days, later two."""
    slow, quick = {
        "politiattest": ((4, 7), (1, 4)),
        "arbeidsavtale": ((0, 3), (0, 3)),
        "registrering": ((0, 2), (0, 2)),
        "tilgang": ((1, 4), (0, 2)),
        "første vakt": ((0, 3), (0, 3)),
    }[step]
    return chance.whole(*(slow if begins < PARALLEL else quick))


def _assignments(people: list[Person], clearances: list[Row], chance: Chance) -> Iterator[Row]:
    """Give one assignment to all who came to work, a second one to some, and those within an area."""
    first_shift = {str(row[0]): row[3] for row in clearances if row[1] == "første vakt" and row[3]}
    moves: list[Row] = []
    for place, person in enumerate(person for person in people if person.stops == "done"):
        starts = first_shift[person.id]
        assert isinstance(starts, dt.date)
        moves.append(_assignment(person, starts, person.goes_to, chance))
        if place % 14 == 0 and person.goes_to != "Pleie og omsorg" and person.source == "intern":
            moves.append(_assignment(person, _after(starts, 80), "Pleie og omsorg", chance))
    number = 0
    for area, heads in WITHIN.items():
        for place in range(heads):
            number += 1
            starts = _after(FIRST, chance.early(0, 60))
            unit = UNITS[area][place % len(UNITS[area])]
            ends = _after(starts, chance.whole(10, 70))
            moves.append(["", f"P{number:03}", area, area, unit, starts, ends, "", ""])
    moves.sort(key=lambda row: (str(row[5]), str(row[0]), str(row[1])))
    yield from ([f"O{number:03}", *row] for number, row in enumerate(moves, 1))


def _assignment(person: Person, starts: dt.date, area: str, chance: Chance) -> Row:
    days = chance.whole(14, 79)
    unit = UNITS[area][chance.whole(0, len(UNITS[area]))]
    hours = float(days * 4) if person.source in ("vikarbyrå", "NAV") else ""
    cost = days * 4 * 655 if person.source == "vikarbyrå" else ""
    return [person.id, "", person.home, area, unit, starts, _after(starts, days), hours, cost]


def _recruitment() -> list[Row]:
    spring, summer = ("2020-03-12", "2020-06-01"), ("2020-07-01", "2020-08-31")
    return [*([name, *counts, *spring] for name, counts in CATEGORIES.items()), [*SUMMER, *summer]]
