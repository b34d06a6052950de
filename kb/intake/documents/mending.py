"""Lines that a page broke, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.intake.documents.marks import is_address, is_numbered, strip_bullet

# Words that no line of Norwegian or English ends with of itself, nor begins a new point with.
_LINKING = re.compile(
    r"i|på|og|til|av|for|med|som|å|en|et|ei|den|det|de|der|er|har|ved|om|fra|eller|samt|at|vi|kan|"
    r"skal|vil|ble|var|både|ikke|også|men|hos|under|over|etter|mot|mellom|innen|ein|eit|dei|frå|"
    r"ikkje|til|sin|sitt|sine|vår|vårt|våre|the|a|an|of|and|or|to|in|on|for|with|by|from|that"
)
_FIGURE = re.compile(r"\d[\d \u00a0]*(?:[.,]\d+)?\s?(?:%|prosent)?")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u2011]$")
_LEAST = 20  # letters; a shorter line may be an item of a list without bullets


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its indent, how many blank lines stand above, and whether a space ended it.

    Text taken out of a PDF keeps the space where a line ran on, so the space tells.
    """

    text: str
    indent: int = 0
    gap: int = 0
    runs_on: bool = False


def join(lines: Sequence[str]) -> str:
    """Join lines; a word that was hyphenated over the end of one is made whole."""
    parts = list(lines[:1])
    for line in lines[1:]:
        parts[-1] = _ended(parts[-1], line)
        parts.append(line)
    return "".join(parts)


def _ended(first: str, second: str) -> str:
    """Give a line as it stands before the next: with a space, its hyphen, or neither."""
    cut = _HYPHEN.search(first[-60:])
    word = second.split(None, 1)[0] if second.strip() else ""
    if not cut or word.lower() in {"og", "eller", "and", "or", "samt"}:  # «drifts- og»
        return f"{first} "
    whole = word[:1].islower() and len(cut[1]) > 1 and not (cut[1].isupper() or _has_digit(cut[1]))
    return first[:-1] if whole else first


def runs_on(before: Line, line: Line, *, broken: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before it.

    `broken` says that the text as a whole has blank lines within its sentences, as one taken out of slides.
    """
    if line.gap > 1 or (line.gap and not (broken or before.runs_on)) or is_address(line.text):
        return False
    if _FIGURE.fullmatch(line.text):
        return broken and (
            before.text.endswith(":") or (len(before.text) <= 40 and not _has_digit(before.text))
        )
    if before.text[-1:] in ".!?:;":
        return False
    if strip_bullet(line.text) is not None:
        return before.runs_on and line.text[1:].lstrip()[:1].islower() and strip_bullet(before.text) is None
    long = before.runs_on or len(before.text) >= _LEAST or before.text[-1] in ",-–(«"
    asked = asks_for_more(before.text) and long
    return asked or (line.text.startswith("(") and not line.gap) or _goes_on(before, line)


def _goes_on(before: Line, line: Line) -> bool:
    if not line.text[:1].islower():
        return False
    opening = line.text.split()[0].strip(",.").lower()
    return before.runs_on or len(before.text) >= _LEAST or _LINKING.fullmatch(opening) is not None


def is_broken(lines: list[Line]) -> bool:
    """Tell whether blank lines stand within sentences."""
    pairs = list(pairwise(lines))
    within = sum(before.runs_on and line.gap == 1 and line.text[:1].islower() for before, line in pairs)
    return within >= 3


def is_wrapped(lines: list[Line], width: int) -> bool:
    """Tell whether lines broke where the next word would have passed `width`, as editors and mail programs do."""
    pairs = list(pairwise(lines))
    return bool(pairs) and all(
        before.indent + len(before.text) + 1 + len(line.text.split()[0]) > width
        and strip_bullet(line.text) is None
        and not is_numbered(line.text)
        for before, line in pairs
    )


def asks_for_more(text: str) -> bool:
    """Tell whether a line ends with a hyphen, a comma or a word that a sentence goes on after."""
    if _HYPHEN.search(text) or text[-1] in ",–(«" or text.endswith(" -"):
        return True
    return _LINKING.fullmatch(text.rsplit(maxsplit=1)[-1].lower()) is not None


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
