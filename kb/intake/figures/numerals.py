"""The figures of a text: digits with their unit, precision and how they are held."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.intake.figures.exclusions import find_others
from kb.intake.figures.figures import Figure, Other
from kb.intake.figures.spelling import find_spelled
from kb.intake.figures.units import held, measure
from kb.reports.text.numbers import Language

_SPACE = "[ \u00a0\u2009\u202f]"
_SIGN = r"(?:(?<![\w.,)])[-\u2212])?"
# Groups of three hold together by the same sign throughout, or are no groups.
_NORWEGIAN = re.compile(
    rf"{_SIGN}(?<![\d.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+|\d{{1,3}}(?:\.\d{{3}}(?!\d))+|"
    rf"(?P<broken>\d{{1,3}}{_SPACE}\d{{1,2}}(?![\d.,:/]\d|\d|{_SPACE}\d))|\d{{1,15}})"
    r"(?(broken)|(?:,\d{1,9}|\.\d{1,2}(?!\d))?)(?!\d)"
)
_ENGLISH = re.compile(
    rf"{_SIGN}(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}}(?!\d))+|\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+|"
    rf"(?P<broken>\d{{1,3}}(?:,|{_SPACE})\d{{1,2}}(?![\d.,:/]\d|\d|{_SPACE}\d))|\d{{1,15}})"
    r"(?(broken)|(?:\.\d{1,9})?)(?!\d)"
)
_DECIMALS = {"en": re.compile(r"\.\d+\Z"), "nb": re.compile(r"(?:,\d+|\.\d{1,2})\Z")}
_RANGE = re.compile(
    rf"{_SPACE}?(?:[-–—]|til|to){_SPACE}?|{_SPACE}og{_SPACE}|{_SPACE}and{_SPACE}", re.IGNORECASE
)
_CHANGE = re.compile(r"\b(?:fra|frå|from)[ \u00a0]?\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:mellom|between)[ \u00a0]?\Z", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/])([1-9])/([2-9])(?![\d/])(?=[ \u00a0](?:av|of)\b)")


def find_numbers(text: str, language: Language = "nb") -> tuple[list[Figure], list[Other]]:
    """Find every number of a text, those that are figures and those that are not, each in order.

    Nothing overlaps, and `text[start:end]` is the `text` of each. Numbers in words are found from two up;
    `language` decides what a comma, a dot and a word such as *to* and *eleven* mean.
    """
    others = find_others(text, language)
    free = _without(text, others)
    figures = sorted([*_digits(free, language), *find_spelled(free, language)], key=lambda one: one.start)
    return [replace(one, text=text[one.start : one.end]) for one in _ranges(free, _apart(figures))], others


def _without(text: str, others: Sequence[Other]) -> str:
    """Blank out what is no figure, every letter in its place."""
    parts, at = [], 0
    for other in others:
        parts += [text[at : other.start], "\u0000" * (other.end - other.start)]
        at = other.end
    return "".join([*parts, text[at:]])


def _digits(text: str, language: Language) -> Iterator[Figure]:
    shape = _ENGLISH if language == "en" else _NORWEGIAN
    for found in _FRACTION.finditer(text):
        if int(found[1]) < int(found[2]):
            yield Figure(*found.span(), "", int(found[1]) / int(found[2]), 0.05, "share", bound="exact")
    for found in shape.finditer(text):
        if not text[found.start() - 1 : found.start()].isalpha():
            value, step = _value(found[0], language)
            figure = _figure(text, found.start(), found.end(), value, step)
            yield replace(figure, broken=found["broken"] is not None)


def _value(written: str, language: Language) -> tuple[float, float]:
    """Read digits as a number, and what a change of the last digit amounts to."""
    decimals = _DECIMALS["en" if language == "en" else "nb"].search(written)
    whole = written[: decimals.start()] if decimals else written
    broken = decimals[0][1:] if decimals else ""
    number = float(f"{re.sub(r'[^0-9]', '', whole)}.{broken or 0}")
    return -number if written[0] in "-\u2212" else number, 10.0 ** -len(broken)


def _figure(text: str, start: int, end: int, value: float, step: float) -> Figure:
    around = measure(text, start, end)
    size = around.size * (0.01 if around.unit == "share" else 1.0)
    whole = round(value * size, 12)  # 69 times 0.01 is a little more than 0.69
    return Figure(around.start, around.end, "", whole, step * size, around.unit, None, around.bound)


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Keep the first of figures that overlap: a fraction before its digits."""
    kept: list[Figure] = []
    for figure in figures:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _ranges(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Join two figures to a range: *2–3 uker*, *50-60 %*, *mellom 5 og 10*; *fra 64 til 69 %* is a change."""
    joined: list[Figure] = []
    for figure in figures:
        before = joined.pop() if joined else None
        if before is None:
            joined.append(figure)
        elif not _is_joined(text, before, figure):
            joined += [before, figure]
        elif _CHANGE.search(text, max(0, before.start - 10), before.start):
            joined += [_sharing(before, figure), figure]
        else:
            joined.append(_range(text, before, figure))
    return joined


def _is_joined(text: str, low: Figure, high: Figure) -> bool:
    between = text[low.end : high.start]
    if low.high is not None or low.unit not in {"", high.unit} or not _RANGE.fullmatch(between):
        return False
    if between.strip(" \u00a0").lower() in {"og", "and"}:
        return bool(_BETWEEN.search(text, max(0, low.start - 10), low.start))
    return _sharing(low, high).value < high.value


def _range(text: str, low: Figure, high: Figure) -> Figure:
    first, bound = _sharing(low, high), held(text, low.start)
    step = max(first.step, high.step)
    return Figure(low.start, high.end, "", first.value, step, high.unit, high.value, bound, high.spelled)


def _sharing(low: Figure, high: Figure) -> Figure:
    """Give the first number the unit of the second, and its size: *50-60 %*, *2–3 mill. kr*."""
    size = 1.0 if low.unit == high.unit else 0.01 if high.unit == "share" else max(1.0, _thousands(high.step))
    return replace(low, value=round(low.value * size, 12), step=low.step * size, unit=high.unit)


def _thousands(step: float) -> float:
    """Give the thousand, million or milliard that a step was printed in: 100 000 for `14,5 mill.`."""
    return 1000.0 ** math.ceil(math.log10(step) / 3 - 1e-9)
