"""Days, weeks, seasons and parts of the year as a text names them, and the days they span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "tertial", "half", "season", "school year", "year"]
Days = tuple[date, date]

# How many months each has; a school year begins on 1 August (opplæringslova § 14-1), winter in December.
_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "season": 3, "school year": 12, "year": 12}
_FIRST_MONTH = {"season": 3, "school year": 8}
_WINTER = 4
_COARSER = ("day", "part", "week", "month", "quarter", "season", "tertial", "half", "school year", "year")
_ANY_YEAR = 2000  # a leap year, so that 29 February can be written without a year


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it is named: `number` is the month of a day or month, the week, the quarter or the season.

    Seasons are numbered from spring: spring is March to May, as meteorologists count, and the winter of a year
    the one that ends in it. `part` is early, middle or late, the first or second half, or the first or last
    days or weeks of it.
    """

    precision: Precision
    year: int | None = None
    number: int = 1
    day: int = 0
    part: str = ""

    @property
    def told(self) -> str:
        """Give the precision that is told: a part of a month is finer than the month."""
        return "part" if self.part else self.precision


def bounds(moment: Moment, year: int) -> Days | None:
    """Give the first and last day in a year; None for a day or week that is none: 30 February, week 53 of 2021."""
    try:
        whole = _whole(moment, year)
        return _part(moment, *whole) if moment.part else whole
    except (ValueError, OverflowError):
        return None


def written(first: Days, last: Days, *, year_known: bool = True, week: int = 0) -> str:
    """Write the days from the first to the last as ISO 8601 does, without a year where it is not known."""
    low, high = first[0], last[1]
    if not year_known and week:
        return f"--W{week:02}"
    ends = [day.isoformat() if year_known else f"--{day:%m-%d}" for day in (low, high)]
    return ends[0] if low == high else "/".join(ends)


def nearest_year(moment: Moment, near: date) -> int:
    """Give the year that a document of this date means: its own, or the one before for what lies far ahead."""
    days = bounds(moment, near.year)
    return near.year - 1 if days and days[0] > near + timedelta(days=183) else near.year


def any_year(moment: Moment) -> int:
    """Give a year in which a day or week without one can be written."""
    return 2020 if moment.precision == "week" else _ANY_YEAR


def coarser(one: str, other: str) -> str:
    """Give the coarser of two precisions."""
    return max(one, other, key=_COARSER.index)


def _whole(moment: Moment, year: int) -> Days:
    if moment.precision == "day":
        day = date(year, moment.number, moment.day)
        return day, day
    if moment.precision == "week":
        monday = date.fromisocalendar(year, moment.number, 1)
        return monday, monday + timedelta(days=6)
    months = _MONTHS[moment.precision]
    first = _FIRST_MONTH.get(moment.precision, 1) + (moment.number - 1) * months
    if moment.precision == "season" and moment.number == _WINTER:
        first -= 12
    return _month_day(year, first), _month_day(year, first + months) - timedelta(days=1)


def _part(moment: Moment, first: date, last: date) -> Days:
    """Give a third of a month in ten days, of a longer time in whole months; a half; or its last days or weeks."""
    length = (last - first).days + 1
    match moment.part:
        case "first half" | "second half":
            middle = first + timedelta(days=(length + 1) // 2)
            return (first, middle - timedelta(days=1)) if moment.part == "first half" else (middle, last)
        case "early" | "middle" | "late":
            place = ("early", "middle", "late").index(moment.part)
            return _third(first, last, place)
    end, _, many = moment.part.partition(" ")
    days = 7 if many in ("week", "days") or length <= 7 else 14 if length <= 31 else 28
    shift = timedelta(days=min(days, length) - 1)
    return (first, first + shift) if end == "first" else (last - shift, last)


def _third(first: date, last: date, place: int) -> Days:
    length = (last - first).days + 1
    if length <= 31:
        start = first + timedelta(days=10 * place if length > 20 else length * place // 3)
        after = first + timedelta(days=10 * (place + 1) if length > 20 else length * (place + 1) // 3)
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        start = _month_day(first.year, first.month + months * place // 3)
        after = _month_day(first.year, first.month + months * (place + 1) // 3)
    return start, last if place == 2 else after - timedelta(days=1)


def _month_day(year: int, month: int) -> date:
    """Give the first day of a month that may be counted on over the end of the year, or back."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
