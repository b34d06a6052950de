"""A decision note as a page, which Word takes as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kb.evaluation.addresses import linked
from kb.evaluation.decision.records import Note, Recommendation, Rested
from kb.evaluation.decision.wording import WORDS
from kb.reports.blocks import Block
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Child, element
from kb.reports.text.numbers import Language, date


def note_sheet(
    note: Note,
    titles: Mapping[str, str],
    *,
    statuses: Mapping[str, str | None] | None = None,
    language: Language = "nb",
) -> Sheet:
    """Lay out a decision note; `titles` are those of the bank's lessons, by id.

    They lead to the lessons' pages where `statuses` say that there is one.
    """
    words = WORDS[language]
    basis = Block(element("p", words["basis"].format(evaluation=note.evaluation)))
    by = Block(element("p", f"{words['by']}: {note.decided_by}."))
    known = statuses or {}
    lessons = {name: linked(told, name, known.get(name), language=language) for name, told in titles.items()}
    parts = [
        part(words["list"], _overview(note, language)),
        *(_recommendation(one, note, lessons, language) for one in note.in_priority),
        part(words["rests"], basis, by),
    ]
    everything = len(note.decided) == len(note.recommendations)
    standing = Standing("endelig" if everything else "til behandling", note.date)
    return Sheet(note.title, note.matter, tuple(parts), standing)


def _overview(note: Note, language: Language) -> Block:
    words = WORDS[language]
    rows = [
        {
            words["number"]: str(one.priority),
            words["what"]: one.what,
            words["concerns"]: ", ".join(one.concerns),
            words["cost"]: one.cost,
            words["decision"]: _decided(one, language),
        }
        for one in note.in_priority
    ]
    return listing(rows, caption=words["caption"], name="anbefalinger", language=language)


def _recommendation(
    one: Recommendation, note: Note, titles: Mapping[str, str | Markup], language: Language
) -> Block:
    words = WORDS[language]
    details = {
        words["concerns"]: ", ".join(one.concerns),
        words["cost"]: one.cost,
        words["owner"]: one.owner,
        words["due"]: date(one.due, language=language) if one.due else "",
        words["decision"]: _told(one, language),
    }
    rows = [_row(name, told) for name, told in details.items() if told]
    lessons = [titles.get(name, name) for name in one.lessons]
    body = element(
        "div",
        element("p", one.why),
        element("dl", *rows, class_="facts"),
        *_list(words["findings"], [_finding(finding, note) for finding in one.findings]),
        *_list(words["lessons"], lessons),
        *_list(
            words["alternatives"],
            [f"{other.what}. {words['means']}: {other.means}" for other in one.alternatives],
        ),
        class_="prose",
    )
    return part(f"{one.priority}. {one.what}", Block(body), name=f"anbefaling-{one.priority}")


def _finding(one: Rested, note: Note) -> Markup:
    page = quote(f"{Path(note.notebook).stem}.html")
    return element("a", one.says, href=f"{page}#funn-{one.name}")


def _row(name: str, told: str) -> Markup:
    return element("div", element("dt", name), element("dd", told))


def _list(head: str, lines: Sequence[Child]) -> list[Child]:
    if not lines:
        return []
    return [element("h3", head), element("ul", *(element("li", line) for line in lines))]


def _decided(one: Recommendation, language: Language) -> str:
    words = WORDS[language]
    return words[one.decision.answer] if one.decision else words["undecided"]


def _told(one: Recommendation, language: Language) -> str:
    if one.decision is None:
        return WORDS[language]["undecided"]
    told = WORDS[language]["told"].format(
        answer=_decided(one, language), by=one.decision.by, day=date(one.decision.on, language=language)
    )
    return f"{told}. {one.decision.reason}" if one.decision.reason else f"{told}."
