"""The codebook of a survey: what was asked of whom, in which words, and what the codes mean.

It is a TOML file that people write; every key is explained in the sample next to the data.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SkipValidation, ValidationError, field_validator

from kb.errors import Fault, FaultsFound
from kb.survey.misfits import tell_misfits
from kb.survey.routing import Rule, parse_rule
from kb.survey.scales import NPS_CODES, Answer, Part, Scale, Text

QuestionType = Literal["single", "multi", "likert", "number", "open", "nps"]


class Background(Part):
    """A property to sort respondents by; one in the frame is known for those who did not answer too.

    A level above another background `of` (directorates above areas) stands in no file: its codes say which
    codes below they hold.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    source: Literal["frame", "answers", "above"]
    of: str | None = None
    column: str | None = None
    codes: tuple[Answer, ...] = Field(min_length=2)


class Question(Part):
    """A question; it is asked of those who meet the rule `asked_if` (see `kb.survey.routing`), or of all.

    `also` are words that texts have for what it asks of, `column` is its column's name in an export, and `was` its
    id in the wave before, where that was another. One that is `voluntary` may be passed over; that its bases are
    small is no fault of the data.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: QuestionType
    wording: Text
    short: Text | None = None
    scale: str | None = None
    block: str | None = None
    asked_if: SkipValidation[Rule | None] = None
    also: tuple[str, ...] = ()
    column: str | None = None
    was: str | None = None
    voluntary: bool = False

    @field_validator("asked_if", mode="before")
    @classmethod
    def _parsed(cls, given: object) -> Rule:
        return parse_rule(str(given))  # a list or a number is refused there, with what it says


class Block(Part):
    """Questions on one scale that are shown together."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text


class Wave(Part):
    """When this survey was held, among the others of its kind."""

    id: str = Field(min_length=1)
    label: Text
    date: dt.date


class Population(Part):
    """Whom the frame lists, as of which day: those the survey was sent to.

    An anonymous survey has no list of persons that answers can be held against: `counts` names the column of
    frame.csv that says how many there are of each group, and respondents tell their group themselves.
    """

    label: Text
    date: dt.date | None = None
    counts: str | None = Field(default=None, pattern=r"^[a-zæøå][a-zæøå0-9_]*$")


class Codebook(Part):
    """All of it. `key` names the column that tells respondents apart in both files."""

    title: Text
    population: Population | None = None
    wave: Wave | None = None
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    background: tuple[Background, ...] = Field(min_length=1)
    scales: Mapping[str, Scale] = {}
    blocks: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)

    def question(self, name: str) -> Question | None:
        """Find a question by its id."""
        return next((question for question in self.questions if question.id == name), None)

    def in_block(self, block: str) -> list[Question]:
        """List the questions of a block in their order."""
        return [question for question in self.questions if question.block == block]

    def background_named(self, name: str) -> Background | None:
        """Find a background by its id."""
        return next((background for background in self.background if background.id == name), None)

    def in_frame(self) -> list[Background]:
        """List the background known for everybody who was asked, levels above those in the frame among them."""
        known = [background for background in self.background if background.source == "frame"]
        ids = [background.id for background in known]
        for background in self.background:  # a level stands after the one it is above
            if background.of in ids:
                known.append(background)
                ids.append(background.id)
        return known

    def in_answers(self) -> list[Background]:
        """List the background that stands in the file of answers."""
        counted = self.population is not None and self.population.counts is not None
        return [b for b in self.background if b.source == "answers" or (counted and b.source == "frame")]

    def scale_of(self, name: str) -> Scale | None:
        """Give the categories of a question or a background; None when it has none."""
        background = self.background_named(name)
        if background is not None:
            return Scale(answers=background.codes)
        question = self.question(name)
        if question is not None and question.type == "nps" and question.scale is None:
            return Scale(answers=tuple(Answer(code=code, nb=code) for code in NPS_CODES))
        return self.scales.get(question.scale) if question and question.scale else None


def read_codebook(path: Path) -> Codebook:
    """Read a codebook; raises `FaultsFound` with every key that is missing, unknown or of the wrong kind."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise _refusal(
            path, "Is not there.", "Write a codebook; the sample data has one to start from."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refusal(path, f"Cannot be read: {error}.", "Save it as TOML in UTF-8.") from error
    try:
        return Codebook.model_validate(content)
    except ValidationError as error:
        raise FaultsFound(tell_misfits(path.name, content, error)) from error


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
