"""Numbers and labels in a text: what a number says, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.privacy.ledger import Hidden

_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(?=(?:\s*(%|prosent|per ?cent))?)"
)
_WORDS = (
    ("ingen", "none", "zero", "null"),
    ("én", "éin", "éi", "ett", "eitt", "one"),
    ("to", "two", "begge", "both", "et par", "eit par"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
)
_VALUES = {word: value for value, words in enumerate(_WORDS) for word in words}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_VALUES)})(?!\w)", re.IGNORECASE)
# What is said of an area in one word with its name: kulturområdet.
_KIN = r"-?(?:området|områda|sektoren|avdelinga|avdelingen|etaten|ansatte|ansatt|tilsette)"
# A day of a month, a year or a paragraph of a law is no figure.
_DAY = re.compile(r"\.?\s?(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(?:%|prosent|per ?cent)", re.IGNORECASE)
_PART = re.compile(r"[,;.|]| og | and | mens | while | mot ")


@dataclass(frozen=True, slots=True)
class Written:
    """A number in a text: its value, its decimals, and whether it is a percentage."""

    start: int
    end: int
    value: float
    digits: int = 0
    percent: bool = False

    def tells(self, figure: Hidden) -> bool:
        """Tell whether this is a hidden figure or one of its shares, rounded as it is written."""
        near = 0.5 * 10.0**-self.digits + 1e-9
        # A share in a table has its unit in the head or the caption.
        if self.percent or (self.digits and not figure.value % 1 and self.value > 1):
            return any(abs(share * 100 - self.value) <= near for share in figure.shares)
        if self.digits >= 3 and self.value < 1:
            return any(abs(share - self.value) <= near for share in figure.shares)
        # A count is told as it is; an amount may be told without its decimals.
        return abs(figure.value - self.value) <= (near if figure.value % 1 else 1e-9)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands."""

    label: str
    start: int
    end: int


class Labels:
    """The labels of one side of a table, in the forms a text may give them."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = {form.casefold(): label for label in labels for form in _forms(label)}
        longest = sorted(self._labels, key=lambda form: (-len(form), form))
        forms = "|".join(re.escape(form) for form in longest)
        # “Sykepleier” is also found in “sykepleiere” and “sykepleierne”.
        self._pattern = (
            re.compile(rf"(?<!\w)({forms})(?:\w{{0,4}}|{_KIN})(?!\w)", re.IGNORECASE) if forms else None
        )

    def places(self, text: str) -> list[Place]:
        """List where labels stand in a text."""
        if self._pattern is None:
            return []
        found = self._pattern.finditer(re.sub(r"\s", " ", text))
        return [Place(self._labels[one[1].casefold()], one.start(), one.end()) for one in found]

    def last(self, text: str) -> str | None:
        """Name the label that a text speaks of last."""
        places = self.places(text)
        return places[-1].label if places else None

    def nearest(self, text: str, number: Written, places: Sequence[Place]) -> str | None:
        """Name the label a number belongs to: the nearest, counting commas between as a long way."""
        if not places:
            return None
        return min(places, key=lambda place: _distance(text, number, place)).label


def written_numbers(text: str) -> list[Written]:
    """List the numbers of a text, in digits or in words up to twelve."""
    counts = (one for one in _NUMBER.finditer(text) if not _DAY.match(text, one.end()))
    found = [_read(one) for one in counts if not re.search(r"§ ?$", text[: one.start()])]
    return found + [
        Written(*one.span(), _VALUES[one[0].lower()], percent=bool(_PERCENT.match(text, one.end())))
        for one in _WORD.finditer(text)
    ]


def _read(found: re.Match[str]) -> Written:
    whole = re.sub(r"\s", "", found[1])
    decimals = found[2] or ""
    return Written(*found.span(), float(f"{whole}.{decimals or 0}"), len(decimals), bool(found[3]))


def _distance(text: str, number: Written, place: Place) -> int:
    first, last = (place.end, number.start) if place.start < number.start else (number.end, place.start)
    between = text[first:last]
    return len(between) + 100 * len(_PART.findall(between))


def _forms(label: str) -> list[str]:
    """Give a label as it is, without what stands in brackets, and what stands in them alone."""
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip()
    short = re.findall(r"\(([^)]{2,})\)", label)
    return [form for form in dict.fromkeys((" ".join(label.split()), bare, *short)) if len(form) > 1]
