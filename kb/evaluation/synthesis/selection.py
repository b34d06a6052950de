"""Lessons to tell, balanced across events, sources, areas, years, themes and kinds, rather than the latest ones.

The rule, a greedy maximal coverage: each round takes the lesson that adds most. In each facet (event, source, area,
year, theme, kind) a value that nobody taken has is worth 1, one that is taken once a half, twice a third, and so on; a
lesson with several values in a facet counts their mean. Facets weigh alike. Between equals the one identified
more often is taken, then the one whose id comes first. So the choice depends neither on the order of the lessons nor on
their age: a lesson from a year that is told already is worth less than an older one from a year that is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.lessons.bank.life import UNSETTLED
from kb.lessons.bank.records import Lesson
from kb.lessons.base.store import Entry
from kb.lessons.library import Library

FACETS = ("event", "source", "area", "year", "theme", "kind")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lesson that may be told: its values in each facet, and how many times it was identified."""

    id: str
    title: str
    facets: Mapping[str, tuple[str, ...]]
    times: int = 1


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A lesson left out, its values that no taken lesson has (none: all it tells of is told), and the most like it."""

    lesson: Candidate
    uncovered: tuple[tuple[str, str], ...]
    nearest: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The lessons taken, in the order they were taken, and those left out with why."""

    taken: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def list_candidates(library: Library, *, event: str | None = None) -> list[Candidate]:
    """List the bank's lessons that may be told, of one event where it is named."""
    times = {again.lessons[-1].id: again.times for again in library.recurring()}
    found = []
    for entry in library.entries():
        if not entry.status or entry.status in UNSETTLED:
            continue
        lesson = library.lesson(entry.id)
        if event in (None, lesson.event):
            found.append(Candidate(entry.id, entry.title, _facets(entry, lesson), times.get(entry.id, 1)))
    return found


def select(candidates: Iterable[Candidate], most: int) -> Selection:
    """Take at most so many lessons by the rule of this module."""
    left = sorted(candidates, key=lambda one: (-one.times, one.id))
    seen: Counter[tuple[str, str]] = Counter()
    taken: list[Candidate] = []
    while left and len(taken) < most:
        best = max(left, key=lambda one: _gain(one, seen))  # the first of equals
        left.remove(best)
        taken.append(best)
        seen.update(_values(best))
    return Selection(tuple(taken), tuple(_left_out(one, taken, seen) for one in left))


def _facets(entry: Entry, lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """Give a lesson's values; its area is its kommunalsjefområde where it has one."""
    values = (
        (lesson.event,),
        tuple(dict.fromkeys(source.document for source in lesson.sources)),
        entry.levels[1:2] or entry.levels[:1],
        (entry.date[:4],) if entry.date else (),
        entry.themes,
        (entry.kind,),
    )
    return dict(zip(FACETS, values, strict=True))


def _gain(one: Candidate, seen: Mapping[tuple[str, str], int]) -> float:
    """Tell what a lesson adds to those taken: at most 1 a facet."""
    gains = []
    for facet, values in one.facets.items():
        worths = sorted(1 / (1 + seen.get((facet, value), 0)) for value in values)
        gains.append(sum(worths) / len(worths) if worths else 0.0)
    return sum(gains)


def _left_out(one: Candidate, taken: Sequence[Candidate], seen: Mapping[tuple[str, str], int]) -> LeftOut:
    own = _values(one)
    nearest = max(taken, key=lambda other: len(own & _values(other)), default=None)
    missing = tuple(sorted(value for value in own if value not in seen))
    return LeftOut(one, missing, nearest.id if nearest else "")


def _values(one: Candidate) -> set[tuple[str, str]]:
    return {(facet, value) for facet, values in one.facets.items() for value in values}
