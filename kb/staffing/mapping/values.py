"""Single values as systems write them: days, weeks, months, hours and numbers. What is none of them is None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Kind = Literal["text", "date", "week", "month", "hours", "minutes", "number", "integer"]
Value = str | dt.date | Fraction
Read = Callable[[str], Value | None]

# A time of day after a date tells no other day.
_CLOCK = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DATES = (
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_CLOCK}"),
    re.compile(rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}}){_CLOCK}"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"),
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = (32874, 73051)  # 1990 to 2099; Excel counts days from 30 December 1899
_FIRST = dt.date(1899, 12, 30)
_WEEKS = (
    re.compile(r"(?P<y>\d{4})[-_/ ]?(?:w|uke|u|veke|v)?[-_/ ]?(?P<w>\d{1,2})", re.IGNORECASE),
    re.compile(r"(?:w|uke|u|veke|v)?[-_/. ]{0,2}(?P<w>\d{1,2})[-_/, ]{1,3}(?P<y>\d{4})", re.IGNORECASE),
)
_MONTHS = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"]
_MONTH = (
    re.compile(r"(?P<y>\d{4})[-_/. ]?(?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[-_/. ](?P<y>\d{4})"),
)
_NAMED = re.compile(r"(?P<m>[^\W\d]{3,9})\.? ?(?P<y>\d{4})")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'](?=\d{3}(?!\d))")  # between thousands
_NUMBER = re.compile(
    r"(?P<sign>[+\-−]?)(?P<whole>\d{1,15}|\d{1,3}(?:\.\d{3})+(?=,|$))(?:[.,](?P<part>\d{1,20}))?(?P<after>-?)"
)
_SPAN = re.compile(
    r"(?P<sign>[+\-−]?)(?:(?P<days>\d{1,4}) days?, )?(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d+)?)?"
)
_WORDED = re.compile(r"(?P<h>\d{1,4}) ?t(?:imer?)?\.?(?: ?(?P<m>[0-5]?\d) ?m(?:in)?\.?)?", re.IGNORECASE)


def read_date(text: str) -> dt.date | None:
    """Read 2020-03-16, 16.03.2020, 20200316 or a day as Excel counts it (43906); a time after it is passed over."""
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            return _day(int(found["y"]), int(found["m"]), int(found["d"]))
    found = _SERIAL.fullmatch(text)
    if found and _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        return _FIRST + dt.timedelta(days=int(found[1]))
    return None


def read_week(text: str) -> str | None:
    """Read an ISO week (2020-W13, 2020-13, 202013, uke 13 2020, 13/2020) or the week of a day, as 2020-W13."""
    day = read_date(text)
    for pattern in _WEEKS if day is None else ():
        if found := pattern.fullmatch(text):
            day = _week_day(int(found["y"]), int(found["w"]))
            break
    return day.strftime("%G-W%V") if day else None


def read_month(text: str) -> str | None:
    """Read a month (2020-03, 202003, 03.2020, mars 2020) or the month of a day, as 2020-03."""
    day = read_date(text)
    for pattern in _MONTH if day is None else ():
        if found := pattern.fullmatch(text):
            day = _day(int(found["y"]), int(found["m"]), 1)
            break
    named = _NAMED.fullmatch(text) if day is None else None
    if named and named["m"].casefold()[:3] in _MONTHS:
        day = _day(int(named["y"]), _MONTHS.index(named["m"].casefold()[:3]) + 1, 1)
    return day.strftime("%Y-%m") if day else None


def read_number(text: str) -> Fraction | None:
    """Read 1234, 1 234,5, 1.234,50, 12.5, -3 or 3- (a minus after it, as ledgers have it)."""
    found = _NUMBER.fullmatch(_SPACES.sub("", text))
    if not found or (found["sign"] and found["after"]):
        return None
    number = Fraction(f"{found['whole'].replace('.', '')}.{found['part'] or 0}")
    return -number if found["sign"] in ("-", "−") or found["after"] else number


def read_hours(text: str) -> Fraction | None:
    """Read hours as a number, or as 7:30, 07:30:00, 7 t 30 min; days before a clock are Excel's, of 24 hours."""
    if found := _SPAN.fullmatch(text):
        hours = int(found["days"] or 0) * 24 + int(found["h"]) + Fraction(int(found["m"]), 60)
        hours += Fraction(int(found["s"] or 0), 3600)
        return -hours if found["sign"] in ("-", "−") else hours
    if found := _WORDED.fullmatch(text):
        return int(found["h"]) + Fraction(int(found["m"] or 0), 60)
    return read_number(text)


def read_minutes(text: str) -> Fraction | None:
    """Read minutes, as hours."""
    minutes = read_number(text)
    return None if minutes is None else minutes / 60


def read_integer(text: str) -> Fraction | None:
    """Read a whole number; 3,0 is one."""
    number = read_number(text)
    return number if number is not None and number.denominator == 1 else None


READERS: Mapping[Kind, tuple[Read, str]] = {
    "text": (lambda text: " ".join(_UNSEEN.sub(" ", text).split()), ""),
    "date": (read_date, "a date: 2020-03-16, 16.03.2020, or a day as Excel counts it"),
    "week": (read_week, "a week or a day: 2020-W13, 2020-13, uke 13 2020, 16.03.2020"),
    "month": (read_month, "a month or a day: 2020-03, 202003, mars 2020, 16.03.2020"),
    "hours": (read_hours, "hours: 7,5 or 7:30"),
    "minutes": (read_minutes, "minutes: 450"),
    "number": (read_number, "a number: 1 234,50"),
    "integer": (read_integer, "a whole number: 3"),
}


@lru_cache(maxsize=100_000)
def written(value: Value | None) -> str:
    """Write a value as our files have it: numbers with a decimal comma, four decimals at the most."""
    if isinstance(value, Fraction):
        text = f"{float(round(value, 4)):.4f}".rstrip("0").rstrip(".")
        return ("0" if text == "-0" else text).replace(".", ",")
    return "" if value is None else str(value)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _week_day(year: int, week: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
