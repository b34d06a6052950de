"""The base of a share or count as a text tells it: *69 % = 6087*, *118 av 145 (81 %)*, *n = 203*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kb.intake.figures.figures import COUNTED, Figure, tells
from kb.intake.figures.parts import pairs_of

_THEN_COUNT = re.compile(r"[^.;()\d%=]{0,60}(?:\(\s?|=\s?)\Z")
_THEN_SHARE = re.compile(r"[^.;()\d%=]{0,60}(?:\(\s?|=\s?|, (?:eller|dvs\.?|som er) )\Z")
_OF = re.compile(r"\s(?:ut )?(?:av|of)\s(?:(?:de|dei|totalt|alle|the|disse|desse|våre|i alt|all)\s){0,2}\Z")
_N = re.compile(r"[^.;\d%]{0,80}\bn\s?=\s?\Z", re.IGNORECASE)
_ASKED = re.compile(r"respondent|\bn\s?=|svargrunnlag", re.IGNORECASE)
_RATE = re.compile(r"svar-?\s*prosent|response rate|gjennomført|fullført|completed", re.IGNORECASE)
_BESIDE = 400  # letters within which a slide tells its numbers
_AROUND = 60  # letters beside a figure that tell what it is


@dataclass(frozen=True, slots=True)
class Base:
    """How many a share is, and of how many; None where it is not told."""

    part: float | None = None
    whole: float | None = None


def bases_of(text: str, groups: Sequence[Sequence[Figure]], section: Sequence[Figure]) -> dict[int, Base]:
    """Give the bases told, by the place where each figure begins.

    `groups` are the figures of each sentence of a section or slide, `section` all its figures: a slide tells
    its respondents once, and a share with its part is of the one count there that makes it come out right.
    """
    bases: dict[int, Base] = {}
    for figures in groups:
        _in_sentence(text, figures, bases)
    places = [one.start for one in section]
    for figure in section:
        if figure.unit == "share":
            low, high = (bisect_left(places, figure.start + far) for far in (-_BESIDE, _BESIDE))
            _of_slide(text, figure, section[low:high], bases)
    return bases


def _in_sentence(text: str, figures: Sequence[Figure], bases: dict[int, Base]) -> None:
    for pair in pairs_of(text, figures):
        part, whole = figures[pair.part], figures[pair.whole]
        if _is_count(part) and _is_count(whole):
            bases[part.start] = Base(None, whole.value)
            if pair.share is not None:
                bases[figures[pair.share].start] = Base(part.value, whole.value)
    for one, other in pairwise(figures):
        between = text[one.end : other.start]
        if one.unit == "share" and _is_count(other):
            if (_OF.search(between) and _OF.fullmatch(between)) or _N.fullmatch(between):
                bases.setdefault(one.start, Base(None, other.value))
            elif _THEN_COUNT.fullmatch(between):
                bases.setdefault(one.start, Base(other.value, None))
        elif _is_count(one) and other.unit == "share" and _THEN_SHARE.fullmatch(between):
            bases.setdefault(other.start, Base(one.value, None))


def _of_slide(text: str, share: Figure, beside: Sequence[Figure], bases: dict[int, Base]) -> None:
    """Take the number of respondents that a slide tells once, and the count the part is such a share of."""
    base = bases.get(share.start, Base())
    asked = {one.value for one in beside if _is_count(one) and _ASKED.search(text, *_near(text, one))}
    if base == Base() and len(asked) == 1:
        (number,) = asked
        rate = _RATE.search(text, max(0, share.start - _AROUND), share.start)
        base = Base(number, None) if rate else Base(None, number)
    if base.part and base.whole is None:
        base = replace(base, whole=_whole(share, base.part, beside))
    bases[share.start] = base


def _near(text: str, figure: Figure) -> tuple[int, int]:
    return max(0, figure.start - _AROUND), min(len(text), figure.end + _AROUND)


def _whole(share: Figure, part: float, beside: Sequence[Figure]) -> float | None:
    """Give the one count beside it that the part is such a share of."""
    found = {
        one.value for one in beside if _is_count(one) and one.value > part and tells(share, part / one.value)
    }
    return next(iter(found)) if len(found) == 1 else None


def _is_count(figure: Figure) -> bool:
    return figure.unit in COUNTED or figure.unit in ("", "positions", "other")
