"""How strong the evidence of a claim is, by a rule that is written down and printed on the page.

1. A source is a whole survey, a staffing file, a lesson, or a text. A lesson and a text it was drawn from are one
   source (that of the lesson), for the lesson only repeats the text.
2. A share of fewer than `FEW` answers and a lesson that is a draft are shown, and do not count for the claim. Against
   it they count: doubt weighs from the first sign.
3. *Strong*: at least three sources of at least two kinds, none against, and at least `MANY` answers behind each share.
4. *Medium*: at least two sources, and more of them for the claim than against it.
5. *Weak*: all else.

The three signs (kinds and number of sources, agreement, base) are those that guides to mixed-method evaluation
name: triangulation, consistency and precision. The limits are ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kb.evaluation.claims.records import Evidence, Gone, Grade, Number, Quote, SourceKind, Strength
from kb.lessons.bank.life import UNSETTLED

FEW = 30  # answers: below, one person is more than three per cent
MANY = 100  # answers: from here on, the margin of a share is below ten per cent points
STRONG_SOURCES, STRONG_KINDS, MEDIUM_SOURCES = 3, 2, 2

_Source = tuple[SourceKind, str]


def weigh(evidence: Sequence[Evidence], against: Sequence[Evidence] = ()) -> Strength:
    """Grade the evidence of a claim by the rule of this module. It does not depend on the order."""
    counted = [one for one in evidence if _counts(one)]
    sources = _sources(counted)
    other = len(_sources(against))
    kinds = tuple(sorted({kind for kind, _ in sources}))
    bases = [one.of for one in counted if isinstance(one, Number) and not math.isnan(one.of)]
    smallest = min(bases, default=math.nan)
    left_out = len([one for one in evidence if not isinstance(one, Gone)]) - len(counted)
    grade = _grade(len(sources), len(kinds), other, smallest)
    return Strength(grade, len(sources), kinds, other, smallest, left_out)


def _grade(sources: int, kinds: int, against: int, smallest: float) -> Grade:
    enough = math.isnan(smallest) or smallest >= MANY
    if sources >= STRONG_SOURCES and kinds >= STRONG_KINDS and not against and enough:
        return "strong"
    return "medium" if sources >= MEDIUM_SOURCES and sources > against else "weak"


def _counts(one: Evidence) -> bool:
    if isinstance(one, Number):
        return not (math.isnan(one.value) or one.of < FEW)
    return isinstance(one, Quote) and one.status not in UNSETTLED


def _sources(evidence: Sequence[Evidence]) -> set[_Source]:
    """Name the sources apart; texts that a lesson here was drawn from stand with it."""
    quotes = [one for one in evidence if isinstance(one, Quote)]
    drawn_from = {document for quote in quotes for document in quote.drawn_from}
    apart = {_source_of(one) for one in evidence if isinstance(one, Number)}
    return apart | {_source_of(one) for one in quotes if one.status or not _is_among(one, drawn_from)}


def _source_of(one: Number | Quote) -> _Source:
    if isinstance(one, Quote):
        return one.kind, one.document or one.path
    return one.kind, "" if one.kind == "survey" else one.source


def _is_among(text: Quote, documents: set[str]) -> bool:
    """Tell whether lessons name a text as their source; they tell its path from the bank's own folder."""
    return any(text.path == document or text.path.endswith(f"/{document}") for document in documents)
