"""All tables of a survey by one background, ready to be protected together: no table gives away what another hides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kb.privacy.disclosure import Table
from kb.survey.choices import choices
from kb.survey.codebook import Question
from kb.survey.counts import base_table, crosstab, response_rate
from kb.survey.groups import label
from kb.survey.importing import Survey
from kb.survey.labels import LABELS

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


def all_tables(survey: Survey, by: str, *, smallest: int = 1) -> dict[str, Tabled]:
    """Count every question by a background: answers and bases, by name. Several answers have a table an option.

    Groups of fewer than `smallest` respondents are one row, with the next smallest ones until it is no small group
    itself: alone, each would have to be hidden in every table, and others for its sake.
    """
    tables: dict[str, Tabled] = {}
    if by in [background.id for background in survey.codebook.in_frame()]:
        title = survey.codebook.title.in_language(survey.language)
        tables["responses"] = Tabled("responses", title, response_rate(survey, by))
    for question in survey.codebook.questions:
        if question.id != by:
            tables |= _of(survey, question, by)
    small = small_groups(survey, by, smallest)
    name = LABELS[survey.language].pooled.format(count=len(small))
    return (
        {key: replace(one, table=_pooled(one.table, small, name)) for key, one in tables.items()}
        if small
        else tables
    )


def small_groups(survey: Survey, by: str, smallest: int) -> list[str]:
    """List the groups that are too small to stand alone, those taken with them among them; none where none is."""
    sizes = crosstab(survey, by).counts.iloc[0].sort_values(kind="stable")
    sizes = sizes[sizes > 0]
    small = int((sizes < smallest).sum())
    if small == 0:
        return []
    enough = int((sizes.cumsum() < smallest).sum()) + 1  # groups until together they are no small one
    return [str(name) for name in sizes.index[: max(small, enough, 2)]]


def _pooled(table: Table, small: list[str], name: str) -> Table:
    """Make one row of the small groups, last."""
    kept = table.counts.drop(index=small)
    kept.loc[name] = table.counts.loc[small].sum()
    return replace(table, counts=kept)


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
