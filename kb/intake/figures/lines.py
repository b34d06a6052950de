"""A text's lines: which belong to one section or slide, which run on into each other, and where sentences end.

On slides a sentence runs over lines and even over empty ones; a line that goes on with a small letter, or
after a long line, is no new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.lessons.bank.passages import BULLET
from kb.lessons.bank.sentences import part_sentences

Span = tuple[int, int]

LONGEST = 2000  # letters of a sentence
FULL_LINE = 60  # letters after which a line was broken for want of room
_GAP = 3  # empty lines between two slides saved as text
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+\S")
_TIGHT = "•●▪"  # bullets that need no space after them
_ENDED = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its place, and whether it begins anew by its form."""

    start: int
    end: int
    text: str
    kind: str  # "text", "blank", "heading", "row" or "bullet"


def _lines(text: str) -> list[Line]:
    lines, at = [], 0
    for raw in text.split("\n"):
        bare = raw.strip()
        kind = "text"
        if not bare:
            kind = "blank"
        elif HEADING.match(raw):
            kind = "heading"
        elif bare.startswith("|") and bare.count("|") > 1:
            kind = "row"
        elif BULLET.match(raw) or bare[0] in _TIGHT:
            kind = "bullet"
        lines.append(Line(at, at + len(raw), raw, kind))
        at += len(raw) + 1
    return lines


def sections(text: str) -> Iterator[list[Line]]:
    """Part lines at headings, and where so many are empty that a new slide begins."""
    section: list[Line] = []
    blanks = 0
    for line in _lines(text):
        anew = line.kind == "heading" or (blanks >= _GAP and line.kind != "blank") or "\f" in line.text
        if anew and any(one.kind != "blank" for one in section):
            yield section
            section = []
        section.append(line)
        blanks = blanks + 1 if line.kind == "blank" else 0
    if any(one.kind != "blank" for one in section):
        yield section


def running(section: Sequence[Line]) -> Iterator[Span]:
    """Join the lines that run on into each other."""
    before: Line | None = None
    start, blanks = 0, 0
    for line in section:
        if line.kind == "blank":
            blanks += 1
            continue
        if before is not None and not _runs_on(before, line, blanks):
            yield start, before.end
            before = None
        if line.kind == "row":
            before = None
        else:
            start = line.start if before is None else start
            before = line
        blanks = 0
    if before is not None:
        yield start, before.end


def _runs_on(before: Line, line: Line, blanks: int) -> bool:
    if before.kind == "heading" or line.kind != "text" or blanks > 1:
        return False
    first, last = line.text.strip()[0], before.text.rstrip()
    if blanks:
        return first.islower() and not last.endswith(_ENDED)
    return first.islower() or first == "(" or len(last) >= FULL_LINE or last.endswith((",", "("))


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a stretch between sentences, and one that is too long between its letters."""
    for begun, ended in part_sentences(text, start, end):
        yield from _pieces(begun, ended)


def _pieces(start: int, end: int) -> Iterator[Span]:
    for low in range(start, end, LONGEST):
        yield low, min(low + LONGEST, end)
