"""What a lesson must show for what it says of itself: how far it has come, and what its actions wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from kb.errors import Fault
from kb.lessons.bank.changes import Action, Actions, Proof, done_on
from kb.lessons.bank.frontmatter import FrontMatter
from kb.lessons.bank.life import LIFE
from kb.lessons.bank.records import NEEDS

T = TypeVar("T")
ACTIONS: TypeAdapter[list[Action]] = TypeAdapter(Actions)
PROOFS: TypeAdapter[list[Proof]] = TypeAdapter(list[Proof])
CHANGED = LIFE[4:]  # the change has been made


def maturity_faults(front: FrontMatter, file: str) -> Iterator[Fault]:
    """Tell what is missing or gainsaid, of all fields that can be read; the faults of the others are told elsewhere."""
    status = front.values.get("status")
    for field, (statuses, remedy) in NEEDS.items():
        if status in statuses and not front.values.get(field):
            yield Fault(file, front.place((field,)), f"is missing; status {status} needs it:", remedy)
    actions = _readable(ACTIONS, front.values.get("actions"))
    yield from _unknown_actions(actions, front, file)
    if status in CHANGED and actions:
        yield from _unfinished(actions, str(status), front, file)
    if status == "verified":
        yield from _early_proofs(actions, front, file)


def _readable(kind: TypeAdapter[list[T]], value: object) -> list[T]:
    try:
        return kind.validate_python(value)
    except ValidationError:
        return []


def _unknown_actions(actions: list[Action], front: FrontMatter, file: str) -> Iterator[Fault]:
    known = {action.id for action in actions}
    for number, action in enumerate(actions):
        for place, name in enumerate(action.depends_on):
            if "/" in name or (name in known and name != action.id):
                continue
            problem = "waits for itself." if name == action.id else f"this lesson has no action {name!r}."
            remedy = "Write another action's id, or lesson-id/action-id for one of another lesson."
            yield Fault(file, front.place(("actions", number, "depends_on", place)), problem, remedy)


def _unfinished(actions: list[Action], status: str, front: FrontMatter, file: str) -> Iterator[Fault]:
    remedy = "Write how it ended, or set the lesson's status back to action_agreed."
    for number, action in enumerate(actions):
        if action.is_open:
            problem = f"is {action.status}, but the lesson is {status}."
            yield Fault(file, front.place(("actions", number, "status")), problem, remedy)
    if all(action.status == "dropped" for action in actions):
        problem = f"were all dropped, but the lesson is {status}: nothing was changed."
        yield Fault(file, front.place(("actions",)), problem, remedy)


def _early_proofs(actions: list[Action], front: FrontMatter, file: str) -> Iterator[Fault]:
    proofs = _readable(PROOFS, front.values.get("verified_by"))
    changed = done_on(actions)
    latest = max((proof.on for proof in proofs), default=None)
    if latest and changed and latest < changed:
        problem = f"tells of {latest} at the latest, before the last action was done ({changed})."
        remedy = "Name evidence from after it, or write in the action's progress when it was done."
        yield Fault(file, front.place(("verified_by",)), problem, remedy)
