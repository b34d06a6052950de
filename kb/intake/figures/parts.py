"""The part of a sentence that belongs to each of its numbers, and numbers that stand to each other as parts.

*442 med personalansvar, 397 tillitsvalgte (6 %) og 260 verneombud*: the words go to the number between the
commas and *og* around them; a bracket stays with what it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.intake.figures.figures import Figure
from kb.intake.figures.lines import Span

_SEPARATOR = re.compile(
    r"[,;](?!\d)| (?:og|and|men|but|mens|medan|while|hvorav|derav|mot|against) | [–—-] |[.:!?]\s",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s(?:[^\W\d_]{2,20}\s){0,3}?(?P<of>ut av|out of|av|of)\s"
    r"(?:(?:de|dei|totalt|alle|the|disse|desse|i alt|til sammen|all)\s){0,2}\Z",
    re.IGNORECASE,
)
_THEN_SHARE = re.compile(
    r"[^.;()\d]{0,40}(?:\(|,\s)\s?"
    r"(?:(?:eller|dvs\.?|som er|som utgjør|tilsvarer|tilsvarende|utgjør|or|i\.e\.)\s){0,2}\Z",
    re.IGNORECASE,
)
_SHARE_THEN = re.compile(r"\s?(?:[^\W\d_]{2,20}\s){0,3}\(\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a whole, `x av y`, and the share told of them, each by its place among the figures."""

    part: int
    whole: int
    share: int | None


def parts_of(text: str, statement: Span, figures: Sequence[Figure]) -> list[Span]:
    """Give each figure of a statement the stretch whose words are its own."""
    start, end = statement
    depths = _depths(text[start:end])
    edges = [start]
    spans: list[Span] = []
    for one, other in pairwise(figures):
        edge = _edge(text, one.end, other.start, depths, start)
        if edge is not None:
            spans += [(edges[-1], edge)] * (_since(spans, figures, one) + 1)
            edges.append(edge)
    return spans + [(edges[-1], end)] * (len(figures) - len(spans))


def pairs_of(text: str, figures: Sequence[Figure]) -> list[Pair]:
    """Find `x av y`, with `z %` in brackets or after a comma, or `z % (x av y)`."""
    return list(_pairs(text, figures))


def _pairs(text: str, figures: Sequence[Figure]) -> Iterator[Pair]:
    for place, (part, whole) in enumerate(pairwise(figures)):
        between = text[part.end : whole.start]
        if "share" in {part.unit, whole.unit} or len(between) > 60 or not _OF.fullmatch(between):
            continue
        yield Pair(place, place + 1, _share(text, figures, place))


def _share(text: str, figures: Sequence[Figure], place: int) -> int | None:
    part, whole = figures[place : place + 2]
    after = figures[place + 2] if place + 2 < len(figures) else None
    if after and after.unit == "share" and _THEN_SHARE.fullmatch(text[whole.end : after.start][:100]):
        return place + 2
    before = figures[place - 1] if place else None
    if before and before.unit == "share" and _SHARE_THEN.fullmatch(text[before.end : part.start][:100]):
        return place - 1
    return None


def _since(spans: Sequence[Span], figures: Sequence[Figure], one: Figure) -> int:
    """Count the figures before this one that have no stretch yet: they share its."""
    return figures.index(one, len(spans)) - len(spans)


def _edge(text: str, low: int, high: int, depths: Sequence[int], start: int) -> int | None:
    """Find where the words after one figure end and those before the next begin; None where they share all.

    *57 ble engasjert av 84 rekrutterte* is parted before *av*; *118 av 145 stillinger ble besatt* is not.
    """
    found = [edge for edge in _SEPARATOR.finditer(text, low, high) if depths[edge.start() - start] == 0]
    if found:
        return found[-1].end()
    of = _OF.fullmatch(text, low, high) if high - low <= 60 else None
    return of.start("of") if of and text[low : of.start("of")].strip() else None


def _depths(statement: str) -> list[int]:
    """Tell for each letter how many brackets it stands in."""
    depths, depth = [], 0
    for sign in statement:
        depth = depth + 1 if sign in "([" else max(0, depth - 1) if sign in ")]" else depth
        depths.append(depth)
    return depths
