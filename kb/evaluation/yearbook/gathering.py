"""What the bank knows of one year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.errors import KbError
from kb.lessons.bank.changes import done_on
from kb.lessons.bank.life import UNSETTLED
from kb.lessons.bank.naming import identified_on

if TYPE_CHECKING:
    from kb.lessons.bank.records import Action, Lesson
    from kb.lessons.base.store import Entry
    from kb.lessons.library import Library
    from kb.lessons.retrieval.recurrence import Recurrence

BLOGS = "blogg"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a text of the year left open, and where it stands."""

    text: str
    source: str
    path: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year's lessons in the order they were identified, and what else happened to lessons in it.

    `decided` are lessons of any year decided on in this one, `done` actions done in it, `returned` what was
    identified again in it.
    """

    year: int
    lessons: tuple[tuple[dt.date, Lesson], ...]
    decided: tuple[Lesson, ...]
    done: tuple[tuple[Lesson, Action], ...]
    returned: tuple[Recurrence, ...]
    questions: tuple[Question, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {
            "year": self.year,
            "lessons": [
                {
                    "id": one.id,
                    "title": one.title,
                    "kind": one.kind,
                    "status": one.status,
                    "on": day.isoformat(),
                }
                for day, one in self.lessons
            ],
            "decided": [
                {"lesson": one.id, **one.decision.model_dump(mode="json", exclude_none=True)}
                for one in self.decided
                if one.decision
            ],
            "done": [{"lesson": lesson.id, "what": action.what} for lesson, action in self.done],
            "came_back": [[entry.id for entry in group.lessons] for group in self.returned],
            "open_questions": [{"text": one.text, "path": one.path} for one in self.questions],
        }


def gather_year(library: Library, year: int) -> Year:
    """Gather a year from the knowledge base and the blog texts of the bank.

    Raises `KbError` where nothing of the year is there, naming the years that are.
    """
    entries = library.entries(kind="lesson")
    lessons = {entry.id: library.lesson(entry.id) for entry in entries if entry.status not in UNSETTLED}
    days = {entry.id: identified_on(entry.path, _begun(entry)) for entry in entries if entry.id in lessons}
    of_year = sorted((day, name) for name, day in days.items() if day.year == year)
    texts = [text for text in library.entries(kind=BLOGS) if (text.date or "").startswith(str(year))]
    if not of_year and not texts:
        known = ", ".join(map(str, sorted({day.year for day in days.values()})))
        raise KbError(f"The bank has nothing of {year}. It has {known or 'no lessons'}.")
    return Year(
        year,
        tuple((day, lessons[name]) for day, name in of_year),
        tuple(one for one in lessons.values() if one.decision and one.decision.on.year == year),
        tuple(_done(lessons.values(), year)),
        tuple(_returned(library.recurring(), days, year)),
        tuple(question for text in texts for question in open_questions(library, text)),
    )


def _begun(entry: Entry) -> dt.date | None:
    return dt.date.fromisoformat(entry.date) if entry.date else None


def _done(lessons: Iterable[Lesson], year: int) -> Iterable[tuple[Lesson, Action]]:
    for lesson in lessons:
        for action in lesson.actions:
            day = done_on([action])
            if day and day.year == year:
                yield lesson, action


def _returned(found: Iterable[Recurrence], days: dict[str, dt.date], year: int) -> Iterable[Recurrence]:
    """Pick the lessons that were identified in the year and before it."""
    for group in found:
        known = [days[entry.id].year for entry in group.lessons if entry.id in days]
        if year in known and min(known) < year:
            yield group


def open_questions(library: Library, text: Entry) -> list[Question]:
    """Read the questions that a blog text leaves open. A text that cannot be read has none: `kb check` tells why."""
    from kb.errors import FaultsFound
    from kb.intake.documents import read_original
    from kb.intake.genres import read_genre

    try:
        reading = read_genre(read_original(library.root / text.path, text.path), genre="blog")
    except FaultsFound:
        return []
    return [Question(block.text, text.title, text.path) for block in reading.questions]
