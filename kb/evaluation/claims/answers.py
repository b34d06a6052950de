"""Figures of the survey as evidence: shares of answers, in groups or of all, and facts by name."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kb.evaluation.claims.figures import (
    OWN,
    PROTECT,
    Figures,
    hidden,
    number_of,
    unknown,
    without_short,
)
from kb.evaluation.claims.labels import SURVEY, WORDS
from kb.evaluation.claims.records import Gone, Number
from kb.privacy.disclosure import ProtectedTable
from kb.reports.text.numbers import integer
from kb.survey.importing import Survey

_FILE = "answers.csv"
Group = tuple[str, str]  # a background and one of its codes or labels


def survey_number(
    figures: Figures,
    asked: str,
    answers: Sequence[str] = (),
    group: Group | None = None,
    *,
    name: str = "",
    said: str = "",
) -> Number | Gone:
    """Take a figure of the survey: the share who gave one of `answers` to a question, in a group where one is named.

    Answers and groups go by code or label. Without answers, a question gives the favourable end of its scale: the
    answers beyond the middle. All else is a fact by its name without `survey.`: `response_rate`,
    `information.base`; with a group that group's, such as the `response_rate` of an area.
    """
    survey = figures.survey
    if survey is None:
        return Gone(asked, f"“{asked}” is asked of a survey, and there is none.", "Give Evidence the survey.")
    if answers or survey.codebook.question(asked):
        return _share(figures, survey, asked, answers or _favourable(survey, asked), group, (name, said))
    prefix = f"{group[0]}.{_code(survey, group)}." if group else ""
    fact = figures.facts.get(f"survey.{prefix}{asked}")
    if fact is None:
        return unknown(figures, f"survey.{prefix}{asked}", asked)
    words = SURVEY[figures.language].get(fact.name.rpartition(".")[2], asked)
    told = said or words.format(question=_question(survey, fact.name.split(".")[1]))
    label = _label(survey, group)
    what = f"{told}, {label}" if label and not said else told
    return number_of(figures, fact, name=name or asked, what=what, source=_FILE, group=label)


def _share(
    figures: Figures,
    survey: Survey,
    question: str,
    answers: Sequence[str],
    group: Group | None,
    named: tuple[str, str],
) -> Number | Gone:
    asked = f"{question} {'+'.join(answers)}{f' {group[0]}={group[1]}' if group else ''}"
    labels = _answer_labels(survey, question, answers)
    if isinstance(labels, Gone):
        return labels
    label = _label(survey, group)
    counted = _count(figures, question, labels, group, label)
    if isinstance(counted, str):
        return Gone(asked, f"“{asked}” is not among the protected tables.", counted)
    count, base = counted
    if math.isnan(count) or math.isnan(base) or not base:
        return hidden(asked)
    return Number(
        named[0] or question,
        count / base,
        named[1] or _told(figures, survey, question, labels, label),
        _FILE,
        "percent",
        f"{integer(base, language=figures.language)} {WORDS[figures.language]['answers']}",
        of=base,
        kind="survey",
        key=f"survey {asked}",
        about=(without_short(label),) if label else (),
    )


def _favourable(survey: Survey, question: str) -> list[str]:
    """Give the answers beyond the middle at the good end of a scale; none where it has no such end."""
    scale = survey.codebook.scale_of(question)
    if scale is None or scale.good is None:
        return []
    codes = scale.codes if scale.good == "low" else scale.codes[::-1]
    return codes[: len(codes) // 2][:: 1 if scale.good == "low" else -1]


def _count(
    figures: Figures, question: str, labels: list[str], group: Group | None, label: str
) -> tuple[float, float] | str:
    """Give how many gave the answers and how many answered, or what to do where no table shows it."""
    table = figures.shown.get(f"{OWN}answers {question}{f' by {group[0]}' if group else ''}")
    if not isinstance(table, ProtectedTable):
        by = f'{{"{question}": "{group[0]}"}}' if group else ""
        return f"Give `evidence_tables(survey, staffing, by={by})` to protect." if group else PROTECT
    if group and label not in table.cells.index:
        return (
            f"{group[0]} has no group “{group[1]}”. Choose among: {', '.join(map(str, table.cells.index))}."
        )
    row = label if group else table.cells.index[0]
    # A sum of numpy's is NaN where a cell is hidden.
    return float(table.cells.loc[[row], labels].to_numpy().sum()), float(table.row_totals.loc[[row]].iloc[0])


def _told(figures: Figures, survey: Survey, question: str, labels: Sequence[str], group: str) -> str:
    words = WORDS[figures.language]
    told = words["answered"].format(answers=words["or"].join(labels), question=_question(survey, question))
    return f"{told}, {group}" if group else told


def _answer_labels(survey: Survey, question: str, answers: Sequence[str]) -> list[str] | Gone:
    scale = survey.codebook.scale_of(question) if survey.codebook.question(question) else None
    if scale is None:
        return Gone(question, f"The survey has no closed question “{question}”.", "Name one by its id.")
    labels = {one.code: one.in_language(survey.language) for one in scale.answers}
    wrong = [one for one in answers if one not in labels and one not in labels.values()]
    if wrong or not answers:
        problem = f"has no answer {', '.join(wrong)}" if wrong else "has no good end to its scale"
        known = ", ".join(f"{code} ({label})" for code, label in labels.items())
        return Gone(question, f"“{question}” {problem}.", f"Choose answers among: {known}.")
    return [labels.get(one, one) for one in answers]


def _label(survey: Survey, group: Group | None) -> str:
    """Give a group's label for its code or label, in small letters or large; what is neither stays as it is."""
    return _named(survey, group)[1] if group else ""


def _code(survey: Survey, group: Group) -> str:
    return _named(survey, group)[0]


def _named(survey: Survey, group: Group) -> tuple[str, str]:
    """Give a group's code and label."""
    by, asked = group
    background = survey.codebook.background_named(by)
    for one in background.codes if background else ():
        label = one.in_language(survey.language)
        if asked.casefold() in (one.code.casefold(), label.casefold()):
            return one.code, label
    return asked, asked


def _question(survey: Survey, name: str) -> str:
    question = survey.codebook.question(name)
    return (question.short or question.wording).in_language(survey.language) if question else name
