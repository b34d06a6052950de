"""Lessons that came back: identified again after the change they asked for had been made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.lessons.bank.changes import done_on
from kb.lessons.bank.life import LIFE
from kb.lessons.bank.records import Lesson
from kb.lessons.retrieval.recurrence import Recurrence

CHANGED = LIFE[4:]  # the change has been made


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time a lesson was identified: when it happened, how far it has come, and when its change was made.

    `done_on` is None where no change was made; `in_vain` says that the lesson came back after it.
    """

    id: str
    title: str
    status: str
    began: dt.date
    done_on: dt.date | None = None
    in_vain: bool = False


@dataclass(frozen=True, slots=True)
class CameBack:
    """A lesson that came back after its change, with all its occasions, the oldest first."""

    occasions: tuple[Occasion, ...]

    @property
    def latest(self) -> Occasion:
        """The last time it was identified."""
        return self.occasions[-1]

    @property
    def settled(self) -> bool:
        """Whether the change after the last time has been seen to work."""
        return self.latest.status == "verified"

    @property
    def lessons(self) -> frozenset[str]:
        """The ids of all its lessons."""
        return frozenset(one.id for one in self.occasions)


def came_back(found: Iterable[Recurrence], lessons: Mapping[str, Lesson]) -> list[CameBack]:
    """Pick the lessons identified again after their change was made: those not settled first, then the most often.

    A change counts as made the day the last action was done. What happened before that day came too early to
    be a sign that the change did not work.
    """
    chains = (chain_of(again, lessons) for again in found)
    returned = [chain for chain in chains if any(one.in_vain for one in chain.occasions)]
    return sorted(returned, key=lambda one: (one.settled, -len(one.occasions), one.latest.id))


def chain_of(again: Recurrence, lessons: Mapping[str, Lesson]) -> CameBack:
    """Tell all occasions of a lesson, the oldest first; those whose lesson is gone are passed over."""
    known = sorted(
        (lessons[entry.id] for entry in again.lessons if entry.id in lessons),
        key=lambda lesson: (lesson.period.start, lesson.id),
    )
    latest = max((lesson.period.start for lesson in known), default=dt.date.min)
    return CameBack(tuple(_occasion(lesson, latest) for lesson in known))


def _occasion(lesson: Lesson, latest: dt.date) -> Occasion:
    done = done_on(list(lesson.actions)) if lesson.status in CHANGED else None
    vain = done is not None and done < latest
    return Occasion(lesson.id, lesson.title, lesson.status, lesson.period.start, done, vain)
