"""Times named in a text: each day, week, month, season and year by itself, before they are joined to periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from kb.intake.facts.calendar import Moment, Precision, any_year, bounds
from kb.intake.facts.shapes import (
    LONGEST_PART,
    PART,
    SCHOOL,
    SHAPES,
    YEARS,
    month_number,
    ordinal_number,
    season_number,
)
from kb.intake.figures.figures import Other
from kb.reports.text.numbers import Language

_SHIFT = {"i år": 0, "this year": 0, "i fjor": -1, "last year": -1, "neste år": 1, "next year": 1}
# Digits in these are never part of a date.
_NO_DATE = frozenset(
    {"code", "reference", "address", "law", "footnote", "e-mail", "phone", "account", "national id"}
)
_LONG = frozenset({"month", "quarter", "season", "half", "tertial", "year"})  # what has parts that are told
_FIRST = ("første", "fyrste", "first")
_SPANS = (("ukene", "weeks"), ("vekene", "weeks"), ("weeks", "weeks"), ("dag", "days"), ("days", "days"))


@dataclass(frozen=True, slots=True)
class Named:
    """A time where it stands; `shift` is how many years from the document's own its year is told to be."""

    start: int
    end: int
    moment: Moment
    shift: int | None = None


def find_moments(text: str, others: Sequence[Other], language: Language) -> list[Named]:
    """Find the times a text names, in order, none overlapping; `others` are its digits that are no figures."""
    taken = bytearray(len(text))
    for other in others:
        if other.reason in _NO_DATE:
            taken[other.start : other.end] = b"\1" * (other.end - other.start)
    found: list[Named] = []
    for name, shape in SHAPES:
        for match in shape.finditer(text):
            found += _claim(_named(name, match, language), taken)
    for other in others:
        if other.reason == "year":
            found += _claim(_years(other, text), taken)
    return [_with_part(one, text) for one in sorted(found, key=lambda one: one.start)]


def _claim(times: Sequence[Named], taken: bytearray) -> Sequence[Named]:
    """Take the letters of times that are free; those of a day that is none, such as 30 February, are taken too."""
    if not times or any(taken[times[0].start : times[-1].end]):
        return ()
    taken[times[0].start : times[-1].end] = b"\1" * (times[-1].end - times[0].start)
    real = all(bounds(one.moment, one.moment.year or any_year(one.moment)) for one in times)
    return times if real else ()


def _named(name: str, match: re.Match[str], language: Language) -> Sequence[Named]:
    told = match.groupdict()
    rel = told.get("rel")
    shift = _SHIFT[rel.lower()] if rel else None
    year = int(told.get("year") or told.get("short_year") or 0) or None
    if told.get("short"):
        year = 2000 + int(told["short"])
    if name == "season":
        return list(_season(match, year, shift))
    if name == "month" and not _is_month(match["m"], language, alone=year is None):
        return ()
    if name == "english day" and language != "en":
        return ()
    moments = list(_moments(name, told, year))
    return _placed(moments, match, shift)


def _moments(name: str, told: dict[str, str | None], year: int | None) -> Iterator[Moment]:
    month = told.get("m")
    if month:
        day = told.get("d")
        yield Moment("day" if day else "month", year, _month(month), int(day or 0))
        if second := told.get("d2"):
            yield Moment("day", year, _month(told.get("m2") or month), int(second))
        return
    precision = cast(Precision, "week" if "week" in name else name)
    nth = told.get("nth")
    first = ordinal_number(nth) if nth else int(told.get("n") or 1)
    if precision == "half":
        first = min(first, 2)
    yield Moment(precision, year, first)
    if second := told.get("n2"):
        yield Moment(precision, year, int(second))


def _placed(moments: Sequence[Moment], match: re.Match[str], shift: int | None) -> Sequence[Named]:
    """Give one time the whole match, and two the stretch up to the second's number and from there."""
    told = match.groupdict()
    start, end = match.span("at") if "at" in told else match.span()
    if len(moments) == 1:
        return (Named(start, end, moments[0], shift),)
    group = "d2" if told.get("d2") else "n2"
    first = "d" if told.get("d") else "n"
    low = match.end("m") if told.get("m2") else match.end(first)
    low += match.string[low : low + 1] == "."
    return Named(start, low, moments[0], shift), Named(match.start(group), end, moments[1], shift)


def _season(match: re.Match[str], year: int | None, shift: int | None) -> Iterator[Named]:
    number = season_number(re.split(r"\s", match[0])[0])
    end = match.groupdict().get("end")
    if end and year and number == 4:
        year = int(end) if len(end) == 4 else year // 100 * 100 + int(end)
    yield Named(match.start(), match.end(), Moment("season", year, number), shift)


def _years(other: Other, text: str) -> Sequence[Named]:
    found = YEARS.fullmatch(other.text)
    if not found:
        return ()
    first, end = int(found["year"]), found["end"]
    if not end:
        return (Named(other.start, other.end, Moment("year", first)),)
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if SCHOOL.search(text, max(0, other.start - LONGEST_PART), other.start) and last == first + 1:
        return (Named(other.start, other.end, Moment("school year", first)),)
    middle = other.start + 4
    return Named(other.start, middle, Moment("year", first)), Named(
        middle + 1, other.end, Moment("year", last)
    )


def _with_part(one: Named, text: str) -> Named:
    """Take in the words before that tell a part: *midten av juni*, *de siste ukene i 2020*."""
    if one.moment.precision not in _LONG:
        return one
    low = max(0, one.start - LONGEST_PART)
    found = PART.search(text, low, one.start)
    if not found or (found.start() and text[found.start() - 1].isalnum()):
        return one
    part = next(name for name, words in found.groupdict().items() if words)
    words = found[0].lower()
    if part in ("half", "span"):
        first = any(word in words for word in _FIRST)
        many = next((many for begun, many in _SPANS if begun in words), "week")
        part = (
            f"{'first' if first else 'second'} half"
            if part == "half"
            else f"{'first' if first else 'last'} {many}"
        )
    return replace(one, start=found.start(), moment=replace(one.moment, part=part))


def _is_month(word: str, language: Language, *, alone: bool) -> bool:
    """Tell a month from *may* and *march*."""
    return not (alone and language == "en" and word.lower() in ("may", "march") and word.islower())


def _month(written: str) -> int:
    return int(written) if written.isdigit() else month_number(written)
