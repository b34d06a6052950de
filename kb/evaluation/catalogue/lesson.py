"""One lesson as a page with an address that never changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kb.evaluation.catalogue.entries import Entry
from kb.evaluation.catalogue.wording import WORDS
from kb.evaluation.labels import ACTION_STATUSES, HEADS, KINDS, STATUSES
from kb.evaluation.tongues import said
from kb.lessons.bank.themes import Taxonomy
from kb.reports.blocks import Block
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.reports.tables.grid import capital
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Child, Link, element
from kb.reports.text.numbers import Language, date
from kb.reports.text.prose import render


def lesson_sheet(entry: Entry, taxonomy: Taxonomy, *, language: Language = "nb") -> Sheet:
    """Lay out a lesson: what it is, its four parts, what was promised and decided, and where it comes from."""
    lesson, words = entry.lesson, WORDS[language]
    own = lesson.language if lesson.language != language else None
    sections = [
        part(head, Block(element("div", render(text), class_="prose", lang=own)))
        for head, text in entry.sections
    ]
    blocks = [
        Block(element("dl", *_facts(entry, taxonomy, language), class_="facts")),
        *sections,
        *([_actions(entry, language)] if lesson.actions else []),
        *_lists(entry, language),
        Block(element("p", Link(words["back"], "index.html").__html__())),
    ]
    summary = f"{words['holds']}: {lesson.applies_when}"
    standing = Standing("løpende", entry.day)
    return Sheet(lesson.title, summary, tuple(blocks), standing, passed=True, spoken=own or "")


def _facts(entry: Entry, taxonomy: Taxonomy, language: Language) -> Iterator[Markup]:
    lesson, words = entry.lesson, WORDS[language]
    end = f"–{date(lesson.period.end, language=language)}" if lesson.period.end else ""
    told = {
        words["kind"]: KINDS[language][lesson.kind],
        words["status"]: capital(STATUSES[language][lesson.status]),
        words["event"]: lesson.event,
        words["period"]: f"{date(lesson.period.start, language=language)}{end}",
        words["identified"]: date(entry.day, language=language),
        words["area"]: " › ".join(lesson.area.levels),
        words["theme"]: ", ".join(
            taxonomy[name].names[language] if name in taxonomy else name for name in lesson.themes
        ),
        words["review"]: date(lesson.review_by, language=language),
    }
    for term, value in told.items():
        yield element("div", element("dt", term), element("dd", value))


def _actions(entry: Entry, language: Language) -> Block:
    words, heads = WORDS[language], HEADS[language]
    rows: list[Mapping[str, object]] = [
        {
            heads["action"]: said(action.what, language),
            heads["owner"]: action.owner,
            heads["due"]: date(action.due, language=language) if action.due else "",
            heads["status"]: capital(ACTION_STATUSES[language][action.status]),
            words["notes"]: " ".join(
                f"{date(one.on, language=language)}: {one.note}" for one in action.progress
            ),
        }
        for action in entry.lesson.actions
    ]
    table = listing(rows, caption=words["agreed"], name="tiltak", language=language)
    return part(words["actions"], table, name="tiltakene")


def _lists(entry: Entry, language: Language) -> Iterator[Block]:
    lesson, words = entry.lesson, WORDS[language]
    if lesson.decision:
        told = lesson.decision
        day = date(told.on, language=language)
        reason = f" {told.reason}" if told.reason else ""
        yield _list(words["decision"], [f"{words[told.answer]}, {told.by} {day}.{reason}"])
    if lesson.reason:
        yield _list(words["rejected"], [said(lesson.reason, language)])
    if lesson.verification:
        proofs: list[Child] = [f"{one.document} › {one.passage}" for one in lesson.verified_by]
        yield _list(words["evidence"], [said(lesson.verification, language), *proofs])
    if lesson.sources:
        yield _list(
            words["sources"], [_source(entry, number, language) for number in range(len(lesson.sources))]
        )
    for name, ties in (("before", entry.before), ("after", entry.after)):
        if ties:
            links: list[Child] = [
                element("a", said(title, language), href=f"{other}.html") for other, title in ties
            ]
            yield _list(words[name], links)


def _source(entry: Entry, number: int, language: Language) -> str:
    source = entry.lesson.sources[number]
    told = f"{source.document} › {source.passage}"
    if not source.gone:
        return told
    return f"{told} ({WORDS[language]['gone'].format(day=date(source.gone, language=language))})"


def _list(head: str, lines: list[Child]) -> Block:
    items = element("ul", *(element("li", line) for line in lines))
    return part(head, Block(element("div", items, class_="prose")))
