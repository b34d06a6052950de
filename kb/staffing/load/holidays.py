"""Norwegian public holidays, by law of 1995 and 1947: fixed days, and days that follow Easter."""

from __future__ import annotations

from datetime import date, timedelta

from kb.staffing.load.calendars import Period

_FIXED = {
    (1, 1): "1. nyttårsdag",
    (5, 1): "1. mai",
    (5, 17): "17. mai",
    (12, 25): "1. juledag",
    (12, 26): "2. juledag",
}
_AFTER_EASTER = {
    -3: "skjærtorsdag",
    -2: "langfredag",
    0: "1. påskedag",
    1: "2. påskedag",
    39: "Kristi himmelfartsdag",
    49: "1. pinsedag",
    50: "2. pinsedag",
}


def holidays(year: int) -> dict[date, str]:
    """Name the public holidays of a year, in order; two on one day are named together."""
    named: dict[date, str] = {}
    days = [(date(year, *day), name) for day, name in _FIXED.items()]
    days += [(easter(year) + timedelta(days=after), name) for after, name in _AFTER_EASTER.items()]
    for day, name in sorted(days):
        named[day] = f"{named[day]} og {name}" if day in named else name
    return named


def holidays_in(period: Period) -> tuple[str, ...]:
    """Name the public holidays of a period, in order."""
    years = range(period.first.year, period.last.year + 1)
    days = {day: name for year in years for day, name in holidays(year).items()}
    return tuple(name for day, name in days.items() if period.first <= day <= period.last)


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, chapter 8)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
