"""The codebook of a survey: what was asked of whom, in which words, and what the codes mean.

It is a TOML file that people write; every key is explained in the sample next to the data.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, ValidationError, field_validator

from kb.errors import Fault, FaultsFound
from kb.survey.misfits import tell_misfits
from kb.survey.routing import Rule, parse_rule

Language = Literal["nb", "nn", "en"]
QuestionType = Literal["single", "multi", "likert", "number", "open", "nps"]
NPS_CODES = tuple(str(point) for point in range(11))  # how likely to recommend, 0 to 10


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(_Part):
    """Words in up to three languages; bokmål stands in where another is not given."""

    nb: str = Field(min_length=1)
    nn: str | None = None
    en: str | None = None

    def in_language(self, language: Language) -> str:
        """Give the words in a language."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language] or self.nb


class Answer(Text):
    """An answer category: its code in the data and its label, and other words that texts have for it.

    `holds` are the codes that a category of a level above takes from the level below.
    """

    code: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class Scale(_Part):
    """Answer categories in order; "don't know" stands apart, for it is never part of a base.

    `good` says which end is the favourable one, for net scores; a scale that only sorts has none.
    """

    answers: tuple[Answer, ...] = Field(min_length=1, max_length=100)
    dont_know: Answer | None = None
    good: Literal["high", "low"] | None = None

    @property
    def codes(self) -> list[str]:
        """List the codes of the answers in order, without "don't know"."""
        return [answer.code for answer in self.answers]

    @property
    def all_codes(self) -> list[str]:
        """List all codes that may stand in the data."""
        return self.codes + ([self.dont_know.code] if self.dont_know else [])


class Background(_Part):
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


class Question(_Part):
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


class Block(_Part):
    """Questions on one scale that are shown together."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text


class Wave(_Part):
    """When this survey was held, among the others of its kind."""

    id: str = Field(min_length=1)
    label: Text
    date: dt.date


class Population(_Part):
    """Whom the frame lists, as of which day: those the survey was sent to."""

    label: Text
    date: dt.date | None = None


class Codebook(_Part):
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
