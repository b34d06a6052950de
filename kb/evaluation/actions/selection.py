"""A part of the register: by owner, status, lesson, or what is late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import get_args

from kb.errors import KbError
from kb.evaluation.actions.register import Item, Register
from kb.lessons.bank.records import ActionStatus

SHOWN = 8  # owners that are named where nobody owns what was asked for
STATUSES = ("open", "all", *get_args(ActionStatus))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions to tell of: `owner` is a part of a role, `status` one of `STATUSES`, `lesson` an id."""

    status: str = "open"
    overdue: bool = False
    owner: str | None = None
    lesson: str | None = None

    def admits(self, item: Item) -> bool:
        """Tell whether an action is wanted."""
        action = item.action
        by_status = {"all": True, "open": action.is_open}.get(self.status, action.status == self.status)
        return by_status and (item.overdue or not self.overdue) and self.concerns(item)

    def concerns(self, item: Item) -> bool:
        """Tell whether an action is of the owner and the lesson wanted."""
        return (self.lesson in (None, item.lesson.id)) and _holds(item.action.owner, self.owner)


def select(register: Register, wanted: Wanted) -> Register:
    """Keep what is wanted.

    Lessons that came back are those of the owner or the lesson asked for; none where only late actions are.
    Raises `KbError` for a status, an owner or a lesson that no action has, with those that there are.
    """
    _require(register, wanted)
    concerned = {item.lesson.id for item in register.items if wanted.concerns(item)}
    if wanted.lesson:
        concerned.add(wanted.lesson)
    returned = () if wanted.overdue else register.returned
    return replace(
        register,
        items=tuple(item for item in register.items if wanted.admits(item)),
        returned=tuple(
            one for one in returned if one.lessons & concerned or not (wanted.owner or wanted.lesson)
        ),
    )


def _require(register: Register, wanted: Wanted) -> None:
    if wanted.status not in STATUSES:
        raise KbError(f"There is no status {wanted.status!r}. Use one of: {', '.join(STATUSES)}.")
    if wanted.owner and not any(_holds(owner, wanted.owner) for owner in register.owners):
        near = (
            get_close_matches(wanted.owner, register.owners, n=SHOWN, cutoff=0.4) or register.owners[:SHOWN]
        )
        raise KbError(f"No action is owned by {wanted.owner!r}. Owners are: {', '.join(near)} …")
    known = {item.lesson.id for item in register.items} | {
        name for one in register.returned for name in one.lessons
    }
    if wanted.lesson and wanted.lesson not in known:
        raise KbError(f"No action belongs to a lesson {wanted.lesson!r}. Check the id, or run `kb index`.")


def _holds(owner: str, part: str | None) -> bool:
    """Tell whether a role holds the words asked for; “for” in a role is heard or not: Kommunalsjef (for) Eiendom."""
    return part is None or _plain(part) in _plain(owner)


def _plain(role: str) -> str:
    return " ".join(word for word in role.casefold().split() if word != "for")
