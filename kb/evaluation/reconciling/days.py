"""Days and periods of a text as figures, so that they can be held against facts of dates.

A day counts as many as there are days since the first of January of year 1, as Python numbers them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from kb.evaluation.reconciling.facts import Fact
from kb.intake.facts.dates import find_dates
from kb.intake.figures.figures import Figure, Other
from kb.reports.text.numbers import Language

Number = TypeVar("Number", Figure, Other)
_VAGUE = frozenset({"year", "school year"})  # a year beside a word tells little of its day


def find_days(
    text: str, others: Sequence[Other], language: Language, sentences: Sequence[int], facts: Sequence[Fact]
) -> list[Figure]:
    """Find the days and periods whose year is told, where a fact is of a date; a period is a range of days."""
    if not any(fact.unit == "date" for fact in facts):
        return []
    days = []
    for one in find_dates(text, others, language, sentences, None):
        if not one.inferred and one.precision not in _VAGUE:
            first, *last = (float(date.fromisoformat(day).toordinal()) for day in one.value.split("/"))
            high = last[0] if last else None
            days.append(Figure(one.start, one.end, text[one.start : one.end], first, 1.0, "date", high))
    return days


def beside(days: Sequence[Figure], numbers: Sequence[Number]) -> list[Number]:
    """Leave out the numbers that are part of a day."""
    taken = {place for day in days for place in range(day.start, day.end)}
    return [one for one in numbers if one.start not in taken and one.end - 1 not in taken]
