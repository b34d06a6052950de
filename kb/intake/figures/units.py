"""The unit after a number or before it, and the words that make it about, over or under so much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.intake.figures.figures import Bound

_GAP = "[ \u00a0\u2009\u202f]?"
_SIZES = (
    (re.compile(rf"{_GAP}(?:mill(?:ion(?:er|ar|s)?\b|\b\.?)|mnok\b)", re.IGNORECASE), 1e6),
    (re.compile(rf"{_GAP}(?:mrd\b\.?|milliard(?:er|ar)?\b|billions?\b)", re.IGNORECASE), 1e9),
    (re.compile(rf"{_GAP}(?:tusen|thousand)\b", re.IGNORECASE), 1e3),
)
# One word may stand between a number and what it counts: *20 786 registrerte timer*, *11 207 av timene*.
_BETWEEN = rf"{_GAP}(?:av |of the )?(?:[^\W\d_]{{2,30}}[et] )??"
_WHOLE = r"(?:[^\W\d_]{0,30}-?)"
_PERSONS = (
    "person(?:er|ar)?|ansatte?|tilsette?|medarbeider(?:e|ne)?|medarbeidar(?:ar|ane)?|leder(?:e|ne)?|leiar(?:ar|ane)?|"
    "respondent(?:er|ar)?|tillitsval[gd]te?|tillitsvalde|verneombud|verneombod|people|employees|staff|respondents|"
    "(?:syke|sjuke|verne|hjelpe)plei[ea]r(?:e|ar)?|leger|legar|lærer(?:e)?|lærar(?:ar)?|vikarer|vikarar|studenter|studentar"
)
_UNITS = (
    ("points", rf"{_GAP}(?:%-poeng|prosentpoeng\w*|percentage points?|pp\b)"),
    ("share", rf"{_GAP}(?:%|prosent\b|pst\b|per ?cent\b)"),
    ("kroner", rf"{_GAP}(?:kr\b|kroner\b|nok\b|,-)"),
    ("hours", rf"(?:{_BETWEEN}{_WHOLE}(?:timer|timar|timene|timane|hours?|time)\b|{_GAP}[th]\b(?![.:]))"),
    ("days", rf"{_BETWEEN}{_WHOLE}(?:dag(?:er|ar)?|døgn|days?)\b"),
    ("weeks", rf"{_BETWEEN}(?:uker?|veker?|weeks?)\b"),
    ("months", rf"{_BETWEEN}(?:måned(?:er)?|månad(?:er|ar)?|mnd\b\.?|months?\b)"),
    ("positions", rf"{_BETWEEN}{_WHOLE}(?:stilling(?:er|ar)?|årsverk|positions?)\b"),
    ("years", rf"{_GAP}(?:år|years?)\b"),
    ("answers", rf"{_BETWEEN}(?:svar|answers|responses)\b"),
    ("persons", rf"{_BETWEEN}{_WHOLE}(?:{_PERSONS})\b"),
    (
        "other",
        rf"{_BETWEEN}(?:ganger|gonger|times|spørsmål|questions?|møter?|møte|meetings?|tiltak|punkt(?:er)?|minutt(?:er|ar)?|"
        r"min\b\.?|sekunder|km2?|kvm|m2|m²|meter|tonn|kg|områder?|område|enheter|einingar|kommuner|kommunar|"
        r"anbefalinger|tilrådingar|læringspunkt(?:er)?|poeng|points?)\b",
    ),
)
_AFTER = tuple((unit, re.compile(shape, re.IGNORECASE)) for unit, shape in _UNITS)
_OUTSIDE_NUMBER = frozenset({"points", "share", "kroner"})  # written as part of the number
_RATE = re.compile(
    rf"{_GAP}(?:/ ?[^\W\d_]|(?:hver|kvar|each|apiece)\b|(?:per|pr\b\.?|a|an|i|om) "
    r"(?:uk[ea]n?|veka?|måned(?:en)?|månad(?:en)?|år(?:et)?|dag(?:en)?|døgn(?:et)?|tim[ea]n?|person|ansatt|tilsett|"
    r"hode|stilling|vakt|innbygger|medarbeider|week|month|year|day|hour|employee)\b)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?<![^\W_])(?:kr\.?|nok|kroner)[ \u00a0]?$", re.IGNORECASE)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("least", r"mer enn|meir enn|fl(?:ere|eire) enn|minst|over|more than|at least|godt over"),
    ("most", r"mindre enn|f(?:ærre|ærre) enn|under|inntil|opptil|opp til|høyst|maks\.?|maksimalt|max|at most|"
             r"fewer than|less than|up to|<"),
    ("over", r"drøyt|drygt|vel|litt over|just over"),
    ("under", r"nesten|nær|nærmere|knapt|snaut|snautt|rett under|litt under|nearly|almost|just under"),
    ("about", r"ca\.?|cirka|rundt|rundt regnet|om lag|omlag|omtrent|omkring|kring|tilnærmet|about|around|roughly|~"),
)  # fmt: skip
_HELD = tuple(
    (bound, re.compile(rf"(?<![^\W_])(?:{words})[ \u00a0]?$", re.IGNORECASE)) for bound, words in _BOUNDS
)
_LABELS = (
    ("share", re.compile(r"%|prosent|andel|\bpst\b|per ?cent|\bshare\b", re.IGNORECASE)),
    ("kroner", re.compile(r"\bkr\b|kroner|\bnok\b", re.IGNORECASE)),
    ("hours", re.compile(r"timer\b|timar\b|\bhours\b", re.IGNORECASE)),
)
BEFORE = 24  # letters looked at before a number
_STRETCH = 80  # and after it


@dataclass(frozen=True, slots=True)
class Measure:
    """What stands around a number: its unit, how many times a unit, how it is held, and where they end."""

    start: int
    end: int
    unit: str
    size: float
    bound: Bound


def measure(text: str, start: int, end: int) -> Measure:
    """Read the unit of the number at `text[start:end]`."""
    size, after = 1.0, end
    for shape, times in _SIZES:
        if found := shape.match(text, end, end + _STRETCH):
            size, after = times, found.end()
            break
    unit, stop = _unit_at(text, after)
    before = start
    if money := _MONEY_BEFORE.search(text, max(0, start - BEFORE), start):
        unit, before = "kroner", money.start()
    rest = stop if unit else after
    if _RATE.match(text, rest, rest + _STRETCH):
        unit = "rate"
    kept = stop if unit in _OUTSIDE_NUMBER and stop > after else after
    return Measure(before, kept, unit, size, held(text, before))


def held(text: str, start: int) -> Bound:
    """Tell how a number is held by the words before it."""
    low = max(0, start - BEFORE)
    return next((bound for bound, shape in _HELD if shape.search(text, low, start)), "exact")


def unit_of_label(labels: Sequence[str]) -> str:
    """Tell the unit that a heading of a column or a label gives to the bare numbers under it."""
    return next((unit for unit, shape in _LABELS if any(shape.search(label) for label in labels)), "")


def _unit_at(text: str, start: int) -> tuple[str, int]:
    for unit, shape in _AFTER:
        if found := shape.match(text, start, start + _STRETCH):
            return unit, found.end()
    return "", start


def words_of_unit(text: str, end: int) -> tuple[str, int, int]:
    """Read the unit after a number that ends at `end`: the unit, where its word ends, and where *per uke* does.

    The unit is "" where none is written there, and the last end that of the word where it is no rate.
    """
    unit, stop = _unit_at(text, end)
    rate = _RATE.match(text, stop, stop + _STRETCH)
    return unit, stop, rate.end() if rate else stop
