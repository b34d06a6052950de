"""The groups that respondents are sorted into, and the words for questions, answers and groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kb.errors import KbError
from kb.survey.codebook import Question
from kb.survey.importing import Survey
from kb.survey.labels import Labels

By = str | tuple[str, ...] | None  # a background, two of them, or everybody
_MOST = 2  # backgrounds at once: with more, every cell is small
_JOINED = " · "  # between the names of two groups


@dataclass(frozen=True, slots=True)
class Groups:
    """The place of each respondent's group in `order` (-1: in none), by the respondent's index."""

    of: pd.Series[int]
    order: list[str]

    def count(self, answers: pd.Series[str], labels: dict[str, str]) -> pd.DataFrame:
        """Count answers by group; `labels` gives the words of their codes in order."""
        places = self.of.reindex(answers.index).to_numpy(dtype="int64")
        codes = _places(answers, labels)
        counted = (places >= 0) & (codes >= 0)
        cells = places[counted] * len(labels) + codes[counted]
        counts = np.bincount(cells, minlength=len(self.order) * len(labels))
        return pd.DataFrame(counts.reshape(-1, len(labels)), self.order, list(labels.values()))


def backgrounds(by: By) -> tuple[str, ...]:
    """List the names that make the groups."""
    return () if by is None else (by,) if isinstance(by, str) else by


def label(survey: Survey, name: str) -> str:
    """Give the short wording of a question, or the label of a background, in the survey's language."""
    background = survey.codebook.background_named(name)
    if background is not None:
        return background.label.in_language(survey.language)
    question = question_of(survey, name)
    return (question.short or question.wording).in_language(survey.language)


def groups(survey: Survey, persons: pd.DataFrame, by: By, words: Labels) -> Groups:
    """Sort persons (of the frame, or respondents) into groups. Raises `KbError` where `by` cannot sort them."""
    names = backgrounds(by)
    if not names:
        return Groups(pd.Series(0, index=persons.index), [words.everyone])
    if len(names) > _MOST or len(set(names)) < len(names):
        raise KbError(f"Groups are made of one or two different backgrounds, not of {', '.join(names)}.")
    first, *rest = [_one(survey, persons, name) for name in names]
    for second in rest:
        order = [f"{above}{_JOINED}{below}" for above in first.order for below in second.order]
        both = (first.of >= 0) & (second.of >= 0)
        first = Groups((first.of * len(second.order) + second.of).where(both, -1), order)
    return first


def nest(survey: Survey, above: str, below: str) -> dict[str, tuple[str, ...]]:
    """Say which groups of `by=(above, below)`, or of `by=below` where that is a level below, add up to each of `above`.

    It is what `protect` needs to know of tables by both.
    """
    level = survey.codebook.background_named(above)
    if level is not None and level.of == below:
        lower = categories(survey, below)
        held = {answer.code: answer.holds for answer in level.codes}
        return {name: tuple(lower[c] for c in held[code]) for code, name in categories(survey, above).items()}
    lower_names = list(categories(survey, below).values())
    upper_names = categories(survey, above).values()
    return {name: tuple(f"{name}{_JOINED}{other}" for other in lower_names) for name in upper_names}


def levels(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Say of every level above another background which groups add up to each of its own; none without levels."""
    above = [background for background in survey.codebook.background if background.of is not None]
    found = [nest(survey, background.id, str(background.of)) for background in above]
    return {name: parts for nested in found for name, parts in nested.items() if parts}


def _one(survey: Survey, persons: pd.DataFrame, name: str) -> Groups:
    question = survey.codebook.question(name)
    if question is not None and question.type == "multi":
        raise KbError(f"«{name}» allows several answers and cannot sort respondents into groups.")
    known = categories(survey, name)
    return Groups(pd.Series(_places(persons[name], known), index=persons.index), list(known.values()))


def _places(answers: pd.Series[str], codes: Iterable[str]) -> NDArray[np.int64]:
    """Give the place of each answer among the codes; -1 for all others, such as "don't know"."""
    known = answers.astype("category").cat.set_categories(list(codes))
    return np.asarray(known.cat.codes, dtype=np.int64)


def categories(survey: Survey, name: str) -> dict[str, str]:
    """Give the labels of a closed question's or a background's codes, in order, without "don't know"."""
    scale = survey.codebook.scale_of(name)
    if scale is None:
        kind = question_of(survey, name).type
        raise KbError(f"«{name}» is a question of type {kind} and has no categories.")
    return {answer.code: answer.in_language(survey.language) for answer in scale.answers}


def question_of(survey: Survey, name: str) -> Question:
    """Find a question. Raises `KbError` with all names there are."""
    question = survey.codebook.question(name)
    if question is None:
        names = [other.id for other in survey.codebook.questions]
        names += [background.id for background in survey.codebook.background]
        raise KbError(f"There is no «{name}» in the codebook. Choose one of: {', '.join(names)}.")
    return question
