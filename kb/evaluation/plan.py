"""The plan of an evaluation: mandate, questions by track, sources, limits, and how the duties are met."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kb.tomlfiles import read_model

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


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


class Plan(_Part):
    """A plan as `evaluation.toml` holds it."""

    title: Words
    event: Words
    start: date = Field(alias="from")
    end: date = Field(alias="to")
    areas: list[Words] = Field(default_factory=list)
    mandate: Words
    purpose: Words
    questions: list[Question] = Field(min_length=1)
    sources: list[Words] = Field(min_length=1)
    limits: list[Words] = Field(min_length=1)
    commented_by: list[Words] = Field(min_length=1)
    duties: list[Duty] = Field(min_length=1)

    @property
    def tracks(self) -> dict[str, list[Question]]:
        """The questions by track, in the order of the file."""
        tracks: dict[str, list[Question]] = {}
        for question in self.questions:
            tracks.setdefault(question.track, []).append(question)
        return tracks


def read_plan(path: Path | str) -> Plan:
    """Read `evaluation.toml`; raise `FaultsFound` with every key that is missing, unknown or wrong."""
    return read_model(path, Plan, remedy="Mend it after the sample in notebooks/data/evaluation.toml.")
