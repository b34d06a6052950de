"""Numbers of a text as facts: what kind each is of, in which unit, and how it is held."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.intake.facts.records import Kind
from kb.intake.figures.figures import Bound, Figure
from kb.intake.figures.units import words_of_unit

_KINDS: dict[str, Kind] = {
    "hours": "hours", "kroner": "money", "share": "share", "points": "share",
    "days": "duration", "weeks": "duration", "months": "duration", "years": "duration", "minutes": "duration",
}  # fmt: skip
_MINUTES = re.compile(r"[ \u00a0]?(?:minutt(?:er|ar)?|minutes?|min\b\.?)", re.IGNORECASE)
_PERSONS = frozenset({"persons", "answers", "positions"})
_MONEY = re.compile(r"(?:kr|nok)\b", re.IGNORECASE)
_MILLIONS = re.compile(r"mill|mrd", re.IGNORECASE)
_COST = re.compile(r"kost|utgift|budsjett|pris|spar|leie|forbruk|cost|spen[dt]", re.IGNORECASE)
_AROUND = 60  # letters before a number in which a cost is told
_BROKEN = re.compile(r"[ \u00a0]*\n\s{0,20}(?=[a-zæøå])")  # a sentence that runs on a line below


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit as a fact has it; `end` takes in the word of an hour or a day."""

    figure: Figure
    kind: Kind
    end: int
    value: float
    high: float | None
    unit: str
    per: str = ""
    bound: Bound = "exact"


def read_amount(text: str, figure: Figure, end: int) -> Amount:
    """Tell what kind of fact a figure is; its unit may stand on a line below, before the sentence's `end`."""
    broken = _BROKEN.match(text, figure.end, end) if not figure.unit else None
    unit, stop, rated = words_of_unit(text, broken.end() if broken else figure.end)
    told = unit if unit and (broken or figure.unit == "rate") else figure.unit
    if _is_money(text, figure, told):
        told = "kroner"
    if minutes := _MINUTES.match(text, figure.end):
        told, stop = "minutes", minutes.end()
    kind = _KINDS.get(told, "count")
    worded = kind in ("hours", "duration") or (kind != "count" and figure.unit == "rate")
    after = max(figure.end, stop) if worded else figure.end
    low, high = _sized(figure, told)
    unit = told if kind != "count" or told in _PERSONS else "items"
    return Amount(figure, kind, after, low, high, unit, text[stop:rated].strip(), figure.bound)


def _is_money(text: str, figure: Figure, told: str) -> bool:
    """Tell whether a number without a unit of its own is money: *500 kr i timen*, *kostet 2 mill.*."""
    if figure.unit == "rate":
        return bool(_MONEY.match(text, figure.start))
    large = not told and _MILLIONS.search(text, figure.start, figure.end)
    return bool(large and _COST.search(text, max(0, figure.start - _AROUND), figure.start))


def _sized(figure: Figure, told: str) -> tuple[float, float | None]:
    """Give the number, and the upper end of a range, in whole units: points are hundredths as shares are."""
    if told == "points" or (told == "share" and figure.unit == "rate"):
        high = None if figure.high is None else round(figure.high / 100, 12)
        return round(figure.value / 100, 12), high
    return figure.value, figure.high
