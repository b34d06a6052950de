"""The plan of an evaluation: mandate, questions by track, criteria, data, dates, and how the duties are met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kb.tomlfiles import read_model

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
SourceKind = Literal["survey", "staffing", "lessons", "texts", "interviews", "observation", "other"]
STEPS = ("survey", "draft", "hearing", "decision")
UNFILLED = "(fyll ut"  # how a template begins what the writer must fill in


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Part):
    """What the evaluation must answer, and the track it belongs to."""

    id: Words
    track: Words
    text: Words


class Duty(_Part):
    """A duty by law or guideline, and how this evaluation meets it."""

    rule: Words
    how: Words


class DataSource(_Part):
    """What the evaluation looks at: its kind, and for a survey or staffing files their folder beside the plan."""

    name: Words
    kind: SourceKind
    folder: Words | None = None


class Dates(_Part):
    """When the evaluation comes how far; a date that is not set is None. They follow each other."""

    survey: date | None = None
    draft: date | None = None
    hearing: date | None = None
    decision: date | None = None

    @model_validator(mode="after")
    def _follow_each_other(self) -> Dates:
        known = [(step, day) for step in STEPS if (day := getattr(self, step))]
        for (before, first), (after, second) in pairwise(known):
            if second < first:
                raise ValueError(f"{after} ({second}) is before {before} ({first}).")
        return self


class Plan(_Part):
    """A plan as `evaluation.toml` holds it. What was added after the first plans were written may be left out.

    `lines` is the key `tracks`: the tracks in order, so that one without questions is seen. `groups` are those
    whom the event concerned, beside the areas: no finding on one of them is a gap.
    """

    title: Words
    event: Words
    start: date = Field(alias="from")
    end: date = Field(alias="to")
    areas: list[Words] = Field(default_factory=list)
    groups: list[Words] = Field(default_factory=list)
    mandate: Words
    purpose: Words
    lines: list[Words] = Field(default_factory=list, alias="tracks")
    criteria: list[Words] = Field(default_factory=list)
    questions: list[Question] = Field(min_length=1)
    sources: list[Words] = Field(min_length=1)
    data: list[DataSource] = Field(default_factory=list)
    limits: list[Words] = Field(min_length=1)
    commented_by: list[Words] = Field(min_length=1)
    dates: Dates = Field(default_factory=Dates)
    duties: list[Duty] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Plan:
        wrong = [*_wrong_period(self), *_wrong_questions(self)]
        if wrong:
            raise ValueError(" ".join(wrong))
        return self

    @property
    def tracks(self) -> dict[str, list[Question]]:
        """The questions by track, in the order of `tracks` where it is given, or else of the questions."""
        tracks: dict[str, list[Question]] = {name: [] for name in self.lines}
        for question in self.questions:
            tracks.setdefault(question.track, []).append(question)
        return tracks

    def folder_of(self, kind: SourceKind) -> str | None:
        """Give the folder of the first data source of a kind."""
        return next((source.folder for source in self.data if source.kind == kind), None)

    def unfilled(self) -> list[str]:
        """Name the keys that still hold what a template says is to be filled in."""
        return list(_unfilled("", self.model_dump(by_alias=True)))


def read_plan(path: Path | str) -> Plan:
    """Read `evaluation.toml`; raise `FaultsFound` with every key that is missing, unknown or wrong."""
    return read_model(path, Plan, remedy="Mend it after the sample in notebooks/data/evaluation.toml.")


def _wrong_period(plan: Plan) -> Iterator[str]:
    if plan.end < plan.start:
        yield f"to ({plan.end}) is before from ({plan.start})."


def _wrong_questions(plan: Plan) -> Iterator[str]:
    names = [question.id for question in plan.questions]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"Two questions are called {name}."
    for question in plan.questions:
        if plan.lines and question.track not in plan.lines:
            yield f"{question.id} has the track “{question.track}”, which is not among tracks."


def _unfilled(place: str, value: object) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(UNFILLED):
        yield place
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _unfilled(f"{place}.{key}" if place else str(key), part)
