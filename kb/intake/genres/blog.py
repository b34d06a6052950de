"""Blogs: the questions a text leaves open, the year it looks back on, and who signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kb.intake.genres import wording
from kb.intake.genres.contacts import kinds_of, without_names
from kb.intake.genres.organisations import heads_of, municipalities, units_in
from kb.intake.genres.outline import text_of
from kb.intake.genres.periods import years
from kb.intake.records import Block, Organisation, Reading, Span
from kb.lessons.bank.sentences import sentences_of

_LED = re.compile(r"(?<=:)\s+(?=[«“\"(–-]?\s?[A-ZÆØÅ0-9])")  # «Vi spør: Må det en krise til?»
_SAID = re.compile(r"«[^»]*»|“[^”]*”")
_LAST = 4  # blocks at the end among which people sign
_SHORT = 25  # words of a signature


def read_blog(reading: Reading, blocks: tuple[Block, ...]) -> Reading:
    """Add the open questions of a blog, its year, and the unit that signs; names in the signature are held back."""
    signed = [block.text for block in signature(blocks)]
    return replace(
        reading,
        questions=tuple(open_questions(blocks)),
        period=_year(blocks, reading),
        organisations=tuple(dict.fromkeys([*_signing(signed), *municipalities(text_of(blocks))])),
        held_back=kinds_of(signed),
    )


def open_questions(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give every question asked in headings and prose, each once; what somebody is quoted to ask is left out."""
    given: set[str] = set()
    for block in blocks:
        for question in _parts(block.text):
            if (
                question.endswith("?")
                and question[:1] not in "«“"
                and question not in given
                and not _is_tag(question)
            ):
                given.add(question)
                yield Block("paragraph", question, page=block.page)


def _parts(text: str) -> Iterator[str]:
    """Give the sentences of a text, and apart what a colon leads to."""
    for sentence in sentences_of(text):
        yield from (part.strip(" *_–-") for part in _LED.split(sentence))


def signature(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks at the end in which people sign, and the line at the top that says who wrote."""
    last = [
        block
        for at, block in enumerate(blocks[-_LAST:])
        if len(block.text.split()) <= _SHORT
        and not block.text.endswith("?")
        and (wording.found("signals", "sign_off", block.text) or at == len(blocks[-_LAST:]) - 1)
    ]
    first = [
        block
        for block in blocks[1:3]
        if wording.pattern("signals", "bylines").match(block.text.lstrip("*_ "))
    ]
    return first + last


def _is_tag(question: str) -> bool:
    bare = _SAID.sub("", question)
    if "?" not in bare:
        return True
    last = bare.rstrip("? ").rpartition(",")[2].strip()
    return "," in bare and wording.pattern("signals", "tags").fullmatch(last) is not None


def _year(blocks: Sequence[Block], reading: Reading) -> Span | None:
    """Give the year looked back on: the one told most among those up to the day the text is from."""
    text, day = text_of(blocks), reading.date
    if not wording.found("signals", "year_looked_back", text):
        return None
    told = Counter(year for year in years(text, language=reading.language) if not day or year <= day.year)
    if not told and not (day and day.month in (12, 1)):
        return None
    year = min(told, key=lambda year: (-told[year], year)) if told else day.year - (day.month == 1)  # type: ignore[union-attr]
    return Span(date(year, 1, 1), date(year, 12, 31))


def _signing(signed: Sequence[str]) -> Iterator[Organisation]:
    for text in signed:
        yield from units_in(without_names(text))
    yield from heads_of(line.strip("*_ ") for line in signed)
