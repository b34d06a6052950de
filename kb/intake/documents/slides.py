"""Presentations to blocks, slide by slide from the top down, with python-pptx."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from kb.errors import Fault
from kb.intake.documents.diagrams import chart_rows, diagram_points
from kb.intake.documents.encodings import one_line
from kb.intake.documents.marks import paragraph, strip_bullet, table
from kb.intake.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pptx.slide import Slide

Shape: TypeAlias = Any  # python-pptx has no type that holds what all its shapes can do

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
_TITLES = {"title", "ctrTitle"}
_UNMARKED = {*_TITLES, "subTitle"}
_LINE = 150_000  # EMU, some 4 mm: shapes as high as each other are read from the left
_DEEPEST = 10  # groups within groups


def read_slides(content: bytes, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, title and date of a .pptx, `Block.page` counting slides from 1, and what was left out.

    Left out: speaker's notes, which are the speaker's own; hidden slides; dates, feet and numbers of slides.
    Charts become tables of the figures they were drawn from.
    """
    from pptx import Presentation

    show = Presentation(io.BytesIO(content))
    blocks: list[Block] = []
    hidden, notes, pictures = [], 0, 0
    for number, slide in enumerate(show.slides, start=1):
        if slide.element.get("show") in ("0", "false"):
            hidden.append(number)
            continue
        blocks += _slide(slide, number)
        notes += _has_notes(slide)
        pictures += sum(1 for _ in slide.element.iter(f"{_P}pic"))
    properties = show.core_properties
    made = properties.created or properties.modified
    told = _left_out(name, hidden, notes, pictures)
    return tuple(blocks), one_line(properties.title or ""), made.date() if made else None, told


def _slide(slide: Slide, number: int) -> Iterator[Block]:
    shapes = list(_ordered(slide.shapes))
    titles = [shape for shape in shapes if _role(shape) in _TITLES]
    for shape in (*titles, *(shape for shape in shapes if shape not in titles)):
        yield from _shape(shape, number, 0)


def _ordered(shapes: Iterable[Shape]) -> list[Shape]:
    """Put shapes in reading order: from the top, and from the left where they stand as high as each other."""
    kept = [shape for shape in shapes if _role(shape) not in _FURNITURE]
    kept.sort(key=lambda shape: shape.top or 0)
    lines: list[list[Shape]] = []
    for shape in kept:
        if lines and (shape.top or 0) - (lines[-1][0].top or 0) <= _LINE:
            lines[-1].append(shape)
        else:
            lines.append([shape])
    return [shape for line in lines for shape in sorted(line, key=lambda shape: shape.left or 0)]


def _role(shape: Shape) -> str:
    """Give the type of a placeholder; "body" where it tells none, "" for what is no placeholder."""
    placeholder = next(shape.element.iter(f"{_P}ph"), None) if shape.is_placeholder else None
    return "" if placeholder is None else str(placeholder.get("type") or "body")


def _shape(shape: Shape, number: int, depth: int) -> Iterator[Block]:
    if hasattr(shape, "shapes"):
        if depth < _DEEPEST:
            for inner in _ordered(shape.shapes):
                yield from _shape(inner, number, depth + 1)
    elif getattr(shape, "has_table", False):
        yield from _some(
            table([[_text(cell.txBody) for cell in row.tc_lst] for row in shape.table._tbl.tr_lst], number)
        )
    elif getattr(shape, "has_chart", False):
        title, rows = chart_rows(shape.chart._chartSpace)
        if title:
            yield Block("caption", title, page=number)
        yield from _some(table(rows, number))
    elif shape.has_text_frame:
        yield from _texts(shape, number)
    else:
        points = diagram_points(shape)
        yield from (Block("bullet", text, level, number) for level, text in points)


def _some(block: Block | None) -> Iterator[Block]:
    if block is not None:
        yield block


def _texts(shape: Shape, number: int) -> Iterator[Block]:
    role = _role(shape)
    body = shape.element.find(f"{_P}txBody")
    paragraphs = body.findall(f"{_A}p") if body is not None else []
    if role in _TITLES:
        text = one_line(" ".join(_paragraph_text(p) for p in paragraphs))
        if text:
            yield Block("heading", text, 1 if role == "ctrTitle" else 2, number)
        return
    for element in paragraphs:
        text = one_line(_paragraph_text(element))
        if text:
            yield _block(element, text, number, listed=role != "" and role not in _UNMARKED)


def _block(element: _Element, text: str, number: int, *, listed: bool) -> Block:
    """Make a point of a paragraph with a bullet: its own, its placeholder's, or one typed in."""
    properties = element.find(f"{_A}pPr")
    own = "" if properties is None else next(
        (child.tag for child in properties if child.tag.startswith(f"{_A}bu")
         and child.tag.endswith(("buNone", "buChar", "buAutoNum", "buBlip"))), ""
    )  # fmt: skip
    point = strip_bullet(text)
    marked = listed if not own else not own.endswith("buNone")
    if not marked and point is None:
        return paragraph(text, number)
    level = properties.get("lvl", "0") if properties is not None else "0"
    return Block("bullet", point or text, min(int(level), 8) if level.isdecimal() else 0, number)


def _text(body: _Element | None) -> str:
    return one_line(" ".join(_paragraph_text(p) for p in body.findall(f"{_A}p"))) if body is not None else ""


def _paragraph_text(element: _Element) -> str:
    return "".join(
        " " if child.tag in (f"{_A}br", f"{_A}tab") else child.text or ""
        for child in element.iter(f"{_A}t", f"{_A}br", f"{_A}tab")
    )


def _has_notes(slide: Slide) -> bool:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame is not None and bool(frame.text.strip())


def _left_out(name: str, hidden: list[int], notes: int, pictures: int) -> tuple[Fault, ...]:
    told = []
    if hidden:
        where = ", ".join(map(str, hidden[:10]))
        remedy = "Show them in PowerPoint and import it again, if they are to be read."
        told.append(Fault(name, f"slide {where}", f"{len(hidden)} hidden slide(s) were left out.", remedy))
    if notes:
        remedy = "Write on the slide what is to be read."
        told.append(
            Fault(name, "file", f"has speaker's notes to {notes} slide(s), which were left out.", remedy)
        )
    if pictures:
        remedy = "Write in words what they tell, where that matters."
        told.append(Fault(name, "file", f"has {pictures} picture(s), which were not looked at.", remedy))
    return tuple(told)
