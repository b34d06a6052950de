"""The codebook of a survey: what was asked of whom, in which words, and what the codes mean.

It is a TOML file that people write; every key is explained in the sample next to the data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import Fault, FaultsFound

Language = Literal["nb", "nn", "en"]
QuestionType = Literal["single", "multi", "likert", "number", "open"]


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
    """An answer category: its code in the data and its label."""

    code: str = Field(min_length=1)


class Scale(_Part):
    """Answer categories in order; "don't know" stands apart, for it is never part of a base."""

    answers: tuple[Answer, ...] = Field(min_length=2)
    dont_know: Answer | None = None

    @property
    def codes(self) -> list[str]:
        """List the codes of the answers in order, without "don't know"."""
        return [answer.code for answer in self.answers]

    @property
    def all_codes(self) -> list[str]:
        """List all codes that may stand in the data."""
        return self.codes + ([self.dont_know.code] if self.dont_know else [])


class Background(_Part):
    """A property to sort respondents by; one in the frame is known for those who did not answer too."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    source: Literal["frame", "answers"]
    codes: tuple[Answer, ...] = Field(min_length=2)


class Condition(_Part):
    """A condition for being asked: the answer to a question, or a background, is one of `codes`."""

    question: str | None = None
    background: str | None = None
    codes: tuple[str, ...] = Field(alias="in", min_length=1)

    @property
    def variable(self) -> str:
        """Give the id of the question or background it looks at."""
        return self.question or self.background or ""


class Question(_Part):
    """A question; it is asked of those for whom all conditions of `asked_if` hold."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: QuestionType
    wording: Text
    short: Text | None = None
    scale: str | None = None
    block: str | None = None
    asked_if: tuple[Condition, ...] = ()


class Block(_Part):
    """Questions on one scale that are shown together."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text


class Codebook(_Part):
    """All of it. `key` names the column that tells respondents apart in both files."""

    title: Text
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

    def in_frame(self) -> list[Background]:
        """List the background known for everybody who was asked."""
        return [background for background in self.background if background.source == "frame"]

    def scale_of(self, name: str) -> Scale | None:
        """Give the categories of a question or a background; None when it has none."""
        for background in self.background:
            if background.id == name:
                return Scale(answers=background.codes)
        question = self.question(name)
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
        faults = [
            _told(path, content, tuple(fault["loc"]), fault["type"], fault["msg"]) for fault in error.errors()
        ]
        raise FaultsFound(faults) from error


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])


def _told(path: Path, content: object, place: Sequence[int | str], kind: str, message: str) -> Fault:
    """Tell a fault of pydantic's in our words."""
    where = _named(content, place)
    if kind == "missing":
        return Fault(path.name, where, "Is missing.", "Add it.")
    if kind == "extra_forbidden":
        return Fault(path.name, where, "Is not a key of a codebook.", "Check the spelling, or remove it.")
    return Fault(path.name, where, f"{message}.", "Correct it.")


def _named(content: object, place: Sequence[int | str]) -> str:
    """Write a place as `questions[need].wording.nb`, with ids for numbers where there are any."""
    words = ""
    for step in place:
        content = _inside(content, step)
        name = content.get("id", step) if isinstance(content, dict) else step
        words += f"[{name}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")


def _inside(content: object, step: int | str) -> object:
    if isinstance(content, dict):
        return content.get(step)
    return content[step] if isinstance(content, list) and isinstance(step, int) else None
