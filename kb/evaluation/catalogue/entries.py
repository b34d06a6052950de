"""The lessons of the bank as the catalogue shows them, with what ties them to each other."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import FaultsFound
from kb.evaluation.addresses import UNWRITTEN
from kb.lessons.bank.frontmatter import body_start
from kb.lessons.bank.naming import identified_on

if TYPE_CHECKING:
    from pathlib import Path

    from kb.lessons.bank.records import Lesson
    from kb.lessons.library import Library

_HEADING = re.compile(r"^## +(.+?)[ #]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson with its sections (heading and Markdown), the day it was identified, and lessons that said the same.

    `before` and `after` are pairs of id and title; `hash` is that of the file and of what ties it to others.
    """

    lesson: Lesson
    sections: tuple[tuple[str, str], ...]
    day: dt.date
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    hash: str

    @property
    def file(self) -> str:
        """The name of its page, which never changes."""
        return f"{self.lesson.id}.html"

    @property
    def times(self) -> int:
        """How often it was identified, as far as its own links tell."""
        return 1 + len(self.before) + len(self.after)


def catalogue_entries(library: Library) -> list[Entry]:
    """Read all lessons that are no drafts, the latest identified first.

    Raises `FaultsFound` with the faults of all lessons: a catalogue that leaves some out unsaid would be trusted.
    """
    folder = library.lessons / "entries"
    if not folder.is_dir():
        return []
    lessons, faults = library.read_lessons(folder)
    if faults:
        raise FaultsFound(faults)
    written = [(path, lesson) for path, lesson in lessons if lesson.status not in UNWRITTEN]
    ties = _Ties({lesson.id: lesson for _, lesson in written})
    entries = [_entry(library.root, path, lesson, ties) for path, lesson in written]
    return sorted(entries, key=lambda one: (one.day, one.lesson.id), reverse=True)


class _Ties:
    """Which lessons say the same, by their own account: those a lesson points at, and those that point at it."""

    def __init__(self, lessons: dict[str, Lesson]) -> None:
        self._lessons = lessons
        self._after: dict[str, list[str]] = {}
        for lesson in lessons.values():
            for name in dict.fromkeys(lesson.identified_before):
                self._after.setdefault(name, []).append(lesson.id)

    def before(self, lesson: Lesson) -> tuple[tuple[str, str], ...]:
        return self._named(name for name in lesson.identified_before if name in self._lessons)

    def after(self, lesson: Lesson) -> tuple[tuple[str, str], ...]:
        return self._named(self._after.get(lesson.id, ()))

    def _named(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._lessons[name].title) for name in names)


def _entry(root: Path, path: str, lesson: Lesson, ties: _Ties) -> Entry:
    content = (root / path).read_bytes()
    text = content.decode("utf-8")
    before, after = ties.before(lesson), ties.after(lesson)
    told = [hashlib.sha256(content).hexdigest(), *(f"{name} {title}" for name, title in (*before, *after))]
    return Entry(
        lesson,
        tuple(_sections(text[body_start(text) :])),
        identified_on(path, lesson.period.start),
        before,
        after,
        hashlib.sha256("\n".join(told).encode()).hexdigest(),
    )


def _sections(body: str) -> list[tuple[str, str]]:
    parts = _HEADING.split(body)[1:]
    return [(name, text.strip()) for name, text in zip(parts[::2], parts[1::2], strict=True)]
