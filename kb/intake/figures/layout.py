"""How a text is laid out: its statements, and for each the labels, headings and surroundings it stands under.

A statement is a sentence, a bullet, a line of a slide or a cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kb.intake.figures.lines import HEADING, Line, Span, running, sections, sentences

AROUND = 400  # letters before a statement that are its surroundings
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\Z")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_UNIT_WORDS = re.compile(r"\b(?:mill|mrd|kroner|prosent|timer|timar|nok)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch that says something, and those that say what it is about.

    `labels` are as near as the words of the statement: the heads of its row and column, or the lines a lone
    number stands under. `over` is the headings above it, or the first line of its slide.
    """

    start: int
    end: int
    around: Span
    labels: tuple[Span, ...] = ()
    over: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The statements of a text in order, and its tables: rows of cells by their places."""

    statements: tuple[Statement, ...]
    tables: tuple[tuple[tuple[Span, ...], ...], ...]


def lay_out(text: str) -> Layout:
    """Read the layout of Markdown, plain text or slides saved as text."""
    statements: list[Statement] = []
    tables: list[tuple[tuple[Span, ...], ...]] = []
    over: list[tuple[int, Span]] = []
    for section in sections(text):
        over = _under(over, section)
        heads = tuple(span for _, span in over)
        low = section[0].start
        rows = [line for line in section if line.kind == "row"]
        found = [part for line in running(section) for part in sentences(text, *line)]
        plain = [Statement(a, b, (max(low, a - AROUND), b), (), heads) for a, b in found]
        cells = []
        for table in _tables(rows):
            grid = tuple(tuple(_cells(line)) for line in table if not _RULE.match(line.text))
            tables.append(grid)
            cells += list(_cell_statements(grid, low, heads))
        statements += sorted([*_labelled(text, plain), *cells], key=lambda one: one.start)
    return Layout(tuple(statements), tuple(tables))


def _under(over: Sequence[tuple[int, Span]], section: Sequence[Line]) -> list[tuple[int, Span]]:
    """Give the headings that a section stands under: its own and those of higher levels."""
    first = next(line for line in section if line.kind != "blank")
    if found := HEADING.match(first.text):
        level = len(found[1])
        return [*(one for one in over if one[0] < level), (level, (first.start, first.end))]
    outer = [one for one in over if one[0] < 7]
    return [*outer, (7, (first.start, first.end))] if first.kind == "text" else outer


def _labelled(text: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Give a lone number the lines above it as labels, back to the last number, else the line below it.

    The heading it stands under is one too.
    """
    for place, one in enumerate(statements):
        if _is_lone(text[one.start : one.end]):
            labels = _lines_above(text, statements[max(0, place - 3) : place])
            labels = labels or _lines_above(text, statements[place + 1 : place + 2])
            yield replace(one, labels=tuple(dict.fromkeys([*labels, *one.over[-1:]])))
        else:
            yield one


def _lines_above(text: str, statements: Sequence[Statement]) -> list[Span]:
    """List the places of statements without digits, from the last one back."""
    spans = [(one.start, one.end) for one in reversed(statements)]
    return list(takewhile(lambda span: not _DIGIT.search(text, *span), spans))


def _is_lone(line: str) -> bool:
    return bool(_DIGIT.search(line)) and not _LETTERS.search(_UNIT_WORDS.sub("", line))


def _tables(rows: Sequence[Line]) -> Iterator[list[Line]]:
    table: list[Line] = []
    for row in rows:
        if table and row.start != table[-1].end + 1:
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _cells(line: Line) -> Iterator[Span]:
    """List the places of a row's cells, without the spaces around their words."""
    outer = line.text.strip()
    at = line.start + line.text.index("|") + 1
    for cell in outer[1:].removesuffix("|").split("|"):
        lead = len(cell) - len(cell.lstrip())
        yield at + lead, at + lead + len(cell.strip())
        at += len(cell) + 1


def _cell_statements(
    grid: Sequence[Sequence[Span]], low: int, heads: tuple[Span, ...]
) -> Iterator[Statement]:
    for row_at, row in enumerate(grid):
        for place, (start, end) in enumerate(row):
            head = [grid[0][place]] if row_at and place < len(grid[0]) else []
            labels = [row[0], *head] if place else head
            around = (max(low, start - AROUND), start)
            yield Statement(start, end, around, tuple(labels), heads)
