"""What is written back on a lesson: how its actions go, new actions, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.errors import FaultsFound, KbError
from kb.evaluation.actions.plainness import on_one_line, require_no_person, safely_written
from kb.evaluation.actions.words import WORDS
from kb.lessons.bank.changes import Answer
from kb.lessons.bank.editing import Values, edit
from kb.lessons.bank.finding import written_path
from kb.lessons.bank.links import TEXTS
from kb.lessons.bank.locating import locate
from kb.lessons.bank.records import Action, ActionStatus, Lesson
from kb.lessons.library import Library

CLOSED = ("done", "dropped")


def note_progress(
    library: Library,
    lesson: str,
    action: str,
    note: str | None = None,
    *,
    on: dt.date,
    status: ActionStatus | None = None,
    names: Iterable[str] = (),
) -> Lesson:
    """Write in a lesson's file how an action stood on a day, and its new status where one is given.

    `action` is its id, its number, or its full name; one that is done needs no `note`; `names` are persons that
    no note may tell of. The file is checked before it is written, and the knowledge base follows.
    Raises `KbError` for a lesson or an action that is not there, a note that tells of a person, and an order of
    notes that would say something else.
    """
    require_no_person(note or "", names)

    def change(values: Values) -> None:
        found = _find_action(values, lesson, action)
        _require_order(found, action, on, status)
        if status:
            found["status"] = status
        notes = found.setdefault("progress", [])
        later = sum(str(_day_of(one)) > on.isoformat() for one in notes)
        told = note or WORDS[values["language"]]["finished"]
        notes.insert(len(notes) - later, on_one_line({"on": on, "note": told}))

    return change_lesson(library, lesson, change)


def finish_action(
    library: Library,
    lesson: str,
    action: str,
    note: str | None = None,
    *,
    on: dt.date,
    names: Iterable[str] = (),
) -> Lesson:
    """Write that an action was done on a day. Raises as `note_progress`."""
    return note_progress(library, lesson, action, note, on=on, status="done", names=names)


def add_action(library: Library, lesson: str, action: Action, *, names: Iterable[str] = ()) -> Lesson:
    """Write a new action on a lesson. Raises `KbError`, or `FaultsFound` where the lesson would not be valid."""
    known = tuple(names)
    for words in (action.what, action.owner):
        require_no_person(words, known)
    return change_lesson(library, lesson, lambda values: append_action(values, action))


def append_action(values: Values, action: Action) -> None:
    """Put a new action into a lesson's front matter."""
    told = action.model_dump(exclude_defaults=True)
    if not values.get("actions"):
        values["actions"] = []  # a list of its own: one written as [] would stay on one line
    values["actions"].append({key: safely_written(value) for key, value in told.items()})


def record_decision(
    library: Library,
    lesson: str,
    answer: Answer,
    *,
    by: str,
    on: dt.date,
    reason: str | None = None,
    note: str | None = None,
    names: Iterable[str] = (),
) -> Lesson:
    """Write what was decided on a lesson, by which role or body; an earlier decision is replaced, and git keeps it.

    `note` is the decision note's title, or its path below the bank's `texts/`. Raises `KbError` for a lesson that is
    not there and words that tell of a person, `FaultsFound` for an answer without the reason it needs.
    """
    known = tuple(names)
    for words in (by, reason, note):
        require_no_person(words or "", known)
    if note and note.startswith(TEXTS) and not (library.lessons / note).is_file():
        raise KbError(
            f"There is no decision note at {library.lessons / note}. Mend the path, or give its title."
        )
    told = {"answer": answer, "on": on, "by": by, "reason": reason, "note": note}
    return change_lesson(library, lesson, lambda values: put_decision(values, told))


def put_decision(values: Values, told: Mapping[str, object]) -> None:
    """Put a decision into a lesson's front matter, what is empty left out; an earlier one is replaced."""
    values["decision"] = {key: safely_written(value) for key, value in told.items() if value}


def change_lesson(library: Library, lesson: str, change: Callable[[Values], None]) -> Lesson:
    """Change a lesson's front matter in its file, and let the knowledge base follow where there is one.

    Raises `FaultsFound` where the lesson would not be valid, and then nothing is written.
    """
    file = locate(library.lessons, lesson)
    changed = edit(file, change, name=written_path(file, library.root), taxonomy=library.taxonomy)
    if library.database.exists():
        _follow(library, file)
    return changed


def _follow(library: Library, file: Path) -> None:
    try:
        faults = library.index([file]).faults
    except KbError as error:
        problem = f"The lesson is written, but the knowledge base does not tell it yet. {error}"
        raise KbError(f"{problem} Then run `kb index`.") from error
    if faults:
        raise FaultsFound(faults)


def _find_action(values: Values, lesson: str, name: str) -> Values:
    actions = values.get("actions") or []
    wanted = name.removeprefix(f"{lesson}/")
    known = {str(number): one for number, one in enumerate(actions, start=1)}
    known |= {one["id"]: one for one in actions if one.get("id")}
    if wanted not in known:
        listed = "; ".join(
            f"{one.get('id') or number}: {one['what']}" for number, one in enumerate(actions, 1)
        )
        raise KbError(f"Lesson {lesson!r} has no action {name!r}. It has {listed or 'none'}.")
    found: Values = known[wanted]
    return found


def _require_order(action: Values, name: str, on: dt.date, status: ActionStatus | None) -> None:
    last = max((str(_day_of(one)) for one in action.get("progress") or []), default="")
    if action["status"] in CLOSED and status is None:
        remedy = (
            "What was seen afterwards is evidence: write it under verified_by. Or give it another status."
        )
        raise KbError(f"Action {name!r} is {action['status']}, and its last note tells since when. {remedy}")
    if status in CLOSED and on.isoformat() < last:
        raise KbError(f"Action {name!r} has a note of {last}, after {on}. Give the day it was {status}.")


def _day_of(told: Any) -> object:  # noqa: ANN401  a mapping as it stands in the file
    return told.get("on", told.get(True))
