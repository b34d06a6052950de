"""Tables in Word: caption, a head that is repeated on every sheet, numbers flush right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import Tag
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kb.reports.palette import LIGHT
from kb.reports.paper.word_inline import Look, write_inline
from kb.reports.paper.word_styles import TEXT_WIDTH
from kb.reports.tables.grid import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row

_WIDE = 7  # columns from which the letters are smaller
_LEAST, _MOST = 6, 46  # letters that a column counts for when the width is shared out


def write_table(document: Document, table: Tag, places: Mapping[str, str]) -> None:
    """Write a table; its first row heads the columns and its first column the rows."""
    rows = [row.find_all(["th", "td"]) for row in table.find_all("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    columns = max(len(row) for row in rows)
    heads = len(table.thead.find_all("tr")) if isinstance(table.thead, Tag) else 0
    written = document.add_table(len(rows), columns)
    _describe(written, table)
    widths = _widths(rows, columns)
    for column, width in zip(written.columns, widths, strict=True):
        column.width = Mm(width)
    size = 8.5 if columns >= _WIDE else 9.5
    for at, (row, cells) in enumerate(zip(written.rows, rows, strict=True)):
        last = at == len(rows) - 1 and cells[0].find_parent("tfoot") is not None
        _set_row(row, head=at < heads)
        for cell, source, width in zip(row.cells, cells, widths, strict=False):
            cell.width = Mm(width)
            _write_cell(cell, source, places, size, bold=at < heads or last)
    _close(document)


def _write_cell(cell: _Cell, source: Tag, places: Mapping[str, str], size: float, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if _is_number(source):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for child in source.children:
        write_inline(paragraph, child, places, Look(bold=bold))
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _is_number(source: Tag) -> bool:
    """Tell whether a cell is flush right: by itself, or as all of its table but the first column."""
    table = source.find_parent("table")
    alike = NUMBERS in (table.get("class") or []) if table else False
    return "number" in (source.get("class") or []) or (alike and source.find_previous_sibling() is not None)


def _set_row(row: _Row, *, head: bool) -> None:
    """Keep a row on one sheet, and repeat it at the top of each where it heads the columns."""
    form = row._tr.get_or_add_trPr()
    form.append(OxmlElement("w:cantSplit"))
    if head:
        form.append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            cell._tc.get_or_add_tcPr().append(_borders("tcBorders", {"bottom": "ink"}))


def _describe(table: Table, source: Tag) -> None:
    """Set thin lines, and tell programs that read aloud what the table is and which cells head it."""
    form = table._tbl.tblPr
    form.append(_borders("tblBorders", {"bottom": "line", "insideH": "line"}))
    form.append(_margins())
    look = form.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
    form.append(look)  # the order of these elements is laid down
    look.attrib.clear()
    for key, value in (("val", "00A0"), ("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "0")):
        look.set(qn(f"w:{key}"), value)
    if isinstance(source.caption, Tag):
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), " ".join(source.caption.get_text().split()))
        form.append(caption)


def _margins() -> BaseOxmlElement:
    """Keep columns apart: a number flush right would else touch the text after it."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "60"), ("right", "180")):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), width)
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    return margins


def _borders(name: str, sides: Mapping[str, str]) -> BaseOxmlElement:
    borders = OxmlElement(f"w:{name}")
    for side, colour in sides.items():
        line = OxmlElement(f"w:{side}")
        for key, value in (
            ("val", "single"),
            ("sz", "4"),
            ("space", "0"),
            ("color", LIGHT[colour].lstrip("#")),
        ):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    return borders


def _widths(rows: Sequence[Sequence[Tag]], columns: int) -> list[float]:
    """Share the width out by the longest text of each column, in millimetres."""
    longest = [
        max(len(row[at].get_text(strip=True)) if at < len(row) else 0 for row in rows)
        for at in range(columns)
    ]
    weights = [min(max(letters, _LEAST), _MOST) for letters in longest]
    return [TEXT_WIDTH * weight / sum(weights) for weight in weights]


def _close(document: Document) -> None:
    """Leave a little room under a table: two that touch would become one."""
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(8)
