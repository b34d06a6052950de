"""The lines of a PDF's pages as values: text, place, height and weight, with what was drawn beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.intake.documents.encodings import one_line
from kb.intake.documents.furniture import is_contents
from kb.intake.documents.grids import Box
from kb.intake.documents.marks import strip_bullet


@dataclass(frozen=True, slots=True)
class Row:
    """A line on a page: its text, its box, and the height and weight of its letters."""

    text: str
    box: Box
    size: float
    bold: bool
    page: int
    cells: tuple[str, ...] = ()
    places: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines and drawn rules; a wide page is a slide."""

    number: int
    rows: tuple[Row, ...]
    rules: tuple[Box, ...] = ()
    wide: bool = False


def make_page(page: Mapping[str, Any], number: int) -> Page:
    """Make a page of what `kb.intake.documents.pages` tells of it."""
    rules: tuple[Box, ...] = tuple((x[0], x[1], x[2], x[3]) for x in page["rules"])
    discs = [box for box in rules if _is_disc(box)]
    rows = _merged([row for line in page["lines"] if (row := _row(line, number)).text])
    kept = tuple(_marked(row, discs) for row in rows if not is_contents(row.text))
    return Page(number, kept, rules, wide=page["width"] > page["height"])


def _merged(rows: list[Row]) -> list[Row]:
    """Put pieces that stand as high as each other on one line; PDFium parts some at a table's gaps."""
    merged: list[Row] = []
    for row in rows:
        last = merged[-1] if merged else None
        if last and _is_beside(last, row):
            box = (last.box[0], min(last.box[1], row.box[1]), row.box[2], max(last.box[3], row.box[3]))
            cells, places = (*last.cells, *row.cells), (*last.places, *row.places)
            text = f"{last.text} {row.text}"
            merged[-1] = replace(
                last, text=text, box=box, cells=cells, places=places, bold=last.bold and row.bold
            )
        else:
            merged.append(row)
    return merged


def _is_beside(last: Row, row: Row) -> bool:
    shared = min(last.box[3], row.box[3]) - max(last.box[1], row.box[1])
    lower = min(last.box[3] - last.box[1], row.box[3] - row.box[1])
    return row.box[0] >= last.box[2] - 1 and shared > 0.6 * lower


def _is_disc(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return 1.5 <= wide <= 9 and 0.7 <= wide / max(high, 0.1) <= 1.4


def _marked(row: Row, discs: list[Box]) -> Row:
    """Write the bullet that was drawn beside a line, as browsers do, before its text."""
    left, top, _, foot = row.box
    drawn = any(
        left - 40 < disc[0] < disc[2] <= left and top <= (disc[1] + disc[3]) / 2 <= foot for disc in discs
    )
    return replace(row, text=f"• {row.text}") if drawn and strip_bullet(row.text) is None else row


def _row(line: Mapping[str, Any], number: int) -> Row:
    pieces = [(tuple(piece[:4]), one_line(piece[4])) for piece in line["pieces"]]
    kept = [(box, text) for box, text in pieces if text] or [((0.0, 0.0, 0.0, 0.0), "")]
    boxes = [box for box, _ in kept]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    texts = tuple(text for _, text in kept)
    return Row(" ".join(texts), box, line["size"], line["bold"], number, texts, tuple(boxes))
