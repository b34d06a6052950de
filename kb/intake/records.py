"""What is read out of a text people already wrote: its blocks, and what its genre makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.errors import Fault

BlockKind = Literal["heading", "paragraph", "bullet", "table", "quote", "caption"]
Genre = Literal["application", "status", "blog", "article", "hr", "report"]
Format = Literal["txt", "md", "docx", "pptx", "pdf", "html", "eml"]
Tongue = Literal["nb", "nn", "en"]
Level = Literal["municipality", "directorate", "area", "unit"]

# The folder of lessons/texts in which a text of a genre is kept.
FOLDERS: dict[Genre, str] = {
    "application": "soknader",
    "status": "status",
    "blog": "blogg",
    "article": "artikler",
    "hr": "rapporter",
    "report": "rapporter",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document: what it is, its text on one line, and the page or slide it stands on (from 1).

    `level` is 1–6 for a heading and 0, 1, … for the depth of a bullet. A table has `rows`, the head first, and
    its text is the rows' cells with a tab between.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read: its blocks in order, and what of it was not understood (`left_out`).

    `hash` is the SHA-256 of the file's bytes. `title` and `made` are the file's own properties, often wrong or
    missing. `paged` tells what `Block.page` counts.
    """

    file: str
    format: Format
    hash: str
    blocks: tuple[Block, ...]
    title: str = ""
    made: date | None = None
    paged: Literal["page", "slide", ""] = ""
    left_out: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a form with its answer; `field` is what the question asks for, "" where it is not known."""

    question: str
    text: str
    field: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading: its blocks, without the heading itself."""

    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A period; an end that is not told is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words somebody said, and the role of the one who said it; never a name."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A part of an organisation as the text names it, and its level."""

    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a survey with its base: who was asked, how many answered, and their share (0–1)."""

    question: str
    base: str = ""
    respondents: int | None = None
    rate: float | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of itself, as its genre tells it. Lists are empty where the text has none.

    `positives` and `negatives` are the points that a text itself marks as good or hard. `questions` are those it
    leaves open. `areas` are the names of `organisations` below the municipality. `asked` are the questions of a
    survey, `tracks` those an evaluation is planned in, `planned` where a survey or an evaluation is announced, and
    `doubts` what was read and does not add up. `held_back` tells, by kind and not by content, what must not be
    shown: contact persons.
    """

    genre: Genre
    title: str
    language: Tongue
    sure: float
    date: date | None = None
    period: Span | None = None
    areas: tuple[str, ...] = ()
    partners_internal: tuple[str, ...] = ()
    partners_external: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    answers: tuple[Answer, ...] = ()
    positives: tuple[Block, ...] = ()
    negatives: tuple[Block, ...] = ()
    questions: tuple[Block, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Block, ...] = field(default=())
    held_back: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    asked: tuple[Asked, ...] = ()
    tracks: tuple[Block, ...] = ()
    planned: tuple[Block, ...] = ()
    doubts: tuple[Fault, ...] = ()
