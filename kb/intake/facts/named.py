"""Names that are told in full, by the word they end with: *Fjordvik kommune*, *Solvang skole*, *Havnøy Kraft AS*."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from kb.intake.facts.bodies import Body, Sort, body_at
from kb.intake.facts.names import Names
from kb.intake.facts.nameshapes import MUNICIPALITY, shapes_of
from kb.privacy.lexicon import lexicon

_MARKS = re.compile(r"[\W\d_]{0,12}")


def find_municipalities(text: str, names: Names) -> Iterator[Body]:
    """Find what a text calls a municipality: *Fjordvik kommune*, *the Municipality of Fjordvik*."""
    yield from bodies_of(MUNICIPALITY, text, "organisation", names)


def find_institutions(text: str, names: Names, begun: Collection[int] = ()) -> Iterator[Body]:
    """Find schools, nursing homes and the like that are called by name; `begun` is where sentences begin."""
    for body in bodies_of(shapes_of(names).units, text, "unit", names):
        # «Samarbeid barnevern» begins a sentence and is no name.
        if body.start not in begun or not body.name.split(" ")[0].endswith(names.deeds):
            yield body


def find_firms(text: str, names: Names) -> Iterator[Body]:
    """Find firms by their legal form."""
    yield from bodies_of(shapes_of(names).firms, text, "organisation", names)


def municipality_of(name: str) -> str:
    """Give a municipality's own name: *Fjordvik* of *Fjordvik kommune*; "" of what is none."""
    found = MUNICIPALITY.fullmatch(name)
    return found["after"] or found["own"] if found else ""


def beginnings(text: str, sentences: Iterable[int]) -> frozenset[int]:
    """Give where the words of sentences begin, after the mark of a bullet or a quotation."""
    marks = ((start, _MARKS.match(text, start)) for start in sentences)
    return frozenset(found.end() if found else start for start, found in marks)


def bodies_of(shape: re.Pattern[str], text: str, sort: Sort, names: Names) -> Iterator[Body]:
    """Give what a shape finds under `at`, without what only begins the sentence; a person is left out."""
    for found in shape.finditer(text):
        start, end = found.span("at")
        start = _opened(text, start, end, names)
        if start < end and text[start:end] not in names.no_names and not is_person(text[start:end]):
            yield body_at(start, end, text, sort)


def is_person(words: str) -> bool:
    """Tell whether words are built as a person's name, whatever stands before them: *avdeling Kari Berg*."""
    first, *more = words.split(" ")
    sorts = lexicon()
    named = bool(more) and sorts.sort(first) in ("given", "word")
    return named and sorts.sort(more[-1]) in ("given", "word", "surname", "farm")


def _opened(text: str, start: int, end: int, names: Names) -> int:
    """Leave out words that only begin the sentence: *Ved Solvang skole*; nothing is left of *Hver skole*."""
    while found := re.match(r"[\w-]+ (?:(?:og|i|på|av) )?", text[start:end]):
        first = found[0].split()[0]
        if first.lower() not in names.openers:
            return start
        start += found.end()
        if not text[start : start + 1].isupper():
            return end
    return end if text[start:end].lower() in names.openers else start
