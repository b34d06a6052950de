"""A rundown as a page to bring to a meeting: each part of the plan, the lessons that bear on it, and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kb.evaluation.addresses import linked
from kb.evaluation.labels import ACTION_STATUSES, KINDS, STATUSES
from kb.evaluation.rundown.matching import Bearing, Rundown
from kb.evaluation.rundown.sections import Section
from kb.evaluation.rundown.wording import WORDS
from kb.evaluation.tongues import said
from kb.reports.blocks import Block, note
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.reports.text.markup import element, slug
from kb.reports.text.numbers import Language, date


def rundown_sheet(rundown: Rundown, *, language: Language = "nb") -> Sheet:
    """Lay out a rundown as a page."""
    words = WORDS[language]
    parts = [
        _part(number, section, found, language)
        for number, (section, found) in enumerate(rundown.sections, start=1)
    ]
    guide = part(words["how"], note(words["guide"]))
    title = words["title"].format(plan=rundown.text.title)
    return Sheet(title, summary(rundown, language), (*parts, guide), Standing())


def summary(rundown: Rundown, language: Language = "nb") -> str:
    """Say in two sentences how many lessons bear on the plan, how many came back, and how many wait for action."""
    lessons = rundown.lessons
    return WORDS[language]["summary"].format(
        lessons=WORDS[language]["one" if len(lessons) == 1 else "many"].format(n=len(lessons)),
        sections=sum(bool(found) for _, found in rundown.sections),
        all=len(rundown.sections),
        returned=sum(one.times > 1 for one in lessons),
        open=sum(any(action.is_open for action in one.promised) for one in lessons),
    )


def _part(number: int, section: Section, found: tuple[Bearing, ...], language: Language) -> Block:
    words = WORDS[language]
    head = section.heading or words["opening"]
    name = f"del-{number}-{slug(head)}"
    if not found:
        return part(head, Block(element("p", words["none"], class_="nothing")), name=name)
    return part(
        head, Block(element("ol", *(_card(one, language) for one in found), class_="cards")), name=name
    )


def _card(one: Bearing, language: Language) -> Markup:
    words = WORDS[language]
    status = f"{KINDS[language][one.kind]} · {STATUSES[language][one.status]}"
    return element(
        "li",
        element(
            "p",
            element("strong", linked(one.title, one.lesson, one.status, language=language)),
            element("span", status, class_="status"),
            class_="card-title",
        ),
        element("p", words["unsure"], class_="fine") if not one.sure else None,
        element("p", words["again"].format(times=one.times), class_="fine") if one.times > 1 else None,
        element("p", words["rejected"].format(reason=one.reason), class_="fine") if one.reason else None,
        element("dl", *_details(one, language)),
        element(
            "ul", *(element("li", f"☐ {words[name]}") for name in ("use", "skip", "act")), class_="ticks"
        ),
    )


def _details(one: Bearing, language: Language) -> Iterator[Markup]:
    words = WORDS[language]
    if one.said:
        yield _detail(words["answers"], f"«{one.said}»")
    yield _detail(words["why"], " · ".join(one.why))
    promised = [
        element("li", said(action.what, language), f" ({_progress(one, number, language)})")
        for number, action in enumerate(one.promised)
    ]
    yield _detail(
        words["promised"], element("ul", *promised, data_smallest="1") if promised else words["nothing"]
    )


def _progress(one: Bearing, number: int, language: Language) -> str:
    action = one.promised[number]
    told = [action.owner, ACTION_STATUSES[language][action.status]]
    if action.due:
        told.append(date(action.due, language=language))
    return ", ".join(told)


def _detail(term: str, told: str | Markup) -> Markup:
    return element("div", element("dt", term), element("dd", told))
