"""What a finding is made of: a claim, the numbers and passages for and against it, and what is gone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["strength", "improvement"]
SourceKind = Literal["survey", "staffing", "data", "lesson", "text"]
Grade = Literal["strong", "medium", "weak"]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure from the data: its name in the text, what it counts, its form (as in `prose`), base and file.

    - `of`: how many stand behind a share; NaN for a count, which is of all.
    - `kind`: where it comes from. `key` names it in the file of approvals; one without is not held against it.
    - `about`: the areas and groups it tells of; none where it is of all.
    """

    name: str
    value: float
    what: str
    source: str
    form: str = "integer"
    base: str = ""
    of: float = math.nan
    kind: SourceKind = "data"
    key: str = ""
    about: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """What was approved: the figure and how many stand behind it."""
        behind = "" if math.isnan(self.of) else f" of {self.of:.10g}"
        return f"{self.value:.10g}{behind}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the bank, as it stood there when the page was made.

    `digest` is the fingerprint of all text under its heading and its first words; `drawn_from` are the documents
    that a lesson names as sources.
    `status` is a lesson's, `lesson_kind` whether it tells of a strength; both are empty for a text.
    """

    title: str
    heading: str
    path: str
    excerpt: str
    language: str = ""
    document: str = ""
    digest: str = ""
    status: str = ""
    lesson_kind: str = ""
    drawn_from: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def kind(self) -> SourceKind:
        """Tell a lesson from a text that people wrote for other reasons."""
        return "lesson" if self.status else "text"

    @property
    def key(self) -> str:
        """Name it in the file of approvals."""
        return f"passage {self.document}#{self.heading}" if self.digest else ""

    @property
    def state(self) -> str:
        """What was approved: the text's fingerprint, and how it begins."""
        return self.digest


@dataclass(frozen=True, slots=True)
class Gone:
    """Evidence that is not there: how it was asked for, what is wrong, and what to do."""

    asked: str
    problem: str
    remedy: str


Evidence = Number | Quote | Gone


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a claim's evidence is: what was counted, and the grade that the rule gives."""

    grade: Grade
    sources: int
    kinds: tuple[SourceKind, ...]
    against: int
    smallest_base: float
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding: its text with the figures in, as Markdown, the question it answers, and what is for and against it."""

    name: str
    statement: str
    kind: Kind
    question: str
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    strength: Strength
    about: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[SourceKind, ...]:
        """The kinds of source that count as evidence."""
        return self.strength.kinds
