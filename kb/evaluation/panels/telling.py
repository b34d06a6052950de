"""A hit and its like as HTML for a panel, everything from outside escaped, and as a reference for a cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kb.evaluation.labels import ACTION_STATUSES, KINDS, STATUSES
from kb.evaluation.panels.wording import WORDS
from kb.intake.nearness import Near
from kb.lessons.base.store import Entry
from kb.lessons.retrieval.recurrence import Recurrence
from kb.lessons.retrieval.search import Hit
from kb.reports.text.markup import Child, element
from kb.reports.text.numbers import Language

LONGEST = 400  # letters of a hit that are shown


def hit_html(hit: Hit, *, language: Language = "nb") -> str:
    """Write a hit: title, kind and status, its words with those that speak for it marked, and why it was found."""
    kind = KINDS[language].get(hit.kind, hit.kind)
    status = f" · {STATUSES[language][hit.status]}" if hit.status else ""
    place = f"{hit.path} › {hit.heading}" if hit.heading else hit.path
    return str(
        element(
            "div",
            element("p", element("strong", hit.title), f" ({kind}{status})"),
            element("p", *_marked(hit), "…" if len(hit.text) > LONGEST else ""),
            element("p", element("small", f"{place}. {' · '.join(hit.why)}")),
            class_="kb-hit",
        )
    )


def reference_of(hit: Hit) -> str:
    """Write what a cell takes a hit as evidence by: `belegg.lesson("id#Drøfting")`."""
    heading = hit.heading.rpartition(" › ")[2]
    asked = f"{hit.document}#{heading}" if heading else hit.document
    verb = "lesson" if hit.status else "passage"
    return f"belegg.{verb}({json.dumps(asked, ensure_ascii=False)})"


def near_html(near: Iterable[Near], *, language: Language = "nb") -> str:
    """List lessons near a hit, with when, where, how far they have come, and what was promised."""
    items = [
        element(
            "li",
            element("strong", one.title),
            f" ({one.when}, {one.area}, {STATUSES[language][one.status]})",
            element("ul", *(element("li", text) for text in _promised(one, language)))
            if one.promised
            else None,
        )
        for one in near
    ]
    return str(element("ul", *items)) if items else str(element("p", WORDS[language]["none"]))


def again_html(lesson: str, found: Iterable[Recurrence], *, language: Language = "nb") -> str:
    """Say how often a lesson was identified, and which lessons say so."""
    words = WORDS[language]
    group = next((one for one in found if any(entry.id == lesson for entry in one.lessons)), None)
    if group is None:
        return str(element("p", words["once"]))
    titles = "; ".join(f"{_year(entry)}: {entry.title}" for entry in group.lessons)
    return str(element("p", words["times"].format(n=group.times, titles=titles)))


def _promised(near: Near, language: Language) -> Iterator[str]:
    for action in near.promised:
        status = ACTION_STATUSES[language][action.status]
        yield WORDS[language]["promised"].format(what=action.what, owner=action.owner, status=status)


def _year(entry: Entry) -> str:
    return (entry.date or "")[:4]


def _marked(hit: Hit) -> Iterator[Child]:
    at = 0
    for start, end in hit.marks:
        if end > LONGEST:
            break
        yield hit.text[at:start]
        yield element("mark", hit.text[start:end])
        at = end
    yield hit.text[at:LONGEST]
