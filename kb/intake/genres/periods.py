"""The day, the periods and the years that a text tells of itself, by the reading of facts.

A fact may take its year from the text around it; what a text tells of itself must be told in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from kb.intake.facts.dates import Dated, find_dates
from kb.intake.facts.moments import find_moments
from kb.intake.facts.shapes import ALSO
from kb.intake.figures.exclusions import find_others
from kb.intake.records import Span, Tongue

# Parts of a year, each of which may be a period by itself.
_PARTS = frozenset({"quarter", "tertial", "half", "season", "school year"})
_DIGIT = re.compile(r"\d")


def day_in(text: str, year: int | None = None, *, language: Tongue = "nb") -> date | None:
    """Give the first full date of a text, and of a period of days the last.

    `year` completes a date without its year.
    """
    found = (one for one in _dates(text, year, language) if one.precision == "day" and _is_told(one, year))
    return next((one.days[1] for one in found if one.days), None)


def ranges(text: str, year: int | None = None, *, language: Tongue = "nb") -> Iterator[Span]:
    """Give every period told by its two ends: “fra mars 2020 til juni 2021”, “12.–19. august 2022”.

    An end without a year takes the other's, or `year` where both are days; where neither is known there is no period.
    """
    yield from _ranges(text, [one for one in _dates(text, year, language) if _is_told(one, year)])


def period_in(text: str, year: int | None = None, *, language: Tongue = "nb") -> Span | None:
    """Give the first period of a text, or the season, quarter or half-year that is the only time it tells."""
    dates = _dates(text, year, language)
    told = [one for one in dates if _is_told(one, year)]
    if span := next(_ranges(text, told), None):
        return span
    times = [one for one in dates if one.precision != "year" and (one.precision == "day" or one in told)]
    alone = times[0].days if len(times) == 1 and times[0].precision in _PARTS else None
    return Span(*alone) if alone else None


def years(text: str, *, language: Tongue = "nb") -> list[int]:
    """List the years told in a text, in order."""
    told = "\n".join(line for line in text.split("\n") if _DIGIT.search(line))
    moments = find_moments(told, find_others(told, language), language)
    return [one.moment.year for one in moments if one.moment.year]


def _dates(text: str, year: int | None, language: Tongue) -> list[Dated]:
    if not _DIGIT.search(text):
        return []  # what is told in full has digits
    near = date(year, 12, 31) if year else None
    return find_dates(text, find_others(text, language), language, (), near)


def _is_told(one: Dated, year: int | None) -> bool:
    """Tell whether a time's year is told, or `year` completes its days."""
    return not one.inferred or (year is not None and one.precision == "day")


def _ranges(text: str, told: Sequence[Dated]) -> Iterator[Span]:
    for one, two in pairwise([*told, None]):
        if one and one.joined and one.days:
            yield Span(*one.days)
        elif one and two and one.days and two.days and one.days < two.days and _is_one(text, one, two):
            yield Span(one.days[0], two.days[1])


def _is_one(text: str, one: Dated, two: Dated) -> bool:
    """Tell two parts of years that are one period: “hausten 2020 og våren 2021”."""
    return (
        not two.joined
        and {one.precision, two.precision} <= _PARTS | {"month"}
        and ALSO.fullmatch(text[one.end : two.start]) is not None
    )
