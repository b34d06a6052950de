"""Which fact a number is held against, and what comes of it.

Agreeing needs little: a fact of the unit that is spoken of about as closely as any other, and equal when
rounded as printed. Differing needs much, since a false alarm costs more than a slip that is not found: one
fact spoken of wholly and clearly more closely than all others, in the number's own part of the sentence, and
nothing there that sets the number apart from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kb.evaluation.reconciling.facts import Fact
from kb.evaluation.reconciling.narrowing import is_abroad, is_another_row, is_elsewhere, is_of_group, is_part
from kb.evaluation.reconciling.subjects import NEAR, SAID, Candidate, Scope, Subjects
from kb.intake.figures.figures import COUNTED, Figure, fits, nearest, tells

Verdict = Literal["agrees", "differs", "inconsistent", "hidden", "unknown", "not a figure"]

CLOSE = 0.35  # by which a fact that agrees may be farther than the closest: a heading, not the next group
CLEAR = 0.25  # by which a fact that differs must be closer than all others
FARTHEST = 2  # times: a count so much smaller or larger tells of another thing, unless it is mistyped
SURE_DIGITS = 4  # that match a fact by themselves where no word tells
FEWEST_DIGITS = 3  # that can be nearly a fact's without chance


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure with the facts it may tell, the closest first, and the words it stands among."""

    figure: Figure
    words: str
    labels: tuple[str, ...]
    scope: Scope
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> float:
        """Give the score of the closest fact."""
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a whole text: its words for the facts, and the year and municipality it is about."""

    subjects: Subjects
    year: str
    municipality: str


def ask(figure: Figure, part: str, labels: Sequence[str], scope: Scope, subjects: Subjects) -> Asked:
    """Collect the facts of the figure's unit that are spoken of around it."""
    found = tuple(one for one in subjects.candidates(scope) if fits(figure.unit, one.fact.unit))
    # The month and year of a day are its own, and set nothing apart.
    words = part.replace(figure.text, " ", 1) if figure.unit == "date" else part
    return Asked(figure, " ".join((words, *labels)), tuple(labels), scope, found)


def agreeing(asked: Asked) -> Fact | None:
    """Find the fact that the figure tells truly, among those about as close as the closest."""
    for one in asked.candidates:
        close = one.score > max(0.0, asked.best - CLOSE)
        if close and one.fact.value is not None and tells(asked.figure, one.fact.value):
            return one.fact
    return None


def meant(asked: Asked) -> Fact | None:
    """Find the one fact that is spoken of wholly and clearly more closely than all others.

    It must be spoken of in the number's own part, or elsewhere in the sentence where its part speaks of none.
    """
    near = [one for one in asked.candidates if one.score > asked.best - CLEAR]
    wholes = {one.fact.part_of for one in near}
    # «Tillitsvalgte som svarte» are not all who did.
    parts = [one for one in near if one.fact.name not in wholes]
    if not parts or len({one.fact.value for one in parts}) > 1:
        return None
    first = parts[0]
    own = first.nearest == NEAR or (first.nearest == SAID and not asked.scope.places)
    return first.fact if first.whole and own else None


def by_value(asked: Asked, facts: Sequence[Fact]) -> Fact | None:
    """Find the only fact of the unit that has so many digits just so, whatever the words."""
    figure = asked.figure
    spoken = bool(asked.scope.around | asked.scope.over)
    if figure.bound != "exact" or figure.high is not None or figure.digits < SURE_DIGITS - spoken:
        return None
    found = [
        fact
        for fact in facts
        if fact.value is not None and fits(figure.unit, fact.unit) and tells(figure, fact.value)
    ]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def is_slip(asked: Asked, fact: Fact, surroundings: Surroundings, *, told: bool) -> bool:
    """Tell whether a figure that is not the fact's can only be meant as it.

    `told` says that the sentence tells the fact truly already, or the figure is part of a whole that no fact
    knows. Then, and where the words set the number apart as a part of the whole, it must look like the fact's
    own number mistyped.
    """
    figure, subjects, year = asked.figure, surroundings.subjects, surroundings.year
    own = subjects.own(subjects.entries(fact))
    if is_elsewhere(asked.words, year, own) or is_abroad(asked.words, surroundings.municipality):
        return False
    apart = told or is_part(asked.words, year, own, partly=bool(fact.part_of))
    if fact.value is None:
        return figure.bound != "most" and not apart
    if fact.unit == "share" and is_of_group(asked.words, figure.text, subjects.own(fact.words[:1])):
        return False
    distant = not asked.scope.places and fact.unit in {"share", *COUNTED}
    apart = apart or figure.broken or distant or is_another_row(asked.labels, own)
    apart = apart or subjects.foreign(asked.scope, fact)
    apart = apart or not (fact.unit == "share" or _comparable(figure.value, fact.value))
    return not apart or (fact.unit != "date" and is_mistyped(figure, fact.value))


def is_mistyped(figure: Figure, value: float) -> bool:
    """Tell whether the digits are those of the value with one changed, left out or added, or two swapped.

    The first digit is not taken to be left out: 14 leaders are no slip for 214.
    """
    printed = str(round(abs(figure.value) / figure.step))
    true = str(round(nearest(abs(value), figure.step) / figure.step))
    if printed == true or min(len(printed), len(true)) < FEWEST_DIGITS - 1 or len(true) < FEWEST_DIGITS:
        return False
    if len(printed) == len(true):
        off = [place for place, (one, other) in enumerate(zip(printed, true, strict=True)) if one != other]
        return len(off) == 1 or (len(off) == 2 and sorted(printed) == sorted(true))
    short, long = sorted((printed, true), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long)))


def _comparable(printed: float, value: float) -> bool:
    low, high = sorted((abs(printed), abs(value)))
    return high <= FARTHEST * max(low, 1)
