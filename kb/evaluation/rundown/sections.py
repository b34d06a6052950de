"""A plan taken apart: what stands under each heading, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.intake.records import Block, Original
from kb.lessons.bank.sentences import sentences_of

WHO_AND_WHERE = frozenset({"directorate", "unit", "contact"})  # what a form asks that no lesson answers
FEWEST_LETTERS = 20  # of a sentence that says anything to search by
FEWEST_WORDS = 20  # of an opening without a heading: fewer are a note or a date
OPENING = {"nb": "Innledning", "nn": "Innleiing", "en": "Opening"}


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a plan; the text before the first heading has none."""

    heading: str
    text: str
    page: int | None = None

    @property
    def sentences(self) -> list[str]:
        """The sentences and bullets that are long enough to say something."""
        return [part for part in sentences_of(self.text) if len(part) >= FEWEST_LETTERS]


@dataclass(frozen=True, slots=True)
class Text:
    """A plan as it was read: its title and its sections, those without text left out."""

    file: str
    title: str
    sections: tuple[Section, ...]


def read_text(path: Path) -> Text:
    """Read a plan, mandate or application of any kind that can be imported.

    Of a form, the answers are its sections, those left out that say who and where. Raises `FaultsFound` where it
    cannot be read, or has no text to go by.
    """
    from kb.intake.documents import read_original
    from kb.intake.genres import read_genre

    original = read_original(path, path.name)
    reading = read_genre(original)
    answers = [one for one in reading.answers if one.field not in WHO_AND_WHERE and one.text.strip()]
    if reading.genre == "application" and answers:
        sections = tuple(Section(one.question, one.text, one.page) for one in answers)
        return Text(original.file, reading.title, sections)
    return take_apart(original)


def take_apart(original: Original) -> Text:
    """Part a document at its headings. Raises `FaultsFound` where it has no text."""
    title, blocks = _titled(original)
    told = [section for section in _sections(blocks) if section.text.strip()]
    headed = any(section.heading for section in told)
    sections = tuple(s for s in told if s.heading or not headed or len(s.text.split()) >= FEWEST_WORDS)
    if not sections:
        fault = Fault(
            original.file, "file", "has no text to find lessons by.", "Give a plan with words in it."
        )
        raise FaultsFound([fault])
    return Text(original.file, title, sections)


def pasted(text: str, title: str = "") -> Text:
    """Take a text that was pasted: Markdown, or paragraphs under short lines that stand alone.

    Raises `FaultsFound` where it has no text.
    """
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        words = " ".join(paragraph.split())
        if words.startswith("#"):
            head, _, rest = paragraph.strip().partition("\n")
            blocks.append(Block("heading", head.lstrip("# "), len(head) - len(head.lstrip("#"))))
            words = " ".join(rest.split())
        if words:
            short = len(words) <= 80 and not words.endswith((".", "!", "…", ":", ",")) and words[:1].isupper()
            blocks.append(Block("heading", words, 2) if short else Block("paragraph", words))
    return take_apart(Original(title or "text", "txt", "", tuple(blocks), title=title))


def _titled(original: Original) -> tuple[str, list[Block]]:
    """Give the title and the blocks under it: the first heading where it is the only one of its level."""
    blocks = list(original.blocks)
    first = blocks[0] if blocks else None
    if first and first.kind == "heading":
        levels = [block.level for block in blocks if block.kind == "heading"]
        if (
            levels.count(min(levels)) == 1
            and first.level == min(levels)
            and (first.level == 1 or len(levels) > 1)
        ):
            return first.text, blocks[1:]
    return original.title or Path(original.file).stem, blocks


def _sections(blocks: list[Block]) -> Iterator[Section]:
    heading, page, lines = "", None, list[str]()
    for block in blocks:
        if block.kind == "heading":
            yield Section(heading, "\n".join(lines), page)
            heading, page, lines = block.text, block.page, []
        elif block.kind != "caption":
            lines.append(block.text)
    yield Section(heading, "\n".join(lines), page)
