"""Which lessons bear on each section of a plan, why, and what was promised.

A section is searched for whole, under its heading, and sentence by sentence: a section tells the subject, one
sentence the point. Weights and bounds were set on one plan (tests/evaluation/rundown/hjemmekontor.md) and judged on
another.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from kb.evaluation.addresses import UNWRITTEN
from kb.evaluation.rundown.sections import Section, Text
from kb.lessons.base.store import Store

if TYPE_CHECKING:
    from kb.lessons.bank.records import Action
    from kb.lessons.library import Library
    from kb.lessons.retrieval.search import Hit

SENTENCE = 0.5  # what the best sentence weighs beside the whole section
RATIO = 0.7  # of the section's best score, under which a lesson is left out
# Above what chance gives: a score this much higher is worth telling, and one this much higher needs no comparison.
WORTH, CLEAR = 2.5, 5.5
CANDIDATES = 40  # lessons that the whole section names
MOST_SENTENCES = 20  # of a section, each a search
UNSURE = 2  # lessons told of a section that no search is sure about


@dataclass(frozen=True, slots=True)
class Bearing:
    """A lesson that bears on a section: why it was found, the plan's sentence it answers, and what was promised.

    `times` is how often the lesson has been identified; `sure` is False where it is only the nearest there is.
    `reason` says why a rejected one was rejected.
    """

    lesson: str
    title: str
    path: str
    kind: str
    status: str
    area: str
    when: str
    said: str
    why: tuple[str, ...]
    promised: tuple[Action, ...]
    times: int
    score: float
    sure: bool
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        promised = [action.model_dump(mode="json", exclude_none=True) for action in self.promised]
        return {**asdict(self), "promised": promised, "why": list(self.why)}


@dataclass(frozen=True, slots=True)
class Rundown:
    """A plan's sections, each with the lessons that bear on it, the nearest first."""

    text: Text
    sections: tuple[tuple[Section, tuple[Bearing, ...]], ...]

    @property
    def lessons(self) -> tuple[Bearing, ...]:
        """Every lesson once, in the order of the plan."""
        met = {bearing.lesson: bearing for _, found in reversed(self.sections) for bearing in reversed(found)}
        order = dict.fromkeys(bearing.lesson for _, found in self.sections for bearing in found)
        return tuple(met[name] for name in order)

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {
            "file": self.text.file,
            "title": self.text.title,
            "sections": [
                {
                    "heading": section.heading,
                    "page": section.page,
                    "lessons": [bearing.as_dict() for bearing in found],
                }
                for section, found in self.sections
            ],
        }


def run_down(library: Library, text: Text, *, limit: int = 5) -> Rundown:
    """Find at most `limit` lessons for each section of a plan; drafts are left out, rejected ones say so.

    Raises `KbError` where nothing is indexed.
    """
    times = {entry.id: group.times for group in library.recurring() for entry in group.lessons}
    chance = _chance(library)
    found = [(section, tuple(_bearings(library, section, limit, times, chance))) for section in text.sections]
    return Rundown(text, tuple(found))


def _chance(library: Library) -> float:
    """Give the score that the best of so many passages reaches by likeness alone: sqrt(2 ln n), standardised."""
    with closing(Store(library.database)) as store:
        count = store.counts()["passages"]
    return (1 + SENTENCE) * sqrt(2 * log(max(count, 2)))


def _bearings(
    library: Library, section: Section, limit: int, times: Mapping[str, int], chance: float
) -> list[Bearing]:
    whole = _search(library, f"{section.heading}. {section.text}")
    if not whole:
        return []
    best = _best_sentences(library, section)
    scores = {
        name: hit.score + SENTENCE * max(best[name][0].score if name in best else 0.0, 0.0)
        for name, hit in whole.items()
    }
    sure = next(iter(whole.values())).sure or any(hit.sure for hit, _ in best.values())
    ranked = sorted(scores, key=lambda name: (-round(scores[name], 4), name))[: limit if sure else UNSURE]
    least = min(max(RATIO * scores[ranked[0]], chance + WORTH), chance + CLEAR)
    kept = [name for name in ranked if scores[name] >= least]
    return [_bearing(library, whole[name], best.get(name), times, scores[name], sure=sure) for name in kept]


def _search(library: Library, query: str) -> dict[str, Hit]:
    hits = library.search(query, limit=CANDIDATES, one_each=True, kind="lesson")
    return {hit.document: hit for hit in hits if hit.status not in UNWRITTEN}


def _best_sentences(library: Library, section: Section) -> dict[str, tuple[Hit, str]]:
    """Give for each lesson the sentence that finds it best."""
    best: dict[str, tuple[Hit, str]] = {}
    for sentence in section.sentences[:MOST_SENTENCES]:
        for name, hit in _search(library, f"{section.heading}: {sentence}").items():
            if name not in best or hit.score > best[name][0].score:
                best[name] = (hit, sentence)
    return best


def _bearing(
    library: Library,
    hit: Hit,
    by: tuple[Hit, str] | None,
    times: Mapping[str, int],
    score: float,
    *,
    sure: bool,
) -> Bearing:
    lesson = library.lesson(hit.document)
    why = by[0].why if by else hit.why
    return Bearing(
        lesson=lesson.id,
        title=lesson.title,
        path=hit.path,
        kind=lesson.kind,
        status=lesson.status,
        area=lesson.area.levels[-1],
        when=lesson.period.start.isoformat(),
        said=by[1] if by else "",
        why=why,
        promised=tuple(lesson.actions),
        times=times.get(lesson.id, 1),
        score=round(score, 2),
        sure=sure,
        reason=lesson.reason or "",
    )
