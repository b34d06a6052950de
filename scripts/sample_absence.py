"""The sample absence file: how many were away, by area, role, week and kind. All of it is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sample_chance import Chance
from sample_staffing_plan import CARE, HEALTH, HOUSING, MENTAL

Row = Sequence[object]  # area, role, week, kind, persons, days
SEED = 20200310
WEEKS = range(10, 32)  # of 2020: March to July
STAFF = {
    CARE: {"sykepleier": 320, "helsefagarbeider": 520, "annet personale": 300},
    HEALTH: {"sykepleier": 110, "lege": 40, "helsesekretær": 45},
    HOUSING: {"vernepleier": 90, "helsefagarbeider": 150},
    MENTAL: {"vernepleier": 60, "sykepleier": 40},
    "Grunnskole": {"lærer": 900},
    "Barnehage": {"barnehagelærer": 260, "fagarbeider": 220},
    "Barn og familie": {"barnevernspedagog": 70},
}
# Of a hundred employees, those away in an ordinary week, and how many days each.
USUAL = {
    "sykmelding": (5.5, 4.4),
    "egenmelding": (1.6, 1.8),
    "sykt barn": (0.8, 1.6),
    "karantene": (0.0, 4.2),
    "permisjon": (1.0, 3.2),
}
# What the spring did to it, from a week on: schools closed in week 11, and opened again from week 18.
TIMES = {
    10: {"karantene": 0.4},
    11: {"sykmelding": 1.1, "egenmelding": 2.2, "sykt barn": 2.5, "karantene": 3.5, "permisjon": 1.2},
    12: {"sykmelding": 1.3, "egenmelding": 2.6, "sykt barn": 3.5, "karantene": 6.0, "permisjon": 1.4},
    14: {"sykmelding": 1.4, "egenmelding": 1.8, "sykt barn": 2.8, "karantene": 2.6, "permisjon": 1.3},
    17: {"sykmelding": 1.2, "egenmelding": 1.2, "sykt barn": 1.6, "karantene": 0.9},
    20: {"sykmelding": 1.0, "egenmelding": 0.9, "sykt barn": 0.9, "karantene": 0.3},
    26: {"sykmelding": 0.8, "egenmelding": 0.6, "sykt barn": 0.3, "karantene": 0.2, "permisjon": 0.7},
}


def absence_rows() -> Iterator[Row]:
    """Give every area, role, week and kind with somebody away; the same every time."""
    chance = Chance(SEED)
    for area, roles in STAFF.items():
        for role, heads in roles.items():
            for week in WEEKS:
                yield from _week(area, role, heads, week, chance)


def _week(area: str, role: str, heads: int, week: int, chance: Chance) -> Iterator[Row]:
    changed = TIMES[max(first for first in TIMES if first <= week)]
    for kind, (share, each) in USUAL.items():
        # There is no ordinary week of quarantine: what the spring did is its share itself.
        rate = changed.get(kind, 0.0) if kind == "karantene" else share * changed.get(kind, 1.0)
        persons = round(heads * rate * chance.whole(75, 126) / 10_000)
        days = round(persons * each * chance.whole(90, 111) / 100, 1)
        if persons:
            yield [area, role, f"2020-W{week:02}", kind, persons, days]
