"""All tables of a survey by one background, ready to be protected together: no table gives away what another hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.privacy.disclosure import Table
from kb.survey.choices import choices
from kb.survey.codebook import Question
from kb.survey.counts import base_table, crosstab, response_rate
from kb.survey.groups import label
from kb.survey.importing import Survey

Kind = Literal["responses", "answers", "bases"]
_CLOSED = ("single", "likert", "nps")


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table not yet protected, and what it tells: of which question (none: of the survey) and which option."""

    kind: Kind
    title: str
    table: Table
    question: str = ""
    option: str = ""


def all_tables(survey: Survey, by: str) -> dict[str, Tabled]:
    """Count every question by a background: answers and bases, by name. Several answers have a table an option."""
    tables: dict[str, Tabled] = {}
    if by in [background.id for background in survey.codebook.in_frame()]:
        tables["responses"] = Tabled(
            "responses", survey.codebook.title.in_language(survey.language), response_rate(survey, by)
        )
    for question in survey.codebook.questions:
        if question.id != by:
            tables |= _of(survey, question, by)
    return tables


def _of(survey: Survey, question: Question, by: str) -> dict[str, Tabled]:
    title = label(survey, question.id)
    tables: dict[str, Tabled] = {}
    if question.type in _CLOSED:
        tables[question.id] = Tabled("answers", title, crosstab(survey, question.id, by), question.id)
    if question.type == "multi":
        for number, (option, table) in enumerate(choices(survey, question.id, by).items(), start=1):
            name = f"{question.id}.{number}"
            tables[name] = Tabled("answers", f"{title}: {option}", table, question.id, option)
    tables[f"{question.id}.bases"] = Tabled("bases", title, base_table(survey, question.id, by), question.id)
    return tables
