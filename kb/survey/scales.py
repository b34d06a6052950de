"""Words in three languages, and the answers they stand for: what questions and backgrounds share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["nb", "nn", "en"]
NPS_CODES = tuple(str(point) for point in range(11))  # how likely to recommend, 0 to 10


class Part(BaseModel):
    """A part of a codebook: nothing unknown in it, and nothing changed once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Part):
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


class Scale(Part):
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
