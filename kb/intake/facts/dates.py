"""Dates and periods of a text: named times joined to periods, and the years that are not told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.intake.facts.calendar import Days, Moment, any_year, bounds, coarser, nearest_year, written
from kb.intake.facts.moments import Named, find_moments
from kb.intake.facts.shapes import ALSO, BETWEEN, JOIN
from kb.intake.figures.figures import Other
from kb.reports.text.numbers import Language

_NEAR = 12  # letters before a time in which *mellom* stands
_TWINS = frozenset({"month", "week", "quarter", "tertial", "year"})  # two in a row with *og* are one period


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or period of a text: `value` as in `TextFact`, `days` its first and last where its year is known.

    `joined` tells a period whose two ends are both told.
    """

    start: int
    end: int
    value: str
    precision: str
    inferred: bool
    days: tuple[date, date] | None = None
    joined: bool = False

    @property
    def is_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.precision == "day" and "/" not in self.value


@dataclass(frozen=True, slots=True)
class Years:
    """Where a missing year is taken from: the sentence's own, the document's date, else the nearest in the text."""

    told: Sequence[tuple[int, int]]
    sentences: Sequence[int]
    near: date | None

    def year_of(self, one: Named) -> int | None:
        """Give the year that a time without one is meant in; None where nothing tells."""
        at = bisect_right(self.told, (one.start, 0))
        begun = self.sentences[max(0, bisect_right(self.sentences, one.start) - 1)] if self.sentences else 0
        if one.shift is None and at and self.told[at - 1][0] >= begun:
            return self.told[at - 1][1]
        if self.near:
            return (
                self.near.year + one.shift if one.shift is not None else nearest_year(one.moment, self.near)
            )
        if not self.told:
            return None
        around = self.told[max(0, at - 1) : at + 1]
        return min(around, key=lambda year: abs(year[0] - one.start))[1] + (one.shift or 0)


def find_dates(
    text: str, others: Sequence[Other], language: Language, sentences: Sequence[int], near: date | None
) -> list[Dated]:
    """Find dates and periods in order, none overlapping; `sentences` are the places where sentences begin."""
    named = find_moments(text, others, language)
    told = [(one.start, one.moment.year) for one in named if one.moment.year]
    years = Years(told, sentences, near)
    return [dated for times in _joined(text, named) if (dated := _dated(times, years))]


def _joined(text: str, named: Sequence[Named]) -> Iterator[tuple[Named, ...]]:
    """Join two times to a period: *12. mars – 1. juni*, *juli/august*, *mellom 1. og 15. mai*."""
    waiting: Named | None = None
    for one in named:
        if waiting and _is_joined(text, waiting, one):
            yield waiting, one
            waiting = None
            continue
        if waiting:
            yield (waiting,)
        waiting = one
    if waiting:
        yield (waiting,)


def _is_joined(text: str, low: Named, high: Named) -> bool:
    one, other = low.moment, high.moment
    if one.year and other.year and one.year > other.year:
        return False
    between = text[low.end : high.start]
    if JOIN.fullmatch(between):
        return True
    if not ALSO.fullmatch(between):
        return False
    if BETWEEN.search(text, max(0, low.start - _NEAR), low.start):
        return True
    same = one.precision == other.precision and one.precision in _TWINS
    if one.precision == "year":
        return between.strip() == "/" and same
    follows = other.number == one.number + 1 or (
        other.number == 1 and one.precision == "month" and one.number == 12
    )
    return same and follows and not one.year


def _dated(times: Sequence[Named], years: Years) -> Dated | None:
    first, last = times[0], times[-1]
    told = last.moment.year or first.moment.year
    year = told or years.year_of(last)
    low, high = _ends(first.moment, last.moment, year)
    if not low or not high or low[0] > high[1]:
        return None
    week = first.moment.number if first is last and first.moment.precision == "week" else 0
    return Dated(
        first.start,
        last.end,
        written(low, high, year_known=year is not None, week=week),
        coarser(first.moment.told, last.moment.told),
        told is None,
        None if year is None else (low[0], high[1]),
        first is not last,
    )


def _ends(first: Moment, last: Moment, year: int | None) -> tuple[Days | None, Days | None]:
    """Give the days of both ends: a year told at one holds for the other, over New Year the one beside it."""
    low = bounds(first, first.year or year or any_year(first))
    high = bounds(last, last.year or year or any_year(last))
    if low and high and low[0] > high[1] and year:
        if first.year:
            high = bounds(last, year + 1)
        else:
            low = bounds(first, year - 1)
    return low, high
