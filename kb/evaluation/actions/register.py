"""The register of actions over all lessons: who owns what, what is late, what waits, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from kb.evaluation.actions.returns import CameBack, came_back
from kb.lessons.bank.dependencies import action_name, waits_for
from kb.lessons.bank.records import Action, Lesson
from kb.lessons.base.store import Store
from kb.lessons.library import Library

LEFT_OUT = frozenset({"rejected"})  # what nobody will do is on no list of what is to be done


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action that another waits for: its full name, and its task and status, None where it is gone."""

    name: str
    what: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An action of a lesson. `name` is `lesson-id/action-id`, or the action's number where it has no id.

    `days_late` counts from the due date of an open action, 0 where it is not late. `waits_for` are the actions
    it depends on that are not done. `came_back` says that its lesson was identified again after a change.
    """

    name: str
    lesson: Lesson
    path: str
    action: Action
    days_late: int = 0
    waits_for: tuple[Waiting, ...] = ()
    came_back: bool = False

    @property
    def overdue(self) -> bool:
        """Whether it is open after its due date."""
        return self.days_late > 0

    @property
    def blocked(self) -> bool:
        """Whether it is open and waits for another."""
        return self.action.is_open and bool(self.waits_for)


@dataclass(frozen=True, slots=True)
class Register:
    """All actions on a day, the late first, and the lessons that came back after their change."""

    today: dt.date
    items: tuple[Item, ...]
    returned: tuple[CameBack, ...]

    @property
    def overdue(self) -> tuple[Item, ...]:
        """The open actions whose due date has passed, the latest first."""
        return tuple(item for item in self.items if item.overdue)

    @property
    def owners(self) -> tuple[str, ...]:
        """The roles that own actions, in order."""
        return tuple(sorted({item.action.owner for item in self.items}))


def build_register(library: Library, today: dt.date) -> Register:
    """Read the actions of all lessons of the knowledge base, rejected ones left out.

    Raises `KbError` where there is no knowledge base.
    """
    lessons = read_lessons(library)
    returned = came_back(library.recurring(), {name: lesson for name, (_, lesson) in lessons.items()})
    return lay_out(lessons, returned, today)


def read_lessons(library: Library) -> dict[str, tuple[str, Lesson]]:
    """Read all lessons of the knowledge base with their paths, by id."""
    with closing(Store(library.database)) as store:
        rows = store.lessons()
    read = ((path, Lesson.model_validate_json(metadata)) for path, metadata in rows)
    return {lesson.id: (path, lesson) for path, lesson in read}


def lay_out(
    lessons: Mapping[str, tuple[str, Lesson]], returned: Iterable[CameBack], today: dt.date
) -> Register:
    """Set up the register from lessons and their paths, by id."""
    known = {
        action_name(lesson, number): action
        for _, lesson in lessons.values()
        for number, action in enumerate(lesson.actions)
    }
    told = tuple(returned)
    again = frozenset[str]().union(*(one.lessons for one in told if not one.settled))
    items = [
        _item(lesson, number, path, known, again, today)
        for path, lesson in lessons.values()
        if lesson.status not in LEFT_OUT
        for number in range(len(lesson.actions))
    ]
    return Register(today, tuple(sorted(items, key=_order)), told)


def _item(
    lesson: Lesson,
    number: int,
    path: str,
    known: Mapping[str, Action],
    again: frozenset[str],
    today: dt.date,
) -> Item:
    action = lesson.actions[number]
    late = (today - action.due).days if action.due and action.is_open else 0
    waiting = tuple(
        Waiting(name, other.what if other else None, other.status if other else None)
        for name in waits_for(lesson, action)
        if (other := known.get(name)) is None or other.status != "done"
    )
    name = action_name(lesson, number)
    return Item(name, lesson, path, action, max(late, 0), waiting, lesson.id in again)


def _order(item: Item) -> tuple[bool, int, bool, dt.date, str]:
    """Put the most overdue first, then what is open, what came back before the rest, each by its due date."""
    due = item.action.due or dt.date.max
    return (not item.action.is_open, -item.days_late, not item.came_back, due, item.name)
