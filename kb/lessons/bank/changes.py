"""What follows from a lesson: actions and how they go, the decision, and the proof that the change worked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kb.lessons.bank.fields import ActionId, Dated, Day, Record, References, Words

ActionStatus = Literal["planned", "started", "done", "dropped"]
Answer = Literal["yes", "partly", "no"]
OPEN: frozenset[str] = frozenset({"planned", "started"})


class Progress(Dated):
    """How an action stood on a day, in words."""

    note: Words


class Action(Record):
    """What was agreed: a task, the role that owns it, its dates, what it waits for, and how it goes.

    `depends_on` names actions that must be done first: `action-id` of the same lesson, or `lesson-id/action-id`.
    """

    id: ActionId | None = None
    what: Words
    owner: Words
    start: Day | None = None
    due: Day | None = None
    status: ActionStatus
    depends_on: References = Field(default_factory=list)
    progress: list[Progress] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_due_after_it_starts(self) -> Action:
        if self.start and self.due and self.due < self.start:
            raise ValueError("is due before it starts.")
        return self

    @property
    def is_open(self) -> bool:
        """Whether it is planned or started."""
        return self.status in OPEN

    @property
    def last(self) -> Progress | None:
        """The latest note; of one day's the last written."""
        return max(reversed(self.progress), key=lambda one: one.on, default=None)

    @property
    def done_on(self) -> date | None:
        """The day it was done: its latest note's, or, where it has none, the day it was due or started."""
        if self.status != "done":
            return None
        return self.last.on if self.last else self.due or self.start


def _refuse_same_ids(actions: list[Action]) -> list[Action]:
    ids = [action.id for action in actions if action.id]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise ValueError(f"two actions have the id {twice!r}.")
    return actions


Actions = Annotated[list[Action], AfterValidator(_refuse_same_ids)]


def done_on(actions: list[Action]) -> date | None:
    """Tell the day the last of a lesson's actions was done; None where none is, or no day is told."""
    return max((day for action in actions if (day := action.done_on)), default=None)


def _as_word(value: object) -> object:
    # YAML 1.1 reads a bare yes and no as true and false
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


class Decision(Dated):
    """What was decided on a lesson, by which role or body, and why; `note` is the decision note's title or path."""

    answer: Annotated[Answer, BeforeValidator(_as_word)]
    by: Words
    reason: Words | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Decision:
        if self.answer != "yes" and not self.reason:
            raise ValueError(f"the answer {self.answer} needs a reason.")
        return self


class Proof(Dated):
    """Evidence that the change worked: a document, the passage in it, and the day of what it shows."""

    document: Words
    passage: Words
