"""Points a text marks as good or hard: by signs, by words, and by the heading they stand under."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kb.intake.genres import wording

Polarity = Literal["good", "hard"]
_NEAR = {"negation": 3, "absence": 2}  # words before a word within which it is turned


def marks(text: str, heading: str = "") -> frozenset[Polarity]:
    """Tell whether a point is good, hard, or both: “krevende, men også morsomt”.

    A sign decides before words, and words before the heading.
    """
    signs = frozenset(sign for sign in ("good", "hard") if _signs(sign).search(text))
    if signs:
        return signs  # type: ignore[return-value]
    words = frozenset(mark for clause in _clauses(text) if (mark := _judge(clause)))
    return words or under(heading)


def under(heading: str) -> frozenset[Polarity]:
    """Tell what points under a heading are, unless they say otherwise themselves."""
    if wording.found("marks", "hard_headings", heading):
        return frozenset({"hard"}) if not wording.found("marks", "good_headings", heading) else frozenset()
    return frozenset({"good"}) if wording.found("marks", "good_headings", heading) else frozenset()


def has_sign(text: str) -> bool:
    """Tell whether a text is marked by an emoji or another sign."""
    return bool(_signs("good").search(text) or _signs("hard").search(text))


def without_signs(text: str) -> str:
    """Drop the signs of a point."""
    return _signs("hard").sub("", _signs("good").sub("", text)).strip()


def _judge(clause: str) -> Polarity | None:
    """Judge one clause: a hard word outweighs a good one, and a good word that is denied is hard."""
    hard = [
        m for m in wording.pattern("marks", "negative").finditer(clause) if not _before(clause, m, "absence")
    ]
    if hard:
        return "hard"
    good = list(wording.pattern("marks", "positive").finditer(clause))
    if any(_denied(clause, match) for match in good):
        return "hard"
    return "good" if good else None


def _denied(clause: str, match: re.Match[str]) -> bool:
    after = clause[match.end() :].split()[:1]
    return _before(clause, match, "negation") or bool(
        after and after[0].strip(".,!") in ("ikke", "ikkje", "not")
    )


def _before(clause: str, match: re.Match[str], name: str) -> bool:
    near = clause[: match.start()].split()[-_NEAR[name] :]
    return any(word.strip(".,!").casefold() in wording.lists("marks")[name] for word in near)


def _clauses(text: str) -> list[str]:
    return wording.pattern("marks", "contrast").split(text)


@cache
def _signs(name: str) -> re.Pattern[str]:
    signs = wording.lists("marks")[f"{name}_signs"]
    return re.compile(
        "|".join(rf"(?<![\w:]){re.escape(s)}(?!\w)" if s.isascii() else re.escape(s) for s in signs)
    )
