"""A finding and what stands behind it: numbers from the data and passages from the bank.

A finding's figures are never typed. They come from its evidence by name, so that a figure in the text is
the figure in the data, and a passage that is gone from the bank stops the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from kb.errors import KbError
from kb.lessons.base.store import Store
from kb.lessons.library import Library
from kb.lessons.words.tongues import language_of
from kb.reports.blocks import Block, folded
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language
from kb.reports.text.prose import fill, render

Kind = Literal["strength", "improvement"]

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# Years, days of a month and paragraphs of a law are no findings; every other figure is.
NO_FINDING = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}\. ?(?=[a-zæøå])|§+ ?\d+(?:-\d+)?|covid-19", re.IGNORECASE
)
LONGEST_EXCERPT = 240  # letters: enough to recognise the passage by
LABELS: dict[Language, dict[str, str]] = {
    "nb": {
        "strength": "Styrke",
        "improvement": "Forbedringspunkt",
        "evidence": "Belegg ({count})",
        "base": "grunnlag",
    },
    "nn": {
        "strength": "Styrke",
        "improvement": "Forbetringspunkt",
        "evidence": "Belegg ({count})",
        "base": "grunnlag",
    },
    "en": {
        "strength": "Strength",
        "improvement": "Improvement",
        "evidence": "Evidence ({count})",
        "base": "base",
    },
}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure from the data: its name in the text, what it counts, its form (as in `prose`), base and file."""

    name: str
    value: float
    what: str
    source: str
    form: str = "integer"
    base: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the bank, as it stood there when the page was made."""

    title: str
    heading: str
    path: str
    excerpt: str
    language: str = ""


Evidence = Number | Quote


def passage(library: Library, document: str, heading: str, *, start: str = "") -> Quote:
    """Take a passage of a lesson (by id) or text (by path) as evidence, from the words `start` where given.

    Raises `KbError` when it is not there.
    """
    with closing(Store(library.database)) as store:
        entry = store.entries().get(document)
        found = store.passages_of(document)
    if entry is None:
        raise KbError(f"Evidence is gone: the bank has no document {document!r}. Name another, or index it.")
    texts = [" ".join(stored.text.split()) for stored in found if stored.heading == heading]
    if not texts:
        known = ", ".join(dict.fromkeys(stored.heading for stored in found if stored.heading))
        raise KbError(f"Evidence is gone: {document!r} has no heading {heading!r}. It has: {known}.")
    text = next((text for text in texts if start in text), None)
    if text is None:
        raise KbError(
            f"Evidence is gone: {heading!r} of {document!r} does not say “{start}”. Quote it as it is."
        )
    language = language_of(" ".join(stored.text for stored in found))
    return Quote(entry.title, heading, entry.path, _excerpt(text, text.index(start)), language)


def finding(statement: str, *, kind: Kind, evidence: Sequence[Evidence], language: Language = "nb") -> Block:
    """Set out a finding; a line opens its evidence. `{name}` in the statement is the number of that name.

    Raises `KbError` for a finding without evidence, a typed figure, and a number that no one gave.
    """
    if not evidence:
        raise KbError(f"A finding without evidence: “{statement[:60]}”. Give it a number or a passage.")
    typed = re.search(r"\d[\d\u00a0 .,]*", NO_FINDING.sub("", PLACEHOLDER.sub("", statement)))
    if typed:
        remedy = "Give it as a number in the evidence, and write its name in braces."
        raise KbError(f"The figure {typed[0].strip()} is typed by hand in “{statement[:60]}”. {remedy}")
    numbers = [item for item in evidence if isinstance(item, Number)]
    values = {number.name: number.value for number in numbers}
    words = LABELS[language]
    items = Block(element("ul", *(_item(item, language) for item in evidence), class_="evidence"))
    return Block(
        element(
            "article",
            element("p", words[kind], class_="status"),
            render(fill(_with_forms(statement, numbers), values, language)),
            folded(words["evidence"].format(count=len(evidence)), items, on_paper=True).html,
            class_=f"finding {kind}",
        )
    )


def _excerpt(text: str, start: int) -> str:
    """Cut a text from a place to a length at which it is recognised, with dots where words are left out."""
    rest = text[start:]
    cut = rest if len(rest) <= LONGEST_EXCERPT else rest[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut


def _with_forms(statement: str, numbers: Sequence[Number]) -> str:
    for number in numbers:
        statement = statement.replace(f"{{{number.name}}}", f"{{{number.name}:{number.form}}}")
    return statement


def _item(item: Evidence, language: Language) -> Markup:
    if isinstance(item, Quote):
        own = item.language if item.language != language else ""
        place = element("span", f"{item.title} › {item.heading}", lang=own or None)
        quote = element("span", f"«{item.excerpt}»", lang=own or None)
        return element("li", quote, " ", element("cite", place, f" ({item.path})"))
    value = fill(f"{{value:{item.form}}}", {"value": item.value}, language).replace("\\", "")
    base = f", {LABELS[language]['base']}: {item.base}" if item.base else ""
    return element("li", element("strong", value), f" {item.what}{base} ", element("cite", item.source))
