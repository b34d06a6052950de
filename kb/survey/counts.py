"""Counts of a survey: who responded, what they answered, and of how many each share is taken.

All tables count persons and hide nothing; `kb.privacy.disclosure.protect` is the way from here to a page.
Rows are groups: the categories of `by`, a background or a question with one answer, or everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import Table
from kb.survey.codebook import Question
from kb.survey.importing import Survey, split_codes
from kb.survey.labels import LABELS, Labels


@dataclass(frozen=True, slots=True)
class _Groups:
    """The label of each respondent's group (missing: in none), and all labels in order."""

    of: pd.Series[str]
    order: list[str]

    def count(self, answers: pd.Series[str], categories: dict[str, str]) -> pd.DataFrame:
        """Count answers by group; `categories` gives the labels of their codes in order."""
        pairs = pd.DataFrame({"group": self.of.reindex(answers.index), "answer": answers})
        counts = pairs.groupby(["group", "answer"]).size().unstack(fill_value=0)
        counts = counts.reindex(index=self.order, columns=list(categories), fill_value=0)
        return pd.DataFrame(counts.to_numpy(dtype="int64"), self.order, list(categories.values()))


def response_rate(survey: Survey, by: str | None = None, *, labels: Labels | None = None) -> Table:
    """Count those who responded and those who did not, by a background that the frame holds."""
    words = labels or LABELS[survey.language]
    key = survey.codebook.key
    in_frame = [background.id for background in survey.codebook.in_frame()]
    if by is not None and by not in in_frame:
        known = ", ".join(in_frame)
        raise KbError(f"«{by}» is not known for those who did not respond. Choose one of: {known}.")
    responded = survey.frame[key].isin(survey.responses[key]).map({True: "yes", False: "no"})
    groups = _groups(survey, survey.frame, by, words)
    return Table(groups.count(responded, {"yes": words.responded, "no": words.not_responded}))


def crosstab(survey: Survey, question: str, by: str | None = None, *, labels: Labels | None = None) -> Table:
    """Count the answers to a closed question by group, of those who were asked and answered.

    "Don't know" is outside (see `bases`). With several answers allowed a person counts in each category, so
    the row totals count answers.
    """
    categories = _categories(survey, question)
    groups = _groups(survey, survey.responses, by, labels or LABELS[survey.language])
    return Table(groups.count(split_codes(survey.responses[question]), categories))


def bases(
    survey: Survey, question: str, by: str | None = None, *, labels: Labels | None = None
) -> pd.DataFrame:
    """Account for every respondent of each group, for one question.

    Columns answered, dont_know and missing add up to asked; asked and not_asked to the group's respondents.
    """
    counts = base_table(survey, question, by, labels=labels).counts.set_axis(
        ["answered", "dont_know", "missing", "not_asked"], axis="columns"
    )
    counts.insert(0, "asked", counts["answered"] + counts["dont_know"] + counts["missing"])
    return counts


def base_table(
    survey: Survey, question: str, by: str | None = None, *, labels: Labels | None = None
) -> Table:
    """Count answered, don't know, missing and not asked by group: `bases` in a form that can be protected."""
    words = labels or LABELS[survey.language]
    asked_of = _question(survey, question)
    scale = survey.codebook.scale_of(question)
    given = survey.responses[question].notna()
    state = given.map({True: "answered", False: "missing"})
    state = state.where(survey.asked(asked_of), "not_asked")
    if scale is not None and scale.dont_know is not None:
        known = split_codes(survey.responses[question]).isin(scale.codes).groupby(level=0).any()
        state = state.mask(given & ~known.reindex(given.index, fill_value=False), "dont_know")
    states = ("answered", "dont_know", "missing", "not_asked")
    groups = _groups(survey, survey.responses, by, words)
    return Table(groups.count(state, {name: getattr(words, name) for name in states}))


def likert_block(survey: Survey, block: str, by: str, *, labels: Labels | None = None) -> dict[str, Table]:
    """Count the answers to every question of a block by group: one table a question, by its id."""
    return {q.id: crosstab(survey, q.id, by, labels=labels) for q in _block(survey, block)}


def likert_overview(survey: Survey, block: str) -> Table:
    """Count everybody's answers to a block: one row a question, one column an answer."""
    rows = {label(survey, q.id): crosstab(survey, q.id).counts.iloc[0] for q in _block(survey, block)}
    return Table(pd.DataFrame(rows).T)


def open_counts(survey: Survey, by: str | None = None, *, labels: Labels | None = None) -> Table:
    """Count those who wrote something, one column an open question."""
    groups = _groups(survey, survey.responses, by, labels or LABELS[survey.language])
    questions = [question.id for question in survey.codebook.questions if question.type == "open"]
    written = {name: survey.responses[name].notna().map({True: name}).dropna() for name in questions}
    columns = [groups.count(texts, {name: label(survey, name)}) for name, texts in written.items()]
    return Table(pd.concat(columns, axis="columns") if columns else pd.DataFrame(index=groups.order))


def open_overview(survey: Survey, *, labels: Labels | None = None) -> Table:
    """Count those who wrote something and those who did not, of those asked: one row an open question."""
    words = labels or LABELS[survey.language]
    rows = {}
    for question in survey.codebook.questions:
        if question.type == "open":
            wrote = survey.responses.loc[survey.asked(question), question.id].notna()
            rows[label(survey, question.id)] = [int(wrote.sum()), int((~wrote).sum())]
    return Table(pd.DataFrame.from_dict(rows, orient="index", columns=[words.wrote, words.not_wrote]))


def label(survey: Survey, name: str) -> str:
    """Give the short wording of a question, or the label of a background, in the survey's language."""
    for background in survey.codebook.background:
        if background.id == name:
            return background.label.in_language(survey.language)
    question = _question(survey, name)
    return (question.short or question.wording).in_language(survey.language)


def _groups(survey: Survey, persons: pd.DataFrame, by: str | None, words: Labels) -> _Groups:
    if by is None:
        return _Groups(pd.Series(words.everyone, index=persons.index), [words.everyone])
    question = survey.codebook.question(by)
    if question is not None and question.type == "multi":
        raise KbError(f"«{by}» allows several answers and cannot sort respondents into groups.")
    categories = _categories(survey, by)
    return _Groups(persons[by].map(categories), list(categories.values()))


def _categories(survey: Survey, name: str) -> dict[str, str]:
    """Give the labels of a closed question's or a background's codes, in order, without "don't know"."""
    scale = survey.codebook.scale_of(name)
    if scale is None:
        kind = _question(survey, name).type
        raise KbError(f"«{name}» is a question of type {kind} and has no categories.")
    return {answer.code: answer.in_language(survey.language) for answer in scale.answers}


def _question(survey: Survey, name: str) -> Question:
    question = survey.codebook.question(name)
    if question is None:
        names = [other.id for other in survey.codebook.questions]
        names += [background.id for background in survey.codebook.background]
        raise KbError(f"There is no «{name}» in the codebook. Choose one of: {', '.join(names)}.")
    return question


def _block(survey: Survey, block: str) -> list[Question]:
    questions = survey.codebook.in_block(block)
    if not questions:
        names = ", ".join(known.id for known in survey.codebook.blocks)
        raise KbError(f"There is no block «{block}» with questions. Choose one of: {names}.")
    return questions
