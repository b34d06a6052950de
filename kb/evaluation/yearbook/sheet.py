"""A yearbook as a page: a picture of when lessons came, then what is kept, what must be better, and what followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.evaluation.addresses import linked
from kb.evaluation.labels import HEADS, STATUSES
from kb.evaluation.tongues import said
from kb.evaluation.yearbook.gathering import Year
from kb.evaluation.yearbook.wording import WORDS
from kb.reports.blocks import Block
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.reports.tables.grid import capital
from kb.reports.tables.listings import listing
from kb.reports.text.markup import element, finished
from kb.reports.text.numbers import Language, date, month

if TYPE_CHECKING:
    from kb.lessons.retrieval.recurrence import Recurrence
    from kb.reports.charts import Chart

Rows = Sequence[Mapping[str, object]]


def yearbook_sheet(year: Year, *, language: Language = "nb") -> Sheet:
    """Lay out a year as a page."""
    words = WORDS[language]
    parts = [
        *([part(words["timeline"], _picture(timeline(year, language=language)))] if year.lessons else []),
        *(_lessons(year, kind, language) for kind in ("strength", "improvement")),
        _listed("returned", _returned(year, language), year, language),
        _listed("decided", _decided(year, language), year, language),
        _listed("done", _done(year, language), year, language),
        _questions(year, language),
    ]
    return Sheet(words["title"].format(year=year.year), summary(year, language), tuple(parts), Standing())


def summary(year: Year, language: Language = "nb") -> str:
    """Tell a year in two sentences."""
    kinds = [lesson.kind for _, lesson in year.lessons]
    return WORDS[language]["summary"].format(
        count=len(kinds),
        year=year.year,
        strengths=kinds.count("strength"),
        improvements=kinds.count("improvement"),
        returned=len(year.returned) or WORDS[language]["none"].capitalize(),
        done=len(year.done) or WORDS[language]["none"],
    )


def timeline(year: Year, *, language: Language = "nb") -> Chart:
    """Draw how many lessons were identified each month, with the first of each event marked."""
    import pandas as pd

    from kb.privacy.disclosure import Table, protect
    from kb.reports.charts import Event, columns_over_time

    words, months = WORDS[language], [f"{year.year}-{number:02d}" for number in range(1, 13)]
    counts = dict.fromkeys(months, 0)
    first: dict[str, dt.date] = {}
    for day, lesson in year.lessons:
        counts[day.isoformat()[:7]] += 1
        first.setdefault(lesson.event, day)
    table = Table(pd.DataFrame({capital(HEADS[language]["lesson"]): counts}))
    most = max(counts, key=lambda name: counts[name])
    told = {
        "year": year.year,
        "count": len(year.lessons),
        "most": counts[most],
        "month": month(dt.date.fromisoformat(f"{most}-01"), language=language),
    }
    return columns_over_time(
        protect({"lessons": table}, smallest=1)["lessons"],  # lessons are no persons
        events=[Event(day, event) for event, day in first.items()],
        title=words["chart"].format(**told),
        alt=words["alt"].format(**told),
        base=words["base"].format(**told),
        name="tidslinje",
        language=language,
    )


def _picture(chart: Chart) -> Block:
    return Block(finished(chart._repr_html_()))


def _lessons(year: Year, kind: str, language: Language) -> Block:
    heads = HEADS[language]
    rows = [
        {
            heads["lesson"]: linked(lesson.title, lesson.id, lesson.status, language=language),
            WORDS[language]["event"]: lesson.event,
            WORDS[language]["identified"]: date(day, language=language),
            heads["now"]: capital(STATUSES[language][lesson.status]),
        }
        for day, lesson in year.lessons
        if lesson.kind == kind
    ]
    return _listed(kind, rows, year, language)


def _returned(year: Year, language: Language) -> Rows:
    heads = HEADS[language]
    return [
        {
            heads["lesson"]: _latest(group, language),
            WORDS[language]["times"].format(year=year.year): str(
                sum((entry.date or "") <= f"{year.year}-12-31" for entry in group.lessons)
            ),
            heads["now"]: capital(STATUSES[language].get(group.lessons[-1].status or "", "")),
        }
        for group in year.returned
    ]


def _latest(group: Recurrence, language: Language) -> str | Markup:
    entry = group.lessons[-1]
    return linked(entry.title, entry.id, entry.status, language=language)


def _decided(year: Year, language: Language) -> Rows:
    words, heads = WORDS[language], HEADS[language]
    return [
        {
            heads["lesson"]: linked(lesson.title, lesson.id, lesson.status, language=language),
            words["answer"]: f"{words[lesson.decision.answer]}. {lesson.decision.reason or ''}".strip(),
        }
        for lesson in year.decided
        if lesson.decision
    ]


def _done(year: Year, language: Language) -> Rows:
    heads = HEADS[language]
    return [
        {
            heads["action"]: said(action.what, language),
            heads["owner"]: action.owner,
            heads["lesson"]: linked(lesson.title, lesson.id, lesson.status, language=language),
        }
        for lesson, action in year.done
    ]


def _listed(name: str, rows: Rows, year: Year, language: Language) -> Block:
    words = WORDS[language]
    if not rows:
        nothing = element("p", words["nothing"].format(year=year.year), class_="nothing")
        return part(words[name], Block(nothing))
    caption = f"{words[name]}, {year.year} ({len(rows)})"
    table = listing(rows, caption=caption, name=f"{name}-{year.year}", language=language)
    return part(words[name], Block(element("div", table.html, data_smallest="1")))


def _questions(year: Year, language: Language) -> Block:
    words = WORDS[language]
    if not year.questions:
        return _listed("questions", [], year, language)
    items: list[Markup] = [
        element("li", said(f"«{one.text}»", language), " ", element("span", one.source, class_="fine"))
        for one in year.questions
    ]
    return part(words["questions"], Block(element("div", element("ul", *items), class_="prose")))
