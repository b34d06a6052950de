"""An organisation or unit of a text, and what forms and brackets tell to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.intake.facts.names import Names
from kb.intake.facts.nameshapes import AREAS, ASKS, BRACKET

Sort = Literal["organisation", "unit"]
_ANSWER = re.compile(r"\s{1,20}(?P<at>[^\s?][^\n?]{0,78}[^\s.?])[ \t.\r]*(?:\n|\Z)")
_LONGEST_QUESTION = 200  # letters


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or unit where it stands; `name` is it without a genitive's -s."""

    start: int
    end: int
    name: str
    sort: Sort


def body_at(start: int, end: int, text: str, sort: Sort) -> Body:
    """Give the organisation or unit that stands at a place."""
    return Body(start, end, bare_name(text[start:end]), sort)


def bare_name(written: str) -> str:
    """Take a genitive's -s off a name: *Fjordvik kommunes*, *NAVs*."""
    bare = re.sub(r"['’]s?\Z", "", written)
    if re.search(r"(?:kommune|[A-ZÆØÅ]{2}|utvalget|rådet|enheten|senteret|direktoratet)s\Z", bare):
        return bare[:-1]
    return bare


def answered(text: str, names: Names) -> Iterator[Body]:
    """Find what a form answers under *Hvilket tjenestested jobber du på?* or *Tjenestested:*."""
    for found in AREAS.finditer(text):
        far = max(0, found.start() - _LONGEST_QUESTION)
        low = max(far, text.rfind("\n", far, found.start()) + 1)
        high = text.find("\n", found.end(), found.end() + _LONGEST_QUESTION)
        question = text[low : max(low, high)].strip(" \t#*-\r")
        below = _ANSWER.match(text, high) if question.endswith(("?", ":")) else None
        asks = ASKS.search(question) or question[:-1].lower() == found[0].lower()
        if below and asks and below["at"].lower() not in names.openers:
            yield body_at(*below.span("at"), text, "unit")


def shortened(text: str, names: Names) -> Iterator[Body]:
    """Find *Operativ pandemi arbeidsgruppe (OPA)*: as many words as the letters begin."""
    for found in BRACKET.finditer(text):
        short, words = found["short"], found["at"].split(" ")
        own = words[-len(short) :]
        if short in names.no_names or len(own) < 2:
            continue
        if own[0][0].isupper() and [word[0].upper() for word in own] == list(short):
            yield body_at(found.end("at") - len(" ".join(own)), found.end("at"), text, "unit")
            yield body_at(*found.span("short"), text, "unit")
