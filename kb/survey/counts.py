"""Counts of a survey: who responded, what they answered, and of how many each share is taken.

All tables count persons and hide nothing; `kb.privacy.disclosure.protect` is the way from here to a page.
Rows are groups: the categories of `by`, a background or a question with one answer; of two of them, each with
each; or everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import Table
from kb.survey.codebook import Question
from kb.survey.groups import By, backgrounds, categories, groups, label, question_of
from kb.survey.importing import Survey
from kb.survey.labels import LABELS, Labels
from kb.survey.routes import any_of, split_codes


def response_rate(survey: Survey, by: By = None, *, labels: Labels | None = None) -> Table:
    """Count those who responded and those who did not, by a background that the frame holds."""
    words = labels or LABELS[survey.language]
    key = survey.codebook.key
    in_frame = [background.id for background in survey.codebook.in_frame()]
    for name in backgrounds(by):
        if name not in in_frame:
            known = ", ".join(in_frame)
            raise KbError(f"«{name}» is not known for those who did not respond. Choose one of: {known}.")
    responded = survey.frame[key].isin(survey.responses[key]).map({True: "yes", False: "no"})
    grouped = groups(survey, survey.frame, by, words)
    return Table(grouped.count(responded, {"yes": words.responded, "no": words.not_responded}))


def crosstab(survey: Survey, question: str, by: By = None, *, labels: Labels | None = None) -> Table:
    """Count the answers to a closed question (or a background) by group, of those who were asked and answered.

    "Don't know" is outside (see `bases`). With several answers allowed a person counts in each category, so
    the row totals count answers; `choices` counts persons.
    """
    names = categories(survey, question)
    grouped = groups(survey, survey.responses, by, labels or LABELS[survey.language])
    # What somebody answered tells of them, so a small group that all gave one answer is hidden too.
    telling = survey.codebook.question(question) is not None
    return Table(grouped.count(_answers(survey, question), names), telling=telling, about=question)


def bases(survey: Survey, question: str, by: By = None, *, labels: Labels | None = None) -> pd.DataFrame:
    """Account for every respondent of each group, for one question.

    Columns answered, dont_know and missing add up to asked; asked and not_asked to the group's respondents.
    """
    counts = base_table(survey, question, by, labels=labels).counts.set_axis(
        ["answered", "dont_know", "missing", "not_asked"], axis="columns"
    )
    counts.insert(0, "asked", counts["answered"] + counts["dont_know"] + counts["missing"])
    return counts


def base_table(survey: Survey, question: str, by: By = None, *, labels: Labels | None = None) -> Table:
    """Count answered, don't know, missing and not asked by group: `bases` in a form that can be protected."""
    words = labels or LABELS[survey.language]
    asked_of = question_of(survey, question)
    scale = survey.codebook.scale_of(question)
    given = survey.responses[question].notna()
    state = given.map({True: "answered", False: "missing"})
    state = state.where(survey.asked(asked_of), "not_asked")
    if scale is not None and scale.dont_know is not None:
        known = any_of(_answers(survey, question).isin(scale.codes), given.index)
        state = state.mask(given & ~known, "dont_know")
    states = ("answered", "dont_know", "missing", "not_asked")
    grouped = groups(survey, survey.responses, by, words)
    return Table(grouped.count(state, {name: getattr(words, name) for name in states}), about=question)


def account(survey: Survey, question: str, by: By = None, *, labels: Labels | None = None) -> Table:
    """Account for the whole population of each group: `base_table`, and those who did not respond to the survey.

    Raises `KbError` for groups that only respondents tell of.
    """
    words = labels or LABELS[survey.language]
    silent = response_rate(survey, by, labels=words).counts[words.not_responded]
    counts = base_table(survey, question, by, labels=words).counts
    return Table(counts.assign(**{words.not_responding: silent}), about=question)


def against_others(
    survey: Survey, question: str, by: str, group: str, *, labels: Labels | None = None
) -> Table:
    """Count the answers of one group (by its code) and of all others; the column totals are all together."""
    words = labels or LABELS[survey.language]
    names = categories(survey, by)
    if group not in names:
        raise KbError(f"«{by}» has no group «{group}». Choose one of: {', '.join(names)}.")
    counts = crosstab(survey, question, by, labels=words).counts
    rest = counts.drop(index=names[group]).sum()
    return Table(
        pd.DataFrame({names[group]: counts.loc[names[group]], words.others: rest}).T,
        telling=True,
        about=question,
    )


def joined(table: Table, groups: Mapping[str, Sequence[str]]) -> Table:
    """Add categories together under new names: fewer and larger cells, of which fewer must be hidden.

    Show a question either joined or not by the same groups: side by side they tell what each hides. Raises
    `KbError` for a category that is not there, or that no group or two groups take.
    """
    taken = [name for names in groups.values() for name in names]
    wrong = [str(name) for name in table.counts.columns if taken.count(name) != 1]
    wrong += [name for name in taken if name not in table.counts.columns]
    if wrong:
        raise KbError(f"Each category must be in one group: see to {', '.join(dict.fromkeys(wrong))}.")
    counts = {new: table.counts[list(names)].sum(axis="columns") for new, names in groups.items()}
    return Table(pd.DataFrame(counts), telling=table.telling, about=table.about)


def likert_block(survey: Survey, block: str, by: str, *, labels: Labels | None = None) -> dict[str, Table]:
    """Count the answers to every question of a block by group: one table a question, by its id."""
    return {q.id: crosstab(survey, q.id, by, labels=labels) for q in _block(survey, block)}


def likert_overview(survey: Survey, block: str) -> Table:
    """Count everybody's answers to a block: one row a question, one column an answer."""
    rows = {label(survey, q.id): crosstab(survey, q.id).counts.iloc[0] for q in _block(survey, block)}
    return Table(pd.DataFrame(rows).T, telling=True)


def _answers(survey: Survey, question: str) -> pd.Series[str]:
    """Give the codes answered, a row for each where several are allowed."""
    answers = survey.responses[question]
    asked = survey.codebook.question(question)  # none for a background
    return split_codes(answers) if asked is not None and asked.type == "multi" else answers


def _block(survey: Survey, block: str) -> list[Question]:
    questions = survey.codebook.in_block(block)
    if not questions:
        names = ", ".join(known.id for known in survey.codebook.blocks)
        raise KbError(f"There is no block «{block}» with questions. Choose one of: {names}.")
    return questions
