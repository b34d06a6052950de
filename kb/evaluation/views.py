"""The bank shown on a page: hits as cards, lessons that came back, lessons and actions as lists."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from kb.evaluation.labels import ACTION_STATUSES, FIGURES, HEADS, KINDS, NO_LESSONS, STATUSES
from kb.evaluation.plan import Plan
from kb.lessons.library import Library
from kb.lessons.recurrence import Recurrence
from kb.lessons.search import Hit
from kb.lessons.store import Entry
from kb.lessons.themes import Taxonomy
from kb.reports.blocks import Block, Card, KeyFigure, cards, key_figures, note
from kb.reports.listings import listing
from kb.reports.numbers import Language, date, month


def hit_cards(hits: Iterable[Hit], *, language: Language = "nb") -> Block:
    """Show hits as cards: the passage, where it stands, and why it was found."""
    return cards([_card(hit, language) for hit in hits], language=language)


def bank_figures(
    entries: Sequence[Entry], came_back: Sequence[Recurrence], *, language: Language = "nb"
) -> Block:
    """Show the bank in four figures: lessons, strengths, lessons whose effect is verified, and those that came back."""
    lessons = [entry for entry in entries if entry.status]
    statuses = Counter(entry.status for entry in lessons)
    strengths = sum(entry.kind == "strength" for entry in lessons)
    numbers = (len(lessons), strengths, statuses["verified"], len(came_back))
    return key_figures(
        [KeyFigure(number, what) for number, what in zip(numbers, FIGURES[language], strict=True)],
        language=language,
    )


def theme_list(
    entries: Sequence[Entry], taxonomy: Taxonomy, *, caption: str, language: Language = "nb"
) -> Block:
    """List themes with their number of strengths and improvements; a lesson with two themes counts in both."""
    heads = HEADS[language]
    rows = [
        {
            heads["theme"]: theme.names[language],
            **{KINDS[language][kind]: _count(entries, name, kind) for kind in ("strength", "improvement")},
        }
        for name, theme in taxonomy.items()
    ]
    return listing(rows, caption=caption, language=language)


def without_lessons(entries: Sequence[Entry], taxonomy: Taxonomy, *, language: Language = "nb") -> Block:
    """Say which themes nobody has written a lesson on, or that there are none."""
    empty = [
        theme.names[language]
        for name, theme in taxonomy.items()
        if not any(name in entry.themes for entry in entries)
    ]
    some, none = NO_LESSONS[language]
    return note(f"{some}{', '.join(empty)}." if empty else none)


def recurring_list(found: Iterable[Recurrence], *, caption: str, language: Language = "nb") -> Block:
    """List lessons that came back: how often, the first and the last time, and how far the last one has come."""
    heads = HEADS[language]
    rows = [
        {
            heads["lesson"]: again.lessons[-1].title,
            heads["times"]: again.times,
            heads["first"]: _month(again.lessons[0], language),
            heads["last"]: _month(again.lessons[-1], language),
            heads["now"]: STATUSES[language].get(again.lessons[-1].status or "", ""),
        }
        for again in found
    ]
    return listing(rows, caption=caption, language=language)


def lesson_list(entries: Iterable[Entry], *, caption: str, language: Language = "nb") -> Block:
    """List lessons with kind, area and status."""
    heads = HEADS[language]
    rows = [
        {
            heads["lesson"]: entry.title,
            heads["kind"]: KINDS[language].get(entry.kind, entry.kind),
            heads["area"]: entry.levels[-1] if entry.levels else "",
            heads["status"]: STATUSES[language].get(entry.status or "", ""),
        }
        for entry in entries
    ]
    return listing(rows, caption=caption, language=language)


def question_list(plan: Plan, *, caption: str, language: Language = "nb") -> Block:
    """List the questions of an evaluation by track."""
    heads = HEADS[language]
    rows = [
        {heads["question"]: q.text, heads["track"]: q.track} for track in plan.tracks.values() for q in track
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


def action_list(bank: Library, lessons: Iterable[str], *, caption: str, language: Language = "nb") -> Block:
    """List the actions of some lessons, those due first on top. Raises `KbError` for a lesson that is gone."""
    heads = HEADS[language]
    actions = [action for name in lessons for action in bank.lesson(name).actions]
    rows = [
        {
            heads["action"]: action.what,
            heads["owner"]: action.owner,
            heads["due"]: date(action.due, language=language) if action.due else "",
            heads["status"]: ACTION_STATUSES[language][action.status],
        }
        for action in sorted(actions, key=lambda action: (action.due or dt.date.max, action.what))
    ]
    return listing(rows, caption=caption, language=language)


def _count(entries: Sequence[Entry], theme: str, kind: str) -> int:
    return sum(entry.kind == kind and theme in entry.themes for entry in entries)


def _card(hit: Hit, language: Language) -> Card:
    place = f"{hit.path} › {hit.heading}" if hit.heading else hit.path
    kind = KINDS[language].get(hit.kind, hit.kind)
    return Card(hit.title, " ".join(hit.text.split()), place, " · ".join(hit.why), status=kind)


def _month(entry: Entry, language: Language) -> str:
    return month(dt.date.fromisoformat(entry.date), language=language) if entry.date else ""
