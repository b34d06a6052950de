"""The passages of a text: its sentences with the heading each stands under, and the pages of its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.intake.facts.records import Passage
from kb.intake.figures.layout import Layout, Statement, lay_out
from kb.intake.figures.lines import Span
from kb.intake.records import Block

_SLIDES = 3  # so many sections without marks are slides, each under its first line
_HEADING = re.compile(r"[^\W\d_][^\n]{1,88}[^\s.,;]")
_LONGEST = 400  # letters of a passage that are shown


@dataclass(frozen=True, slots=True)
class Laid:
    """A text with its sentences in order, from which place each page is read, and its lines that are headings."""

    text: str
    layout: Layout
    pages: tuple[tuple[int, int], ...] = ()
    lines: tuple[Span, ...] = ()

    def statement_at(self, place: int) -> Statement:
        """Give the sentence that a place stands in."""
        statements = self.layout.statements
        at = bisect_right(statements, place, key=lambda one: one.start) - 1
        return statements[max(0, at)] if statements else Statement(0, len(self.text), (0, 0))

    def passage_at(self, place: int) -> Passage:
        """Give the passage that a place stands in."""
        one = self.statement_at(place)
        heading = self._heading(one)
        at = bisect_right(self.pages, (place, 1 << 60)) - 1
        page = self.pages[at][1] if at >= 0 else None
        said = _line(self.text[one.start : one.end]).lstrip("-*•–> ")
        return Passage(_line(heading).lstrip("# "), said, one.start, one.end, page)

    def _heading(self, one: Statement) -> str:
        """Give the heading as it is marked, else the short line that stands by itself above in a running text."""
        over = self.text[slice(*one.over[-1])] if one.over else ""
        if over.startswith("#") or not self.lines:
            return over
        at = bisect_right(self.lines, (one.end, one.end)) - 1
        return self.text[slice(*self.lines[at])] if at >= 0 else ""


def lay_passages(text: str, pages: tuple[tuple[int, int], ...] = ()) -> Laid:
    """Lay out a text for its passages."""
    layout = lay_out(text)
    slides = len({one.over for one in layout.statements if one.over}) > _SLIDES
    lines = () if slides else tuple(_alone(text))
    return Laid(text, layout, pages, lines)


def _alone(text: str) -> Iterator[Span]:
    """Find the short lines that stand by themselves, an empty line above and below, and end as no sentence does."""
    lines = ["", *text.split("\n"), ""]
    at = 0
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        bare = line.strip()
        if bare and not above.strip() and not below.strip() and _HEADING.fullmatch(bare):
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1


def text_of(blocks: Sequence[Block]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Write blocks as a text whose layout is read as theirs, and list the places where each page begins."""
    parts: list[str] = []
    pages: list[tuple[int, int]] = []
    at = 0
    for block in blocks:
        if block.page is not None and (not pages or pages[-1][1] != block.page):
            pages.append((at, block.page))
        written = "\n".join(_written(block)) + "\n\n"
        parts.append(written)
        at += len(written)
    return "".join(parts), tuple(pages)


def _written(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        yield f"{'#' * min(6, max(1, block.level))} {block.text}"
    elif block.kind == "bullet":
        yield f"{'  ' * block.level}- {block.text}"
    elif block.rows:
        for row in block.rows:
            yield f"| {' | '.join(' '.join(cell.replace('|', '/').split()) for cell in row)} |"
    else:
        yield block.text


def _line(text: str) -> str:
    told = " ".join(text[: 2 * _LONGEST].split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
