"""Numbers and dates as they are written in Norwegian: by Babel, and a thin layer where Babel differs.

Every space inside a number or a date is a hard space, so that no line breaks within it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Literal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from kb.errors import KbError

Language = Literal["nb", "nn", "en"]

HARD_SPACE = "\u00a0"
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
# Largest first: the least amount that is written in the unit, the unit, its names. Below 999 950 000
# an amount with one decimal is still at most 999,9 mill.
_MONEY = ((999_950_000, 1e9, "mrd.", "billion"), (999_999.5, 1e6, "mill.", "million"))


def integer(value: float, *, language: Language = "nb") -> str:
    """Write a whole number, halves rounded away from zero: `35 593`. Raises `KbError` without a number."""
    return decimal(value, 0, language=language)


def decimal(value: float, digits: int = 1, *, language: Language = "nb") -> str:
    """Write a number with a fixed number of decimals: `1 234,5`. Raises `KbError` without a number."""
    number = rounded(value, digits)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return _hard(format_decimal(number, format=pattern, locale=_locale(language), decimal_quantization=False))


def percent(share: float, digits: int = 0, *, language: Language = "nb") -> str:
    """Write a share between 0 and 1 as `58 %`, or `58,4 %` with one digit (English: `58%`)."""
    return decimal(share * 100, digits, language=language) + ("%" if language == "en" else f"{HARD_SPACE}%")


def money(kroner: float, *, language: Language = "nb") -> str:
    """Write an amount in kroner: `14,5 mill. kr`, `950 000 kr` (English: `NOK 14.5 million`)."""
    _, size, norwegian, english = next((unit for unit in _MONEY if abs(kroner) >= unit[0]), (0, 1.0, "", ""))
    number = decimal(kroner / size, 1 if norwegian else 0, language=language)
    parts = ("NOK", number, english) if language == "en" else (number, norwegian, "kr")
    return HARD_SPACE.join(part for part in parts if part)


def amount(value: float, unit: str = "", *, digits: int | None = None, language: Language = "nb") -> str:
    """Write a value with its unit: `kr` as money, `%` as a share, anything else after the number.

    Without `digits`, a number below 100 that is not whole gets one decimal.
    """
    if unit == "kr":
        return money(value, language=language)
    if unit == "%":
        return percent(value, language=language)
    number = decimal(value, common_digits([value]) if digits is None else digits, language=language)
    return f"{number}{HARD_SPACE}{unit}" if unit else number


def terse(value: float, unit: str, *, digits: int | None = None, language: Language = "nb") -> str:
    """Write a value as `amount` does, for a drawing: its caption tells a unit that is neither `kr` nor `%`."""
    return amount(value, unit if unit in ("kr", "%") else "", digits=digits, language=language)


def common_digits(values: Iterable[float]) -> int:
    """Choose decimals for numbers that stand under each other: one where all are small and some broken."""
    known = [abs(value) for value in values if math.isfinite(value)]
    whole = all(float(value).is_integer() for value in known)
    return 0 if whole or max(known) >= 100 else 1


def date(day: dt.date, *, language: Language = "nb") -> str:
    """Write a date: `21. november 2026`."""
    return _hard(format_date(day, "long", locale=_locale(language)))


def moment(time: dt.datetime, *, language: Language = "nb") -> str:
    """Write a date with the time of day: `21. november 2026 kl. 14.30`."""
    joint, clock = {"en": (" at ", "HH:mm")}.get(language, (" kl. ", "HH.mm"))
    written = date(time.date(), language=language)
    return _hard(f"{written}{joint}{format_datetime(time, clock, locale=_locale(language))}")


def period(start: dt.date, end: dt.date | None = None, *, language: Language = "nb") -> str:
    """Write a period: `12. mars–1. juni 2020`; without an end `fra 12. mars 2020`."""
    if end is None:
        since = {"nb": "fra", "nn": "frå", "en": "from"}[language]
        return _hard(f"{since} {date(start, language=language)}")
    if start == end:
        return date(start, language=language)
    if end < start:
        raise KbError(f"The period ends on {end}, before it starts on {start}. Swap the dates.")
    shape = _opening(start, end, language)
    return f"{_hard(format_date(start, shape, locale=_locale(language)))}–{date(end, language=language)}"


def month(day: dt.date, *, language: Language = "nb") -> str:
    """Write a month: `mars 2020`."""
    return _hard(format_date(day, "LLLL y", locale=_locale(language)))


def step_name(label: object, *, language: Language = "nb") -> str:
    """Write the label of a row or column, a month such as `2020-04` by its name: `april 2020`."""
    found = _MONTH.fullmatch(str(label))
    return month(dt.date(int(found[1]), int(found[2]), 1), language=language) if found else str(label)


def short_month(day: dt.date, *, language: Language = "nb") -> str:
    """Write a month in three letters, for an axis: `mar`."""
    return format_date(day, "LLL", locale=_locale(language)).rstrip(".")[:3]


def rounded(value: float, digits: int) -> float:
    """Round halves away from zero, as people do; Python rounds them to the even digit.

    The step of 1e-9 undoes what binary fractions lose (0.285 × 100 = 28.499999999999996).
    """
    if not math.isfinite(value):
        raise KbError("There is no number to write here: the figure is missing or hidden.")
    scaled = abs(value) * 10**digits
    return math.copysign(math.floor(scaled + 0.5 + 1e-9) / 10**digits, value) + 0.0


def _opening(start: dt.date, end: dt.date, language: Language) -> str:
    """Choose how much of the first date must be said."""
    dot = "" if language == "en" else "."
    if (start.year, start.month) == (end.year, end.month):
        return f"d{dot}"
    return f"d{dot} MMMM" if start.year == end.year else f"d{dot} MMMM y"


def _locale(language: Language) -> str:
    if language not in _LOCALES:
        raise KbError(f"Unknown language “{language}”. Use nb, nn or en.")
    return _LOCALES[language]


def _hard(text: str) -> str:
    """Replace the spaces that Babel writes, thin and narrow ones too, and the hyphen before a number."""
    for space in (" ", "\u202f", "\u2009"):
        text = text.replace(space, HARD_SPACE)
    return "\u2212" + text[1:] if text.startswith("-") else text
