"""Rows on their way from their files to ours, and what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.errors import Fault
from kb.staffing.mapping.values import Value
from kb.staffing.mapping.wording import listed

Cells = dict[str, Value | None]


@dataclass(slots=True)
class Line:
    """A row for one of our files, with where it came from: of several rows, the first."""

    file: str
    place: str
    cells: Cells


@dataclass(slots=True)
class Gathered:
    """What one of their files gave. `left_out` has the numbers of rows by the reason why they are not here."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    told: list[str] = field(default_factory=list)

    def account(self, unit: str) -> list[str]:
        """Tell what was left out and why, with the numbers of the rows."""
        return [
            f"{len(rows)} left out, {reason}: {unit} {listed(rows)}."
            for reason, rows in self.left_out.items()
        ]


def by_reason(reasons: Iterable[tuple[int, str]]) -> Mapping[str, list[int]]:
    """Gather the numbers of rows by reason."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, reason in reasons:
        found[reason].append(number)
    return found
