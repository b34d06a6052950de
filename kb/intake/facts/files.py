"""The facts of a file: read as text or as a document, and listed with their places, names of persons masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.intake.facts.passages import text_of
from kb.intake.facts.reading import read_facts
from kb.intake.facts.records import TextFact
from kb.intake.records import Block
from kb.privacy.persons import mask_persons

PLAIN = (".md", ".txt")
_FRONT_DATE = re.compile(r"\A---[ \t]*\n(?:(?!---)[^\n]*\n){0,40}?date:[ \t]*['\"]?(\d{4}-\d\d-\d\d)")
_NAMED_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=\D)")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts of a file, the text their places are in, and the day it is taken to be written (None: unknown)."""

    file: str
    text: str
    near: date | None
    facts: tuple[TextFact, ...]

    def line_of(self, fact: TextFact) -> int:
        """Give the line, from 1, that a fact stands on."""
        return self.text.count("\n", 0, fact.start) + 1

    def as_dict(self) -> dict[str, object]:
        """Give what is written to JSON: each fact with its line and passage, persons in the passages masked."""
        hide = masking()
        listed = []
        for fact in self.facts:
            told = fact.as_dict()
            told["line"] = self.line_of(fact)
            passage = fact.passage
            told["passage"] = {
                "heading": hide(passage.heading),
                "sentence": hide(passage.sentence),
                "start": passage.start,
                "end": passage.end,
                "page": passage.page,
            }
            listed.append(told)
        near = self.near.isoformat() if self.near else None
        return {"file": self.file, "date": near, "facts": listed}


def read_file_facts(path: Path, *, near: date | None = None) -> FileFacts:
    """Read the facts of a text or document.

    `near` is the day it was written; else its front matter or its file's name tells. The places are those in
    the file's text for .md and .txt, and in its blocks written as text (`text_of`) for all else. Raises
    `FaultsFound` for a file that cannot be read.
    """
    source = _text(path) if path.suffix.lower() in PLAIN else _blocks(path)
    text = source if isinstance(source, str) else text_of(source)[0]
    day = near or _own_date(path, text)
    return FileFacts(path.name, text, day, tuple(read_facts(source, near=day)))


def masking() -> Callable[[str], str]:
    """Give a function that masks the persons in a passage, each passage once."""
    return cache(mask_persons)


def _text(path: Path) -> str:
    from kb.intake.documents.encodings import decode

    try:
        return decode(path.read_bytes(), path.name)[0]
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})."
        remedy = "Check its name and your access to it."
        raise FaultsFound([Fault(path.name, "file", problem, remedy)]) from error


def _blocks(path: Path) -> tuple[Block, ...]:
    from kb.intake.documents.reading import read_original

    return read_original(path, path.name).blocks


def _own_date(path: Path, text: str) -> date | None:
    found = _FRONT_DATE.match(text) or _NAMED_DATE.match(path.name)
    try:
        return date.fromisoformat(found[found.re.groups]) if found else None
    except ValueError:
        return None
