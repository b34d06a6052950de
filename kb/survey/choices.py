"""Questions that are counted otherwise than by one answer a person: several answers, own words, and numbers."""

from __future__ import annotations

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import Table
from kb.survey.groups import By, categories, groups, label, question_of
from kb.survey.importing import Survey
from kb.survey.labels import LABELS, Labels
from kb.survey.routes import split_codes


def choices(
    survey: Survey, question: str, by: By = None, *, labels: Labels | None = None
) -> dict[str, Table]:
    """Count who chose each option and who did not, by group: one table an option, by its label.

    The base is the same for all options: those who answered, "don't know" alone not among them. Protect the
    tables together.
    """
    words = labels or LABELS[survey.language]
    chosen, names = _chosen(survey, question), categories(survey, question)
    grouped = groups(survey, survey.responses, by, words)
    columns = {"yes": words.chosen, "no": words.not_chosen}
    said = {name: chosen[code].map({True: "yes", False: "no"}) for code, name in names.items()}
    return {name: Table(grouped.count(answers, columns)) for name, answers in said.items()}


def choice_overview(survey: Survey, question: str, *, labels: Labels | None = None) -> Table:
    """Count who chose each option and who did not, of everybody who answered: one row an option."""
    rows = {name: table.counts.iloc[0] for name, table in choices(survey, question, labels=labels).items()}
    return Table(pd.DataFrame(rows).T)


def amounts(survey: Survey, question: str, by: By = None, *, labels: Labels | None = None) -> Table:
    """Add up the answers to a question of type number, by group; the counts are those who answered.

    The mean of a group is its value by its count, once both are protected.
    """
    if question_of(survey, question).type != "number":
        raise KbError(f"«{question}» is no question of type number, and has no sum.")
    words = labels or LABELS[survey.language]
    given = pd.to_numeric(survey.responses[question]).dropna()
    grouped = groups(survey, survey.responses, by, words)
    column = {"sum": label(survey, question)}
    counts = grouped.count(pd.Series("sum", index=given.index), column)
    places = grouped.of.reindex(given.index)
    sums = given.groupby(places).sum().reindex(range(len(grouped.order)), fill_value=0)
    return Table(counts, pd.DataFrame(sums.to_numpy(dtype=float), counts.index, counts.columns))


def _chosen(survey: Survey, question: str) -> pd.DataFrame:
    """Say for each person who answered which options they chose: one column a code."""
    if question_of(survey, question).type != "multi":
        raise KbError(f"«{question}» allows one answer only: count it by crosstab.")
    codes = list(categories(survey, question))
    answers = split_codes(survey.responses[question])
    answers = answers[answers.isin(codes)]
    pairs = pd.crosstab(answers.index, answers.to_numpy()).astype(bool)
    return pairs.reindex(columns=codes, fill_value=False)


def open_counts(survey: Survey, by: By = None, *, labels: Labels | None = None) -> Table:
    """Count those who wrote something, one column an open question."""
    grouped = groups(survey, survey.responses, by, labels or LABELS[survey.language])
    questions = [question.id for question in survey.codebook.questions if question.type == "open"]
    written = {name: survey.responses[name].notna().map({True: name}).dropna() for name in questions}
    columns = [grouped.count(texts, {name: label(survey, name)}) for name, texts in written.items()]
    return Table(pd.concat(columns, axis="columns") if columns else pd.DataFrame(index=grouped.order))


def open_overview(survey: Survey, *, labels: Labels | None = None) -> Table:
    """Count those who wrote something and those who did not, of those asked: one row an open question."""
    words = labels or LABELS[survey.language]
    rows = {}
    for question in survey.codebook.questions:
        if question.type == "open":
            wrote = survey.responses.loc[survey.asked(question), question.id].notna()
            rows[label(survey, question.id)] = [int(wrote.sum()), int((~wrote).sum())]
    return Table(pd.DataFrame.from_dict(rows, orient="index", columns=[words.wrote, words.not_wrote]))
