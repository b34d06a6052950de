"""What the bank holds: lessons with their life, and texts people already wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from kb.lessons.bank.changes import Action, Actions, ActionStatus, Decision, Progress, Proof
from kb.lessons.bank.fields import CONTROL, DAY, Day, Record, Slug, Slugs, Words
from kb.lessons.bank.life import LIFE

__all__ = [
    "CONTROL",
    "DAY",
    "HEADINGS",
    "NEEDS",
    "Action",
    "ActionStatus",
    "Area",
    "Day",
    "Decision",
    "Document",
    "Kind",
    "Language",
    "Lesson",
    "Passage",
    "Period",
    "Progress",
    "Proof",
    "Slug",
    "Slugs",
    "Source",
    "Status",
    "Words",
]

Kind = Literal["strength", "improvement"]
Status = Literal["draft", "identified", "validated", "action_agreed", "implemented", "verified", "rejected"]
Language = Literal["nb", "nn", "en"]

HEADINGS: dict[str, tuple[str, str, str, str]] = {
    "nb": ("Observasjon", "Drøfting", "Konklusjon", "Anbefaling"),
    "nn": ("Observasjon", "Drøfting", "Konklusjon", "Tilråding"),
    "en": ("Observation", "Discussion", "Conclusion", "Recommendation"),
}
# What a lesson must carry once it has come so far in its life.
NEEDS = {
    "sources": (LIFE[1:], "name the document and the passage it was observed in."),
    "actions": (LIFE[3:], "write what was agreed, its owner (a role) and its status."),
    "verification": (LIFE[5:], "say how it is known that the change worked."),
    "verified_by": (LIFE[5:], "name document, passage and day of the evidence that the change worked."),
    "reason": (("rejected",), "say why it was rejected."),
}


class Period(Record):
    """The time a lesson comes from; `to` is left out while it lasts."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Period:
        if self.end and self.end < self.start:
            raise ValueError("ends before it begins.")
        return self


class Area(Record):
    """The organisation's three levels, the widest first."""

    directorate: Words = Field(alias="direktørområde")
    area: Words | None = Field(default=None, alias="kommunalsjefområde")
    unit: Words | None = Field(default=None, alias="tjenestested")

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are named, the widest first."""
        return tuple(level for level in (self.directorate, self.area, self.unit) if level)


class Source(Record):
    """Where a lesson was observed: a document and the passage in it, and since when the document is gone."""

    document: Words
    passage: Words
    gone: Day | None = None


class Lesson(Record):
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
    actions: Actions = Field(default_factory=list)
    identified_before: Slugs = Field(default_factory=list)
    applies_when: Words
    review_by: Day
    language: Language
    verification: Words | None = None
    verified_by: list[Proof] = Field(default_factory=list)
    decision: Decision | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the bank, read whole.

    `text` is the file's own text (for .docx, .pptx and .pdf the text taken out of it), in which passages
    have their offsets; the body begins at `body_start`. `lesson` is None for a text, whose `kind` is then
    its folder's name. `review_by` is told of lessons and of imported texts.
    """

    path: str
    kind: str
    title: str
    date: dt.date | None
    text: str
    body_start: int
    markdown: bool
    hash: str
    lesson: Lesson | None = None
    review_by: dt.date | None = None

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
