"""Organisations and units of a text: municipalities, firms, abbreviations, schools and homes, and what forms name.

A part or body of a municipality is a unit, all else an organisation. A person's name is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.intake.facts.bodies import Body, Sort, answered, body_at, shortened
from kb.intake.facts.named import (
    beginnings,
    bodies_of,
    find_firms,
    find_institutions,
    find_municipalities,
    is_person,
)
from kb.intake.facts.names import Names
from kb.intake.facts.nameshapes import AREA, CAP, ITEM, LED, OFFICE, TOGETHER, shapes_of
from kb.intake.figures.lines import Span
from kb.privacy.lexicon import lexicon
from kb.privacy.persons import find_persons

_LONGEST_LIST = 30  # names that stand beside one that is known
_WINDOW = 80


def find_bodies(text: str, names: Names, sentences: Sequence[int]) -> list[Body]:
    """Find organisations and units in order, none overlapping; `sentences` are the places where sentences begin."""
    begun = beginnings(text, sentences)
    taken = bytearray(len(text))
    for start, end in _persons(text):
        taken[start:end] = b"\1" * (end - start)
    kept: list[Body] = []
    # What a text names in full is looked for before the shorter names that are within it.
    for find in (_in_full, _repeated, _shortened, _repeated, _beside):
        for body in list(find(text, names, begun, kept)):
            _keep(body, taken, kept)
    return sorted(kept, key=lambda one: one.start)


def _keep(body: Body, taken: bytearray, kept: list[Body]) -> None:
    if body.end > body.start and not any(taken[body.start : body.end]):
        taken[body.start : body.end] = b"\1" * (body.end - body.start)
        kept.append(body)


def _persons(text: str) -> Iterator[Span]:
    yield from (
        (one.start, one.end) for one in find_persons(text) if one.kind in ("name", "e-mail", "address")
    )


def _in_full(text: str, names: Names, begun: frozenset[int], _: Sequence[Body]) -> Iterator[Body]:
    shapes = shapes_of(names)
    yield from find_firms(text, names)
    yield from find_municipalities(text, names)
    yield from bodies_of(shapes.parts, text, "organisation", names)
    yield from bodies_of(shapes.organisations, text, "organisation", names)
    yield from find_institutions(text, names, begun)
    yield from bodies_of(AREA, text, "unit", names)
    # «Rådgiver i Fjordvik» is of a place; a unit's name has several words, or is on no list.
    yield from (one for one in bodies_of(OFFICE, text, "unit", names) if not _is_place(one.name))
    yield from shortened(text, names)
    yield from answered(text, names)


def _shortened(text: str, names: Names, begun: frozenset[int], _: Sequence[Body]) -> Iterator[Body]:
    known = names.organisations | names.units
    for found in shapes_of(names).known.finditer(text):
        name = found[0] if found[0] in known else found["at"]
        yield Body(*found.span(), name, "unit" if name in names.units else "organisation")
    yield from _compounds(text, names, begun)
    for shape in (LED, TOGETHER):
        yield from bodies_of(shape, text, "unit", names)


def _is_place(name: str) -> bool:
    return " " not in name and lexicon().sort(name) in ("other", "farm")


def _compounds(text: str, names: Names, begun: frozenset[int]) -> Iterator[Body]:
    """Find *Organisasjonsutvalget*, *Strategi- og utviklingsenheten* and, within a sentence, *Kriseledelsen*."""
    shapes = shapes_of(names)
    for found in shapes.compounds.finditer(text):
        word = found[0].removesuffix("s")
        inside = _is_inside(text, found.start(), begun)
        vague = word.endswith(names.vague_endings)
        if found[0][0].isupper() and not word.endswith(("området", "utstyret")) and (inside or not vague):
            yield body_at(
                *found.span(), text, "organisation" if word.endswith(names.organisation_endings) else "unit"
            )
    for found in shapes.heads.finditer(text):
        if _is_inside(text, found.start(), begun):
            yield body_at(*found.span(), text, "unit")


def _is_inside(text: str, start: int, begun: frozenset[int]) -> bool:
    """Tell whether a place stands within a sentence, after a small letter or a comma."""
    before = text[max(0, start - 6) : start].rstrip()
    return (
        start not in begun
        and bool(before)
        and (before[-1].islower() or before[-1] in ",/" or before[-1].isupper())
    )


def _repeated(text: str, _names: Names, _begun: frozenset[int], kept: Sequence[Body]) -> Iterator[Body]:
    """Find names again where they stand alone, with a second word: *Eiendom*, *Eiendom Renhold*."""
    known = {one.name: one for one in kept if len(one.name) > 2}
    if not known:
        return
    ways = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w-])({ways})(?:s?(?![\w-])|(?= ))(?: ({CAP})(?!\w))?", text):
        more = found[2] and found[1][-1].islower()
        yield body_at(found.start(), found.end(2) if more else found.end(1), text, known[found[1]].sort)
        yield body_at(*found.span(1), text, known[found[1]].sort)


def _beside(text: str, names: Names, _begun: frozenset[int], kept: Sequence[Body]) -> Iterator[Body]:
    """Find what stands in a list with a name known: *Legevakt Vest, Tekniske tjenester, ARBA inkludering*."""
    known = {one.start for one in kept}
    for body in sorted(kept, key=lambda one: one.start):
        at = body.end
        for _ in range(_LONGEST_LIST):
            found = ITEM.match(text, at, at + _WINDOW)
            if not found or found.start("at") in known:
                break
            yield from _item(found, text, names, body.sort)
            at = found.end()


def _item(found: re.Match[str], text: str, names: Names, sort: Sort) -> Iterator[Body]:
    start, end = found.span("at")
    first = text[start:end].split(" ", maxsplit=1)[0]
    if first.lower() not in names.openers and first not in names.no_names and not is_person(text[start:end]):
        yield body_at(start, end, text, sort)
