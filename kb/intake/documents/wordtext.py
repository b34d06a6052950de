"""The text, cells and lists of a Word document's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.intake.documents.encodings import one_line
from kb.intake.documents.wordstyles import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_SPACES = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", _FALLBACK, _BOX}
THROUGH = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body")}
DEEPEST = 20  # tables within tables and boxes within boxes; Word itself draws some ten


def text_of(element: _Element) -> str:
    """Give the text of a paragraph: what stands, without what was struck and without text boxes."""
    parts: list[str] = []
    walk = [iter(element)]
    while walk:
        child = next(walk[-1], None)
        if child is None:
            walk.pop()
        elif child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in _SPACES:
            parts.append(_SPACES[child.tag])
        elif child.tag not in _SKIPPED:
            walk.append(iter(child))
    return "".join(parts)


def boxes_in(element: _Element) -> Iterator[_Element]:
    """Give the text boxes in a paragraph; Word writes each twice, the second time for old programs."""
    walk = [iter(element)]
    while walk:
        child = next(walk[-1], None)
        if child is None:
            walk.pop()
        elif child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            walk.append(iter(child))


def rows_of(element: _Element, depth: int) -> Iterator[_Element]:
    """Give the rows of a table."""
    for child in element:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in THROUGH and depth < DEEPEST:
            yield from rows_of(child, depth + 1)


def cells_of(row: _Element) -> Iterator[_Element | None]:
    """Give a row's cells; None stands for a place that a cell beside or above reaches over."""
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr"), None) is not row:
            continue
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        reaches = cell.find(f"{W}tcPr/{W}gridSpan")
        yield None if merged is not None and merged.get(f"{W}val") != "restart" else cell
        for _ in range(min(number_of(reaches) if reaches is not None else 1, 60) - 1):
            yield None


def cell_text(cell: _Element) -> str:
    """Give a cell's text on one line."""
    return one_line(" ".join(text_of(p) for p in cell.iter(f"{W}p")))


def depth_of(element: _Element, style: Style) -> int | None:
    """Give a paragraph's depth in a list, from 0; None where it stands in none."""
    listed = element.find(f"{W}pPr/{W}numPr")
    if listed is None:
        return style.depth
    number, level = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
    if number is not None and number.get(f"{W}val") == "0":  # the style's list, taken off here
        return None
    return min(number_of(level), 8) if level is not None else style.depth or 0


def number_of(element: _Element) -> int:
    """Give an element's value; 0 where it is no number."""
    value = element.get(f"{W}val", "")
    return int(value) if re.fullmatch(r"\d{1,4}", value) else 0


def is_bold(element: _Element, style: Style) -> bool:
    """Tell whether all letters of a paragraph are bold."""
    runs = [run for run in element.iter(f"{W}r") if one_line(text_of(run))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(
        style.bold if mark is None else mark.get(f"{W}val", "1") not in ("0", "false") for mark in marks
    )
