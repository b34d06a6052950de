"""The bank, the plan and the questions on a page: hits as cards, all else as lists, figures and tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from markupsafe import Markup

from kb.evaluation.addresses import lesson_page, linked
from kb.evaluation.labels import (
    ACTION_STATUSES,
    DOCUMENTS,
    HEADS,
    KINDS,
    LATE,
    METHOD,
    NO_ACTIONS,
    STATUSES,
)
from kb.evaluation.plan import Plan
from kb.evaluation.tongues import said
from kb.lessons.bank.records import Action
from kb.lessons.base.store import Entry
from kb.lessons.library import Library
from kb.lessons.retrieval.reasons import Marks
from kb.lessons.retrieval.recurrence import Recurrence
from kb.lessons.retrieval.search import Hit
from kb.lessons.words.tongues import language_of
from kb.reports.blocks import Block, Card, cards, note
from kb.reports.tables.grid import capital
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Child, element
from kb.reports.text.numbers import Language, date, month
from kb.survey.groups import label
from kb.survey.importing import Survey

SPACES = re.compile(r"\s+")


def hit_cards(hits: Iterable[Hit], entries: Iterable[Entry], *, language: Language = "nb") -> Block:
    """Show hits as cards: the passage, where it stands, why it was found, and how far its lesson has come.

    Titles of lessons lead to their pages in the catalogue, those of drafts to none.

    `entries` are the bank's: a reader must see that a lesson is rejected or only a draft.
    """
    statuses = {entry.id: entry.status for entry in entries}
    return cards([_card(hit, statuses.get(hit.document), language) for hit in hits], language=language)


def recurring_list(found: Iterable[Recurrence], *, caption: str, language: Language = "nb") -> Block:
    """List lessons that came back: how often, the first and the last time, and how far the last one has come."""
    heads = HEADS[language]
    rows = [
        {
            heads["lesson"]: _title(again.lessons[-1], language),
            heads["times"]: again.times,
            heads["first"]: _month(again.lessons[0], language),
            heads["last"]: _month(again.lessons[-1], language),
            heads["now"]: capital(STATUSES[language].get(again.lessons[-1].status or "", "")),
        }
        for again in found
    ]
    return listing(rows, caption=caption, language=language)


def lesson_list(entries: Iterable[Entry], *, caption: str, language: Language = "nb") -> Block:
    """List lessons with kind, area and status."""
    heads = HEADS[language]
    rows = [
        {
            heads["lesson"]: _title(entry, language),
            heads["kind"]: KINDS[language].get(entry.kind, entry.kind),
            heads["area"]: entry.levels[-1] if entry.levels else "",
            heads["status"]: capital(STATUSES[language].get(entry.status or "", "")),
        }
        for entry in entries
    ]
    return listing(rows, caption=caption, language=language)


def question_list(plan: Plan, *, caption: str, language: Language = "nb") -> Block:
    """List the questions of an evaluation by track."""
    heads = HEADS[language]
    rows = [
        {heads["question"]: f"{q.id}. {q.text}", heads["track"]: q.track}
        for track in plan.tracks.values()
        for q in track
    ]
    return listing(rows, caption=caption, language=language)


def duty_list(plan: Plan, *, caption: str, language: Language = "nb") -> Block:
    """List the duties of an evaluation and how they are met."""
    heads = HEADS[language]
    return listing(
        [{heads["rule"]: duty.rule, heads["how"]: duty.how} for duty in plan.duties],
        caption=caption,
        language=language,
    )


def method_notes(plan: Plan, *, language: Language = "nb") -> Block:
    """Tell the sources of an evaluation, what they do not tell, and who has commented."""
    parts = zip(METHOD[language], (plan.sources, plan.limits, plan.commented_by), strict=True)
    told = [
        (element("h3", head), element("ul", *(element("li", line) for line in lines)))
        for head, lines in parts
    ]
    return Block(element("div", *(block for part in told for block in part), class_="prose"))


def wording_list(
    survey: Survey, questions: Iterable[str], *, caption: str, language: Language = "nb"
) -> Block:
    """List questions of a survey as they were asked, by the short names that charts use."""
    heads = HEADS[language]
    asked = [(label(survey, name), survey.codebook.question(name)) for name in questions]
    rows = [
        {heads["short"]: short, heads["asked"]: question.wording.in_language(survey.language)}
        for short, question in asked
        if question
    ]
    return listing(rows, caption=caption, language=language)


def action_list(
    bank: Library,
    lessons: Iterable[str],
    *,
    caption: str,
    only_open: bool = False,
    today: dt.date | None = None,
    language: Language = "nb",
) -> Block:
    """List the actions of some lessons, those due first on top, and with `today` say which are late.

    Raises `KbError` for a lesson that is gone.
    """
    heads = HEADS[language]
    actions = [action for name in lessons for action in bank.lesson(name).actions]
    rows = [
        {
            heads["action"]: said(action.what, language),
            heads["owner"]: action.owner,
            heads["due"]: date(action.due, language=language) if action.due else "",
            heads["status"]: capital(_progress(action, today, language)),
        }
        for action in sorted(actions, key=lambda action: (action.due or dt.date.max, action.what))
        if not only_open or action.is_open
    ]
    return listing(rows, caption=caption, language=language)


def without_actions(bank: Library, lessons: Iterable[str], *, language: Language = "nb") -> Block:
    """Say which of some lessons have no agreed action, or that all have one."""
    titles = [lesson.title for lesson in map(bank.lesson, lessons) if not lesson.actions]
    some, none = NO_ACTIONS[language]
    if not titles:
        return note(none)
    told: list[Child] = [part for title in titles for part in ("; ", said(f"«{title}»", language))]
    return note(some, *told[1:], ".")


def _progress(action: Action, today: dt.date | None, language: Language) -> str:
    status = ACTION_STATUSES[language][action.status]
    late = today and action.due and action.due < today and action.is_open
    return f"{status}, {LATE[language]}" if late else status


def _card(hit: Hit, status: str | None, language: Language) -> Card:
    place = f"{hit.path} › {hit.heading}" if hit.heading else hit.path
    kind = (KINDS[language] | DOCUMENTS[language]).get(hit.kind, hit.kind.capitalize())
    told = f"{kind} · {STATUSES[language][status]}" if status else kind
    text, marks = _on_one_line(hit.text, hit.marks)
    own = language_of(f"{hit.title} {text}")
    page = lesson_page(hit.document, status)
    return Card(hit.title, text, place, " · ".join(hit.why), page, status=told, marks=marks, language=own)


def _on_one_line(text: str, marks: Marks) -> tuple[str, Marks]:
    """Make every run of white space one space, and move the marks with their words."""
    line, moved, at = "", [], 0
    for start, end in marks:
        line += SPACES.sub(" ", text[at:start])
        moved.append((len(line), len(line) + end - start))
        line += text[start:end]
        at = end
    return line + SPACES.sub(" ", text[at:]), tuple(moved)


def _title(entry: Entry, language: Language) -> str | Markup:
    return linked(entry.title, entry.id, entry.status, language=language)


def _month(entry: Entry, language: Language) -> str:
    return month(dt.date.fromisoformat(entry.date), language=language) if entry.date else ""
