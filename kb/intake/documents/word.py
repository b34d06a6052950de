"""Word documents to blocks. python-docx opens the package; its XML is walked here, in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.errors import Fault
from kb.intake.documents.encodings import one_line
from kb.intake.documents.marks import (
    chapter_level,
    is_caption,
    is_said,
    may_head,
    paragraph,
    strip_bullet,
    table,
)
from kb.intake.documents.wordstyles import Style, read_styles
from kb.intake.documents.wordtext import (
    DEEPEST,
    THROUGH,
    W,
    boxes_in,
    cell_text,
    cells_of,
    depth_of,
    is_bold,
    number_of,
    rows_of,
    text_of,
)
from kb.intake.records import Block

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element

_KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


def read_word(content: bytes, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, title and date of a .docx and what was left out.

    Left out: heads and feet, notes, comments, tables of contents, text that was struck by tracked changes.
    """
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in _KINDS:  # python-docx knows .docx alone; a template and a file with macros hold the same text
        PartFactory.part_type_for.setdefault(kind, DocumentPart)
    package: Any = Package.open(io.BytesIO(content)).main_document_part
    document: Any = package.document
    reading = _Reading(read_styles(document.styles.element))
    blocks = _told_apart(list(reading.within(document.element.body, 0)))
    properties = document.core_properties
    made = properties.created or properties.modified
    notes = _left_out(package, document.element, name)
    return tuple(blocks), one_line(properties.title or ""), made.date() if made else None, notes


@dataclass(frozen=True, slots=True)
class _Found:
    """A block, and whether all its letters are bold."""

    block: Block
    bold: bool = False


class _Reading:
    def __init__(self, styles: dict[str, Style]) -> None:
        self.styles = styles

    def within(self, parent: _Element, depth: int) -> Iterator[_Found]:
        """Give the blocks of a body, a cell or a text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in THROUGH and depth < DEEPEST:
                yield from self.within(child, depth + 1)

    def _paragraph(self, element: _Element, depth: int) -> Iterator[_Found]:
        style = self._style(element)
        text = one_line(text_of(element))
        if text and not style.contents:
            yield _Found(self._block(element, style, text), bold=is_bold(element, style))
        if depth < DEEPEST:
            for box in boxes_in(element):
                yield from self.within(box, depth + 1)

    def _style(self, element: _Element) -> Style:
        named = element.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(named.get(f"{W}val", "") if named is not None else "", self.styles[""])

    def _block(self, element: _Element, style: Style, text: str) -> Block:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        level = number_of(outline) + 1 if outline is not None else style.level
        if 0 < level <= 9:
            return Block("heading", text, min(level, 6))
        if style.kind in ("quote", "caption"):
            return Block(style.kind, text)
        depth = depth_of(element, style)
        if depth is not None:
            return Block("bullet", strip_bullet(text) or text, depth)
        return paragraph(text)

    def _table(self, element: _Element, depth: int) -> Iterator[_Found]:
        rows = [list(cells_of(row)) for row in rows_of(element, depth)]
        if sum(len(row) for row in rows) == 1 and depth < DEEPEST:  # a frame around text
            for cell in rows[0]:
                if cell is not None:
                    yield from self.within(cell, depth + 1)
            return
        told = [["" if cell is None else cell_text(cell) for cell in row] for row in rows]
        found = table(told)
        if found:
            yield _Found(found)


def _told_apart(found: list[_Found]) -> list[Block]:
    """Make headings of short bold lines, quotes of what somebody said, and points of typed bullets."""
    blocks: list[Block] = []
    level = 1 if any(one.block.kind == "heading" for one in found) else 0
    for place, one in enumerate(found):
        block, text = one.block, one.block.text
        if block.kind == "heading":
            level = block.level
        elif block.kind == "paragraph" and one.bold and may_head(text) and place + 1 < len(found):
            block = Block("heading", text, chapter_level(text) or min(level + 1, 6))
        elif block.kind == "paragraph" and (point := strip_bullet(text)) is not None:
            beside = [found[i].block.text for i in (place - 1, place + 1) if 0 <= i < len(found)]
            alone = text[0] == "–" or not any(strip_bullet(other) is not None for other in beside)
            said = is_said(point, blocks[-1].text if blocks else "", alone=alone)
            block = Block("quote" if said else "bullet", point)
        blocks.append(replace(block, kind="caption") if block.kind == "quote" and is_caption(text) else block)
    return blocks


def _left_out(part: DocumentPart, root: _Element, name: str) -> tuple[Fault, ...]:
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
    found = (
        ("picture(s), which were not looked at", sum(1 for _ in root.iter(drawing))),
        ("foot- and endnote(s), which were not read", _count(root, "footnoteReference", "endnoteReference")),
        ("comment(s), which were not read", _count(root, "commentReference")),
        ("passage(s) struck by tracked changes, which were left out", _count(root, "del", "moveFrom")),
    )
    remedy = "Look at the file itself where that matters."
    notes = [Fault(name, "file", f"has {count} {told}.", remedy) for told, count in found if count]
    outside = sum(rel.is_external and "hyperlink" not in rel.reltype for rel in part.rels.values())
    if outside:
        problem = f"points to {outside} file(s) outside it, which were not fetched."
        notes.append(Fault(name, "file", problem, remedy))
    return tuple(notes)


def _count(root: _Element, *names: str) -> int:
    return sum(1 for name in names for _ in root.iter(f"{W}{name}"))
