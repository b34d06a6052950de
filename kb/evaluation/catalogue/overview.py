"""The catalogue's first page: a list that reads without script, which a script lets readers filter and search."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from kb.evaluation.catalogue.entries import Entry
from kb.evaluation.catalogue.wording import WORDS
from kb.evaluation.labels import KINDS, STATUSES
from kb.evaluation.tongues import said
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.words.language import STOP_WORDS, tokens
from kb.reports.blocks import Block
from kb.reports.page.sheet import Sheet, part
from kb.reports.page.standing import Standing
from kb.reports.tables.grid import capital
from kb.reports.text.markup import Link, element
from kb.reports.text.numbers import Language, integer

LETTERS = 1_500_000  # of words to search by on the whole page, which must stay below 3 MB
FACETS = ("theme", "status", "area", "year", "kind")
JSON, CSV = "laeringspunkter.json", "laeringspunkter.csv"


def overview_sheet(entries: Sequence[Entry], taxonomy: Taxonomy, *, language: Language = "nb") -> Sheet:
    """Lay out the list of all lessons, the latest first."""
    words = WORDS[language]
    items = [_item(entry, language) for entry in entries]
    filters = element("div", class_="filters")
    downloads = element(
        "ul",
        element("li", Link(words["as_csv"], CSV).__html__()),
        element("li", Link(words["as_json"], JSON).__html__()),
    )
    # Lessons are no persons, and counts in their titles are none either.
    listed = element("ol", *items, class_="lessons", data_smallest="1")
    blocks = (part(words["all"], Block(filters), Block(listed)), part(words["downloads"], Block(downloads)))
    script = filter_script(entries, taxonomy, language=language)
    return Sheet(words["title"], summary(entries, language), blocks, Standing("løpende"), script)


def summary(entries: Sequence[Entry], language: Language = "nb") -> str:
    """Count the lessons, by kind, and say from when they are."""
    kinds = [entry.lesson.kind for entry in entries]
    years = [entry.day.year for entry in entries] or [0]
    return WORDS[language]["summary"].format(
        count=integer(len(entries), language=language),
        first=min(years),
        last=max(years),
        strengths=kinds.count("strength"),
        improvements=kinds.count("improvement"),
        verified=sum(entry.lesson.status == "verified" for entry in entries),
    )


def filter_script(entries: Sequence[Entry], taxonomy: Taxonomy, *, language: Language = "nb") -> str:
    """Write the script that makes the list one to filter and search, with what it needs to know of each lesson."""
    room = LETTERS // max(len(entries), 1)
    told = {
        **{key: WORDS[language][key] for key in ("search", "any", "shown", "clear")},
        "filters": _filters(entries, taxonomy, language),
        "lessons": [{**_facets(entry), "words": _words(entry, taxonomy, room)} for entry in entries],
    }
    # A title may hold what would end the script.
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"const said={data};\n{_code()}"


@cache
def _code() -> str:
    return Path(__file__).with_name("filters.js").read_text(encoding="utf-8")


def _item(entry: Entry, language: Language) -> Markup:
    lesson = entry.lesson
    told = [
        KINDS[language][lesson.kind],
        str(capital(STATUSES[language][lesson.status])),
        lesson.area.levels[-1],
        str(entry.day.year),
    ]
    if entry.times > 1:
        told.append(WORDS[language]["again"].format(times=entry.times))
    title = element("a", said(lesson.title, language), href=entry.file)
    return element("li", element("strong", title), element("span", " · ".join(told), class_="fine"))


def _facets(entry: Entry) -> dict[str, list[str]]:
    lesson = entry.lesson
    return {
        "theme": list(lesson.themes),
        "status": [lesson.status],
        "area": list(lesson.area.levels),
        "year": [str(entry.day.year)],
        "kind": [lesson.kind],
    }


def _words(entry: Entry, taxonomy: Taxonomy, room: int) -> str:
    """Give the words a lesson is found by besides its title: themes and what they are called, event, and its body."""
    themes = [word for name in entry.lesson.themes if name in taxonomy for word in taxonomy[name].words]
    parts = [entry.lesson.event, *themes, *(text for _, text in reversed(entry.sections))]
    found = dict.fromkeys(word for part_ in parts for word in tokens(part_) if word not in STOP_WORDS)
    told = " ".join(found)
    return told if len(told) <= room else told[:room].rpartition(" ")[0]


def _filters(entries: Sequence[Entry], taxonomy: Taxonomy, language: Language) -> list[object]:
    """Give each filter's name, what it is called, and its values in order with what they are called."""
    called: dict[str, Mapping[str, str]] = {
        "theme": {name: theme.names[language] for name, theme in taxonomy.items()},
        "status": {name: str(capital(word)) for name, word in STATUSES[language].items()},
        "kind": KINDS[language],
    }
    filters: list[object] = []
    for name in FACETS:
        held = {value for entry in entries for value in _facets(entry)[name]}
        order = [value for value in called.get(name, {}) if value in held]
        order += sorted(held - set(order), reverse=name == "year")
        told = [[value, called.get(name, {}).get(value, value)] for value in order]
        filters.append([name, WORDS[language][name], told])
    return filters
