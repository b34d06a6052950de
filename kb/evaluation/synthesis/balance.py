"""Whether strengths are told as deeply as what must improve: counts, words, and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from kb.evaluation.claims.records import Claim, Kind

MOST_TIMES = 2.0  # more findings of one kind than twice the other's are lopsided
MOST_DEPTH = 1.5  # so are words or evidence a finding of more than one and a half times the other's


@dataclass(frozen=True, slots=True)
class Side:
    """The findings of one kind: how many, and their mean words and pieces of evidence; 0 where there are none."""

    kind: Kind
    findings: int
    words: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Both sides, and by what one outweighs the other: *findings*, *words*, *evidence*, or nothing."""

    strengths: Side
    improvements: Side
    lopsided: tuple[str, ...]


def weigh_sides(claims: Sequence[Claim]) -> Balance:
    """Compare strengths with improvements; without findings nothing is lopsided."""
    strengths, improvements = _side(claims, "strength"), _side(claims, "improvement")
    return Balance(strengths, improvements, tuple(_lopsided(strengths, improvements)) if claims else ())


def _side(claims: Sequence[Claim], kind: Kind) -> Side:
    own = [one for one in claims if one.kind == kind]
    if not own:
        return Side(kind, 0, 0.0, 0.0)
    words = fmean(len(one.statement.split()) for one in own)
    return Side(kind, len(own), words, fmean(len(one.evidence) for one in own))


def _lopsided(one: Side, other: Side) -> list[str]:
    if not one.findings or not other.findings:
        return ["findings"]
    limits = {"findings": MOST_TIMES, "words": MOST_DEPTH, "evidence": MOST_DEPTH}
    sizes = {name: sorted((getattr(one, name), getattr(other, name))) for name in limits}
    return [name for name, (small, large) in sizes.items() if large > limits[name] * small]
