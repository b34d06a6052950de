"""A survey's figures as facts: sent, completed, by background, and the answers to every question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from kb.evaluation.reconciling.facts import Fact, count, share, speaking
from kb.privacy.disclosure import Protected, Table
from kb.survey.codebook import Background, Question
from kb.survey.counts import crosstab
from kb.survey.importing import Survey
from kb.survey.scales import Answer, Language, Text
from kb.survey.summary import summary_tables

_SENT = "sendt|sendte|sende|fikk undersøkelsen|fekk undersøkinga|sent"
_DONE = "fullført|fullførte|gjennomført|gjennomførte|completed"
_RATE = "svarprosent|gjennomført|fullført|response rate"
_ANSWERED = "svar*|respondent*|undersøk*|spørreundersøk*|fullfør*|gjennomfør*|answer*|completed"
_WROTE = "svar*|respondent*|skrev|skreiv|wrote|answer*"
_OWN = "facts: "  # before the names of tables, so that they are no other's
_CLOSED = ("single", "likert", "nps")


def survey_facts(survey: Survey, shown: Protected) -> list[Fact]:
    """Give every figure of a survey from its protected `survey_tables`; those that are hidden there are hidden facts.

    A page protects these tables together with all others it shows.
    The names are `survey.sent`, `.completed` and `.response_rate`; `survey.<background>.<code>` with `.share`, or
    with `.sent`, `.completed` and `.response_rate` where the frame holds the background; `survey.<question>.base`,
    and `survey.<question>.<code>` with `.share`.
    """
    total = shown[f"{_OWN}all"]
    sent = count("survey.sent", total.total, [_SENT])
    done = count("survey.completed", float(total.column_totals.iloc[0]), [_DONE], part_of=sent.name)
    facts = [sent, done, share("survey.response_rate", done, sent, [_RATE])]
    for background in survey.codebook.background:
        told = _asked_groups if background in survey.codebook.in_frame() else _told_groups
        facts += told(background, shown, sent if told is _asked_groups else done)
    for question in survey.codebook.questions:
        facts += _question(survey, question, shown, done)
    return facts


def survey_tables(survey: Survey) -> dict[str, Table]:
    """Count all that `survey_facts` tells, to be protected together with what else a page shows."""
    closed = [question.id for question in survey.codebook.questions if question.type in _CLOSED]
    tables = summary_tables(survey) | {f"answers {name}": crosstab(survey, name) for name in closed}
    return {f"{_OWN}{name}": table for name, table in tables.items()}


def _asked_groups(background: Background, shown: Protected, sent: Fact) -> Iterator[Fact]:
    """Give what the frame tells of each group: sent, completed and the response rate."""
    table = shown[f"{_OWN}by_{background.id}"]
    for answer, asked, answered in zip(
        background.codes, table.row_totals.tolist(), table.cells.iloc[:, 0].tolist(), strict=True
    ):
        name, words = f"survey.{background.id}.{answer.code}", spoken(answer, answer.also)
        one = count(f"{name}.sent", asked, [words, _SENT], part_of=sent.name)
        two = count(f"{name}.completed", answered, [words, _ANSWERED], part_of=one.name)
        yield from (one, two, share(f"{name}.response_rate", two, one, [words, f"{_RATE}|svar*"]))


def _told_groups(background: Background, shown: Protected, done: Fact) -> Iterator[Fact]:
    """Give how many respondents said that they are of each group."""
    for answer, persons in zip(
        background.codes, shown[f"{_OWN}by_{background.id}"].cells.iloc[0].tolist(), strict=True
    ):
        name, words = f"survey.{background.id}.{answer.code}", [spoken(answer, answer.also), _ANSWERED]
        one = count(name, persons, words, part_of=done.name)
        yield from (one, share(f"{name}.share", one, done))


def _question(survey: Survey, question: Question, shown: Protected, done: Fact) -> Iterator[Fact]:
    """Give a question's base, how many of those asked answered, and each answer with its share of the base."""
    words = spoken(question.short or question.wording, question.also)
    states = [*shown[f"{_OWN}question {question.id}"].cells.iloc[0].tolist()]
    told = [words, _WROTE if question.type == "open" else _ANSWERED]
    asked = count(
        f"survey.{question.id}.asked", sum(states[:3]), [words, "spurt|spurde|asked"], part_of=done.name
    )
    base = count(f"survey.{question.id}.base", states[0], told, unit="answers", part_of=asked.name)
    yield from (asked, base, share(f"survey.{question.id}.answered", base, asked, [words, _RATE]))
    if question.type in _CLOSED:
        scale = survey.codebook.scale_of(question.id)
        counts = shown[f"{_OWN}answers {question.id}"].cells.iloc[0].tolist()
        for answer, persons in zip(scale.answers if scale else (), counts, strict=True):
            yield from _answer(f"survey.{question.id}", answer, persons, words, base)


def _answer(question: str, answer: Answer, persons: float, words: str, base: Fact) -> Sequence[Fact]:
    one = count(
        f"{question}.{answer.code}",
        persons,
        [words, spoken(answer, answer.also)],
        unit="answers",
        part_of=base.name,
    )
    return one, share(f"{one.name}.share", one, base)


def spoken(text: Text, also: Sequence[str] = ()) -> str:
    """Give the ways a text speaks of something: its label in every language, and the other words for it."""
    return speaking([*(text.in_language(language) for language in get_args(Language)), *also])
