"""What the bank holds: lessons with their life, and texts people already wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kb.lessons.bank.life import LIFE

Kind = Literal["strength", "improvement"]
Status = Literal["draft", "identified", "validated", "action_agreed", "implemented", "verified", "rejected"]
ActionStatus = Literal["planned", "started", "done", "dropped"]
Language = Literal["nb", "nn", "en"]

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # and lone surrogates, which no file can hold
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HEADINGS: dict[str, tuple[str, str, str, str]] = {
    "nb": ("Observasjon", "Drøfting", "Konklusjon", "Anbefaling"),
    "nn": ("Observasjon", "Drøfting", "Konklusjon", "Tilråding"),
    "en": ("Observation", "Discussion", "Conclusion", "Recommendation"),
}
# What a lesson must carry once it has come so far in its life.
NEEDS = {
    "sources": (LIFE[1:], "name the document and the passage it was observed in."),
    "actions": (LIFE[3:], "write what was agreed, its owner (a role) and its status."),
    "verification": (LIFE[5:], "name the evidence that the change worked."),
    "reason": (("rejected",), "say why it was rejected."),
}


def _refuse_repeats(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise ValueError("names the same one twice.")
    return values


def _refuse_control(value: str) -> str:
    if CONTROL.search(value):
        raise PydanticCustomError("control_character", "holds a control character")
    return value


def _refuse_other_forms(value: object) -> object:
    # pydantic would take 0 for 1 January 1970, and a time of day for the date
    if not isinstance(value, date | bool) and not DAY.fullmatch(str(value)):
        raise PydanticCustomError("date_parsing", "is not a date")
    return value


Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_refuse_control)
]
Day = Annotated[date, BeforeValidator(_refuse_other_forms)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Slugs = Annotated[list[Slug], AfterValidator(_refuse_repeats)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Period(_Record):
    """The time a lesson comes from; `to` is left out while it lasts."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Period:
        if self.end and self.end < self.start:
            raise ValueError("ends before it begins.")
        return self


class Area(_Record):
    """The organisation's three levels, the widest first."""

    directorate: Words = Field(alias="direktørområde")
    area: Words | None = Field(default=None, alias="kommunalsjefområde")
    unit: Words | None = Field(default=None, alias="tjenestested")

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are named, the widest first."""
        return tuple(level for level in (self.directorate, self.area, self.unit) if level)


class Source(_Record):
    """Where a lesson was observed: a document and the passage in it."""

    document: Words
    passage: Words


class Action(_Record):
    """What was agreed: a task, the role that owns it, and its dates."""

    what: Words
    owner: Words
    start: Day | None = None
    due: Day | None = None
    status: ActionStatus


class Lesson(_Record):
    """The front matter of one lesson; `NEEDS` says what its status asks for besides."""

    id: Slug
    title: Words
    kind: Kind
    status: Status
    event: Words
    period: Period
    area: Area
    themes: Slugs = Field(min_length=1)
    sources: list[Source] = Field(default_factory=list)
    actions: list[Action] = Field(default_factory=list)
    identified_before: Slugs = Field(default_factory=list)
    applies_when: Words
    review_by: Day
    language: Language
    verification: Words | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the bank, read whole.

    `text` is the file's own text (for .docx, .pptx and .pdf the text taken out of it), in which passages
    have their offsets; the body begins at `body_start`. `lesson` is None for a text, whose `kind` is then
    its folder's name.
    """

    path: str
    kind: str
    title: str
    date: date | None
    text: str
    body_start: int
    markdown: bool
    hash: str
    lesson: Lesson | None = None

    @property
    def id(self) -> str:
        """A lesson's own id, or a text's path."""
        return self.lesson.id if self.lesson else self.path


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text under one heading: `text == document.text[start:end]`."""

    heading: str
    start: int
    end: int
    text: str
