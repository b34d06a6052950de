"""Plain text to blocks: prose with its headings, slides as lines, and what was once taken out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from kb.intake.documents.columns import table_rows
from kb.intake.documents.encodings import one_line
from kb.intake.documents.furniture import find_furniture, is_contents, is_page_number
from kb.intake.documents.marks import (
    chapter_level,
    is_caption,
    is_numbered,
    is_said,
    may_head,
    paragraph,
    strip_bullet,
    table,
)
from kb.intake.documents.mending import Line, is_broken, is_wrapped, join, runs_on
from kb.intake.records import Block

_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_PICTURE = re.compile(r"(?:portrett)?(?:bilder?|foto)\s+av\b", re.IGNORECASE)
_BREAK = 3  # blank lines between two slides


class _Stretch:
    """Lines that are one sentence or point."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines, self.text, self.gap = lines, join([line.text for line in lines]), lines[0].gap


def read_plain(text: str) -> tuple[Block, ...]:
    """Give the blocks of a plain text; a form feed begins a new page, and then pages are counted from 1."""
    pages = [_lines(page) for page in text.split("\f")]
    furniture = find_furniture([[line.text for line in page] for page in pages]) if len(pages) > 1 else set()
    blocks: list[Block] = []
    for number, page in enumerate(pages):
        kept = [line for place, line in enumerate(page) if (number, place) not in furniture]
        blocks += _blocks(kept, number + 1 if len(pages) > 1 else None, first=not blocks)
    return tuple(blocks)


def _lines(text: str) -> list[Line]:
    lines, gap = [], 0
    for raw in text.expandtabs(4).split("\n"):
        told = one_line(raw)
        if told and not is_page_number(told) and not is_contents(told):
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(told, indent, gap, runs_on=raw.endswith((" ", "\u00a0"))))
            gap = 0
        else:
            gap += not told
    return lines


def _blocks(lines: list[Line], page: int | None, *, first: bool) -> Iterator[Block]:
    stretches = _stretches(lines)
    slides = sum(line.gap >= _BREAK for line in lines) >= 3
    reading = _Reading(stretches, page, slides=slides, first=first)
    place = 0
    while place < len(stretches):
        rows, used = table_rows(stretch.text for stretch in islice(stretches, place, None))
        if rows and (found := table(rows, page)):
            yield found
            place += used
        else:
            yield reading.block(place)
            place += 1


def _stretches(lines: list[Line]) -> list[_Stretch]:
    wrapped, broken = _wrapped(lines), is_broken(lines)
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if groups and (
            place in wrapped or _hangs(groups[-1], line) or runs_on(groups[-1][-1], line, broken=broken)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_Stretch(group) for group in groups]


def _wrapped(lines: list[Line]) -> set[int]:
    """Give the places of lines that an editor or mail program broke off the line before."""
    starts = [place for place, line in enumerate(lines) if not place or line.gap] + [len(lines)]
    wrapped: set[int] = set()
    for start, end in pairwise(starts):
        group = lines[start:end]
        width = max(line.indent + len(line.text) for line in group)
        if 55 <= width <= 120 and len(group) > 2 and is_wrapped(group, width):
            wrapped.update(range(start + 1, end))
    return wrapped


def _hangs(above: list[Line], line: Line) -> bool:
    """Tell whether a line is indented under the point above it, or goes on with it."""
    if line.gap or not _is_point(above[0]) or _is_point(line):
        return False
    return line.indent > above[0].indent or above[-1].runs_on


def _is_point(line: Line) -> bool:
    return strip_bullet(line.text) is not None or is_numbered(line.text)


class _Reading:
    """Says of each stretch what it is, from its neighbours and what was said of those above."""

    def __init__(self, stretches: list[_Stretch], page: int | None, *, slides: bool, first: bool) -> None:
        self.stretches, self.page, self.slides, self.first = stretches, page, slides, first
        self.indents: list[int] = []
        self.before: Block | None = None

    def block(self, place: int) -> Block:
        """Make the block of the stretch at a place; places come in order."""
        self.before = self._block(place)
        return self.before

    def _block(self, place: int) -> Block:
        stretch = self.stretches[place]
        text = stretch.text
        if hashes := _HASHES.fullmatch(text):
            return Block("heading", hashes[2], len(hashes[1]), self.page)
        point = text.lstrip("> ") if text.startswith(">") else strip_bullet(text)
        if point and (text.startswith(">") or self._is_said(place, point)):
            return Block("quote", point, page=self.page)
        if point is not None or self._is_counted(place):
            return Block("bullet", point or text, self._depth(stretch), self.page)
        self.indents.clear()
        if self._is_heading(place):
            level = 1 if self.first and place == 0 and not self.slides else chapter_level(text) or 2
            return Block("heading", text, level, self.page)
        return (
            Block("caption", text, page=self.page)
            if self._names_picture(place)
            else paragraph(text, self.page)
        )

    def _is_said(self, place: int, point: str) -> bool:
        above = self.stretches[place - 1].text if place else ""
        alone = (place == 0 or self.stretches[place].gap > 0) and self._gap_below(place) > 0
        return is_said(point, above, alone=alone)

    def _gap_below(self, place: int) -> int:
        return self.stretches[place + 1].gap if place + 1 < len(self.stretches) else _BREAK

    def _is_counted(self, place: int) -> bool:
        if not is_numbered(self.stretches[place].text):
            return False
        around = self.stretches[max(0, place - 1) : place] + self.stretches[place + 1 : place + 2]
        return any(is_numbered(other.text) for other in around)

    def _depth(self, stretch: _Stretch) -> int:
        indent = stretch.lines[0].indent
        if stretch.gap > 1:
            self.indents.clear()
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents) - 1

    def _is_heading(self, place: int) -> bool:
        stretch = self.stretches[place]
        if self.slides:
            return self._opens(place) or (self._opens(place - 1) and self._asks(place))
        if place + 1 == len(self.stretches) or not may_head(stretch.text):
            return False
        below = self.stretches[place + 1]
        alone = (place == 0 or stretch.gap > 0) and (below.gap > 0 or strip_bullet(below.text) is not None)
        return alone and not self._answers(stretch.text)

    def _opens(self, place: int) -> bool:
        """Tell whether a slide begins there."""
        return place == 0 or (place > 0 and self.stretches[place].gap >= _BREAK)

    def _asks(self, place: int) -> bool:
        """Tell whether a slide's second line is the question that the lines below it answer."""
        below = self.stretches[place + 1 : place + 3]
        asked, title = self.stretches[place].text, self.stretches[place - 1].text
        return asked.endswith("?") > title.endswith("?") and len(below) == 2 and below[1].gap < _BREAK

    def _answers(self, text: str) -> bool:
        """Tell whether a short line is the answer to the question above it, or what stands under a title."""
        before = self.before
        if before is None or before.kind != "heading":
            return False
        dated = before.level == 1 and any(map(str.isdigit, text))
        return dated or (before.text.endswith("?") and not text.endswith("?"))

    def _names_picture(self, place: int) -> bool:
        below = self.stretches[place + 1 : place + 2]
        text = self.stretches[place].text
        return _PICTURE.match(text) is not None and any(not b.gap and is_caption(b.text) for b in below)
