"""A number as it is printed: its value, precision and unit, and whether it tells a value truly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "about", "over", "under", "least", "most"]

COUNTED = frozenset({"persons", "answers", "items"})  # an answer is a person's, and either a thing counted
_SLACK = 1e-9  # what binary fractions lose


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    `text` is `text[start:end]` of what was read: the number with its unit. `value` and `step` (what a change
    of the last digit printed amounts to) are in whole units and shares from 0 to 1: `14,5 mill. kr` has the
    value 14 500 000 and the step 100 000, `69 %` has 0.69 and 0.01. `unit` is a fact's unit, "" where the
    text names none, "rate" for so much a person or hour, and "other" for what no fact is counted in.
    `high` is the upper end of a range. `bound` is how the text holds it: exact, about, a little over or under,
    at least, at most. `broken` is a number whose groups are not of three: `18 32`.
    """

    start: int
    end: int
    text: str
    value: float
    step: float
    unit: str = ""
    high: float | None = None
    bound: Bound = "exact"
    spelled: bool = False
    broken: bool = False

    @property
    def rough(self) -> bool:
        """Tell whether the number leaves room for another beside it that is more exact."""
        return self.bound != "exact" or (self.spelled and self.unit == "share")

    @property
    def digits(self) -> int:
        """Count the digits that tell something: 3 in 8880 (the last 0 may be rounding), 2 in 69 %."""
        return len(str(round(self.value / self.step)).strip("-0")) if self.value else 0


@dataclass(frozen=True, slots=True)
class Other:
    """Digits that are no figure, and what they are: a date, a paragraph of a law, a version."""

    start: int
    end: int
    text: str
    reason: str


def fits(unit: str, wanted: str) -> bool:
    """Tell whether a printed unit may be that of a fact. A number without one is no share and no day."""
    if not unit:
        return wanted not in ("share", "date")
    return unit == wanted or {unit, wanted} <= COUNTED


def tells(figure: Figure, value: float) -> bool:
    """Tell whether the printed number is the value, rounded to the precision printed.

    Halves may be rounded away from zero, as the project does and as people learn, or to the even digit, as R,
    Python and some spreadsheets do. Cutting digits off is no rounding, nor is rounding twice.
    """
    step = figure.step
    if figure.high is not None:
        return figure.value - step / 2 <= value <= figure.high + step / 2
    if figure.bound == "exact":
        return _rounds(figure.value, step, value)
    off = value - figure.value
    near = step / 2 * (1 + _SLACK)
    loose = loose_step(figure)
    return {
        "about": abs(off) <= loose / 2 * (1 + _SLACK),
        "over": -near <= off <= loose,
        "under": -loose <= off <= near,
        "least": off >= -near,
        "most": off <= near,
    }[figure.bound]


def loose_step(figure: Figure) -> float:
    """Give the precision of a number said to be about so much: that of its last digit which is not 0."""
    steps = round(abs(figure.value) / figure.step)
    zeros = len(str(steps)) - len(str(steps).rstrip("0")) if steps else 0
    return figure.step * (5 if str(steps)[-1:] == "5" else 1) * 10.0**zeros


def _rounds(printed: float, step: float, value: float) -> bool:
    off = abs(value - printed) / step
    slack = max(_SLACK, 1e-14 * abs(printed / step))  # big numbers have fewer binary digits after the comma
    if abs(off - 0.5) > slack:
        return off < 0.5
    return abs(printed) > abs(value) or round(printed / step) % 2 == 0


def nearest(value: float, step: float) -> float:
    """Round a value to a step, halves away from zero."""
    return math.copysign(math.floor(abs(value) / step + 0.5 + _SLACK) * step, value)
