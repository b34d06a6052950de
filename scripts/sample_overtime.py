"""The hours of the sample overtime file: leaders one by one, all others by role, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sample_chance import Chance
from sample_staffing_plan import LEADERS, OVERTIME, PRICES, TOTAL_COST

Row = Sequence[object]  # area, role, month, kind, hours, persons, person
MONTHS = {"2020-03": 0.17, "2020-04": 0.29, "2020-05": 0.24, "2020-06": 0.17, "2020-07": 0.13}


def leader_rows(chance: Chance) -> list[Row]:
    """Give the leaders' overtime, one row a month and person; those with a deputy wrote fewer hours."""
    rows: list[Row] = []
    number = 0
    for role, (most, areas) in LEADERS.items():
        for area, heads in areas.items():
            for place in range(heads):
                number += 1
                alone = place % 2 == 0
                hours = chance.whole(most // 2, most + 1) if alone else chance.whole(8, most // 2)
                parts = _split(most if place == 0 else hours, chance.shares(len(MONTHS)), 2)
                person = f"L{number:03}"
                rows += [
                    [area, role, month, "overtid", part, 1, person]
                    for month, part in zip(MONTHS, parts, strict=True)
                    if part
                ]
    return rows


def staff_rows(leaders: list[Row]) -> Iterator[Row]:
    """Give all others what the leaders leave of each area's hours, by role, month and kind."""
    for area, (hours, roles, shifted) in OVERTIME.items():
        left = hours - sum(float(str(row[4])) for row in leaders if row[0] == area)
        weights = {
            (role, month, kind): share * part * of_kind
            for role, share in roles.items()
            for month, part in MONTHS.items()
            for kind, of_kind in (("overtid", 1 - shifted), ("forskjøvet arbeidstid", shifted))
        }
        for (role, month, kind), part in zip(weights, _split(left, list(weights.values()), 2), strict=True):
            if part:
                persons = int(-(-part // (14 if kind == "overtid" else 9)))
                yield [area, role, month, kind, part, persons, ""]


def priced(rows: list[Row]) -> list[Row]:
    """Share the total cost out over the hours, by what each role costs."""
    weights = [
        float(str(hours)) * (90 if kind != "overtid" else PRICES.get(str(role), PRICES[""]))
        for _, role, _, kind, hours, _, _ in rows
    ]
    costs = [int(cost) for cost in _split(TOTAL_COST, weights, 1)]
    return [[*row[:5], cost, *row[5:]] for row, cost in zip(rows, costs, strict=True)]


def _split(total: float, weights: list[float], steps: int) -> list[float]:
    """Share `total` out by `weights` in parts of 1 / `steps`; the parts add up to it exactly."""
    ends = np.round(np.cumsum(weights) / np.sum(weights) * total * steps) / steps
    return [float(part) for part in np.diff(ends, prepend=0)]
