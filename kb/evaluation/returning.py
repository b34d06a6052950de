"""Lessons that came back, made ready for a chart: when each was identified, and when its change was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.evaluation.actions.returns import CameBack, chain_of
from kb.evaluation.addresses import lesson_page
from kb.evaluation.labels import STATUSES
from kb.lessons.library import Library
from kb.lessons.retrieval.recurrence import Recurrence
from kb.lessons.words.tongues import language_of
from kb.reports.charts.occasions import Names, Occasions
from kb.reports.text.numbers import Language

# What the marks and columns of a chart of lessons that came back are called: the lesson, when it was identified,
# when the change was made, when it was identified again after that, and its status.
OCCASIONS: dict[Language, tuple[str, str, str, str, str]] = {
    "nb": ("Læringspunkt", "Identifisert", "Tiltak gjort", "Identifisert igjen etter tiltaket", "Status nå"),
    "nn": ("Læringspunkt", "Identifisert", "Tiltak gjort", "Identifisert igjen etter tiltaket", "Status no"),
    "en": ("Lesson", "Identified", "Action done", "Identified again after the action", "Status now"),
}
# A lesson and the years it was identified, and those in which its change was made.
IN_YEARS: dict[Language, tuple[str, str]] = {
    "nb": ("«{lesson}»: {years}", ", tiltak gjort {years}"),
    "nn": ("«{lesson}»: {years}", ", tiltak gjort {years}"),
    "en": ("“{lesson}”: {years}", ", action done {years}"),
}
AND: dict[Language, str] = {"nb": " og ", "nn": " og ", "en": " and "}


def occasion_names(*, language: Language = "nb") -> Names:
    """Say what the marks of the chart and the columns of its table are called."""
    return Names(*OCCASIONS[language])


def recurrence_rows(
    found: Iterable[Recurrence], bank: Library, *, language: Language = "nb"
) -> list[Occasions]:
    """Turn lessons that came back into rows of `occasions`, each by the title and the status of its last lesson.

    A change counts as made where the lesson's status says so, on the day the last of its actions was done.
    """
    chains = [chain_of(again, {one.id: bank.lesson(one.id) for one in again.lessons}) for again in found]
    return [_row(chain, language) for chain in chains]


def after_change(rows: Iterable[Occasions]) -> list[Occasions]:
    """Pick the lessons that were identified again after a change had been made."""
    return [row for row in rows if row.again]


def told_in_years(rows: Iterable[Occasions], *, language: Language = "nb") -> str:
    """Tell each lesson's years in a sentence, for a text alternative."""
    return " ".join(f"{_sentence(row, language)}." for row in rows)


def _row(chain: CameBack, language: Language) -> Occasions:
    latest = chain.latest
    return Occasions(
        label=latest.title,
        happened=tuple(one.began for one in chain.occasions),
        done=tuple(one.done_on for one in chain.occasions if one.done_on),
        now=STATUSES[language][latest.status],
        address=lesson_page(latest.id, latest.status),
        language=language_of(latest.title) or "",
    )


def _sentence(row: Occasions, language: Language) -> str:
    identified, done = IN_YEARS[language]
    told = identified.format(lesson=row.label, years=_years(row.happened, language))
    return told + (done.format(years=_years(row.done, language)) if row.done else "")


def _years(days: Sequence[object], language: Language) -> str:
    years = [str(day)[:4] for day in sorted(days, key=str)]
    return AND[language].join(filter(None, (", ".join(years[:-1]), years[-1])))
