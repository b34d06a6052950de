"""Numbers of a text that contradict each other: a share that is not part by whole, a total that is not the sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kb.intake.figures.figures import COUNTED, Figure, tells
from kb.intake.figures.lines import Span
from kb.intake.figures.parts import pairs_of

_TOTAL = re.compile(
    r"[\s*_|:•-]{0,6}"
    r"(?:sum|totalt?|total sum|i alt|til ?sammen|til saman|tilsaman|altogether|in total)[\s*_|:.=]{0,6}(?:antall)?"
    r"[\s*_|:.=-]{0,6}",
    re.IGNORECASE,
)
_SHARED_OUT = re.compile(
    r"[^.\d]{0,80}(?::|\b(?:fordelt på|fordelt|delt på|fordeler seg på|distributed as|divided into)\b)[^.\d]{0,40}\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[^.;:()\d]{0,60}(?:,| og | and | samt )[^.;:()\d]{0,30}\Z", re.IGNORECASE)
_SUMMED = re.compile(
    r"[^.;:()\d]{0,60}[,–-]\s?(?:totalt|til sammen|til saman|tilsammen|i alt|altogether|in total)\s\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the other numbers make of one: `value` is their sum or their share.

    `kind` is "share" (of the part and whole in `numbers`) or "total" (of the parts in `numbers`).
    """

    kind: Literal["share", "total"]
    value: float
    numbers: tuple[float, ...]


def share_contradictions(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Contradiction]]:
    """Find each `x av y (z %)` whose share is not x / y."""
    for pair in pairs_of(text, figures):
        part, whole = figures[pair.part], figures[pair.whole]
        if pair.share is None or not whole.value or part.high or whole.high:
            continue
        value = part.value / whole.value
        exact = part.bound == whole.bound == "exact"
        if exact and not tells(figures[pair.share], value):
            yield figures[pair.share], Contradiction("share", value, (part.value, whole.value))


def total_contradictions(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Contradiction]]:
    """Find each total in a sentence that its parts do not add up to.

    *66 ble engasjert, fordelt på 12 …, 15 … og 39 …* and *12 …, 15 … og 39 …, til sammen 66*: only where the
    sentence says that the parts are all.
    """
    for total, parts in _told_totals(text, figures):
        yield from _checked(total, parts)


def column_contradictions(
    text: str, tables: Sequence[Sequence[Sequence[Span]]], at: dict[int, Figure]
) -> Iterator[tuple[Figure, Contradiction]]:
    """Find totals under the columns of tables; `at` gives the figure that starts at a place."""
    for grid in tables:
        for column in range(1, max(map(len, grid), default=0)):
            rows = [row for row in grid[1:] if column < len(row)]
            labels = [text[slice(*row[0])] for row in rows]
            yield from _summed(labels, [_only(text, row[column], at) for row in rows])


def line_contradictions(
    text: str, lines: Sequence[Span], at: dict[int, Figure]
) -> Iterator[tuple[Figure, Contradiction]]:
    """Find totals under lines that each end with a number, as on slides."""
    labels, numbers = [], []
    for start, end in lines:
        number = _last(text, start, end, at)
        labels.append(text[start : number.start] if number else "")
        numbers.append(number)
    yield from _summed(labels, numbers)


def _summed(
    labels: Sequence[str], numbers: Sequence[Figure | None]
) -> Iterator[tuple[Figure, Contradiction]]:
    """Check each total against what stands above it since the last total, or since something unknown."""
    above: list[Figure] = []
    for label, number in zip(labels, numbers, strict=True):
        if number is not None and _TOTAL.fullmatch(label):
            yield from (found for found in _checked(number, above) if _may_be_slip(number, above))
        if number is None or _TOTAL.match(label):  # a sum of some, such as «Sum helse», is no part
            above = []
        else:
            above.append(number)


def _may_be_slip(total: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether a total was meant to be a sum: no mean, nor the persons who gave several answers each."""
    numbers = [part.value for part in parts]
    whole = all(part.step == 1 or part.unit in {"kroner", "hours"} for part in (total, *parts))
    return whole and max(numbers) <= total.value and abs(sum(numbers) - total.value) <= total.value / 5


def _checked(total: Figure, parts: Sequence[Figure]) -> Iterator[tuple[Figure, Contradiction]]:
    numbers = [total, *parts]
    plain = all(one.high is None and one.bound == "exact" and one.value >= 0 for one in numbers)
    units = {one.unit for one in numbers} - {""}
    if len(parts) < 2 or not plain or len(units - COUNTED) + bool(units & COUNTED) > 1:
        return
    value, slack = sum(part.value for part in parts), sum(part.step for part in numbers if part.step != 1) / 2
    if not units & {"share", "rate", "points", "other"} and abs(value - total.value) > slack + 1e-6:
        yield total, Contradiction("total", value, tuple(part.value for part in parts))


def _told_totals(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    gaps = [text[one.end : other.start] for one, other in pairwise(figures)]
    for place, gap in enumerate(gaps):
        if _SHARED_OUT.fullmatch(gap[:150]):
            parts = _run(figures, gaps, place + 1)
            if len(parts) > 1 and figures[place].value >= max(part.value for part in parts):
                yield figures[place], parts
        if _SUMMED.fullmatch(gap[:150]):
            before = place
            while before and _JOINED.fullmatch(gaps[before - 1][:150]):
                before -= 1
            if place > before:
                yield figures[place + 1], list(figures[before : place + 1])


def _run(figures: Sequence[Figure], gaps: Sequence[str], first: int) -> list[Figure]:
    """Take the numbers of a list that begins with one of them and ends with *og*."""
    last = first
    while last < len(gaps) and _JOINED.fullmatch(gaps[last][:150]):
        last += 1
    ended = last > first and re.search(r" (?:og|and|samt) ", gaps[last - 1])
    return list(figures[first : last + 1]) if ended else []


def _only(text: str, cell: Span, at: dict[int, Figure]) -> Figure | None:
    start, end = cell
    while start < end and text[start] in "*_ ":
        start, end = start + 1, end - 1
    figure = at.get(start)
    return figure if figure and not text[figure.end : end].strip(" *_") else None


def _last(text: str, start: int, end: int, at: dict[int, Figure]) -> Figure | None:
    """Give the number that a line ends with, where it is the only one."""
    digit = re.search(r"\d", text[start:end])
    figure = at.get(start + digit.start()) if digit else None
    return figure if figure and not text[figure.end : end].strip(" *_.") else None
