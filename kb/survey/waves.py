"""The same survey held again: which questions can be compared, and how the answers changed.

Two questions are one when they have the same id, or the later one says which it `was`, and their scales have the
same codes in the same order. Where the wording is another, a change may come from the words: it is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.errors import KbError
from kb.privacy.disclosure import Table
from kb.survey.codebook import Codebook, Question
from kb.survey.counts import crosstab
from kb.survey.groups import By
from kb.survey.importing import Survey

Likeness = Literal["same", "other wording", "other scale", "other routing", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Match:
    """A question of two waves: its id in each (empty where it is in one only), and what became of it."""

    before: str
    after: str
    likeness: Likeness

    @property
    def comparable(self) -> bool:
        """Tell whether answers can be set beside each other."""
        return self.likeness in ("same", "other wording", "other routing")


def match_waves(before: Codebook, after: Codebook) -> list[Match]:
    """Pair the questions of two codebooks, in the order of the later one; those that are gone come last."""
    matches = list(_matches(before, after))
    kept = {match.before for match in matches}
    gone = [Match(question.id, "", "gone") for question in before.questions if question.id not in kept]
    return [*matches, *gone]


def compared(before: Survey, after: Survey, question: str, by: By = None) -> tuple[Table, Table]:
    """Count the answers to a question (by its id in the later wave) in both waves, in the later one's words.

    Rows and columns have the same labels in both. Protect the two together. Raises `KbError` where the question
    or the groups cannot be compared.
    """
    found = {match.after: match for match in match_waves(before.codebook, after.codebook)}.get(question)
    if found is None or not found.comparable:
        why = f"it is {found.likeness}" if found else "the later survey has no such question"
        raise KbError(f"«{question}» cannot be compared between the two surveys: {why}.")
    later = crosstab(after, question, by)
    earlier = crosstab(before, found.before, by).counts
    if list(earlier.index) != list(later.counts.index):
        raise KbError(f"The groups of {by} are not the same in both surveys. Compare by another background.")
    return Table(
        earlier.set_axis(later.counts.columns, axis="columns"), telling=later.telling, about=later.about
    ), later


def _matches(before: Codebook, after: Codebook) -> Iterator[Match]:
    for question in after.questions:
        earlier = before.question(question.was or question.id)
        if earlier is None:
            yield Match("", question.id, "new")
        else:
            yield Match(earlier.id, question.id, _likeness(before, earlier, after, question))


def _likeness(before: Codebook, earlier: Question, after: Codebook, later: Question) -> Likeness:
    scales = [book.scale_of(asked.id) for book, asked in ((before, earlier), (after, later))]
    codes = [scale.all_codes if scale else [] for scale in scales]
    if earlier.type != later.type or codes[0] != codes[1]:
        return "other scale"
    if earlier.wording != later.wording or (scales[0] and scales[0].answers) != (
        scales[1] and scales[1].answers
    ):
        return "other wording"
    return "same" if earlier.asked_if == later.asked_if else "other routing"
