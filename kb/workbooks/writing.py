"""Excel workbooks written: text is text and never a formula, and the same sheets give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.delimited import RUNS
from kb.errors import Fault, FaultsFound
from kb.writing import write_whole

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | bool | dt.date | None  # a dt.datetime is a dt.date too

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no such signs
_NAMELESS = re.compile(r"[\[\]:*?/\\]")  # no sheet's name may hold these
_LONGEST = 32_767  # signs in a cell, as Excel has it
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_NARROWEST, _WIDEST = 8, 60  # letters across a column
_SAMPLED = 1000  # rows that say how wide a column is
_EARLIEST = dt.date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_THEN = (1980, 1, 1, 0, 0, 0)  # the first time a zip file can tell
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(path: Path | str, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write sheets by name, each a header row and the rows below it; whole or not at all.

    Raises `FaultsFound` with all that a workbook cannot hold, `KbError` where the file cannot be written.
    """
    file = Path(path)
    return write_whole(file, workbook_bytes(file.name, sheets))


def workbook_bytes(file: str, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Give the workbook as bytes, the same for the same sheets; `file` is what faults call it.

    The header is bold and stays in sight; columns are as wide as what they hold; days are days to Excel, numbers
    numbers. Text stays text as it is: nothing that looks like a formula runs. What is not a number is left empty.
    """
    from openpyxl import Workbook

    faults = _faults(file, sheets)
    if faults:
        raise FaultsFound(faults)
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    content = io.BytesIO()
    book.save(content)
    return _undated(content.getvalue())


def _faults(file: str, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> list[Fault]:
    if not sheets:
        return [Fault(file, "the workbook", "Has no sheets.", "Give it one.")]
    faults, seen = [], set()
    for name, rows in sheets.items():
        if not name.strip() or len(name) > 31 or _NAMELESS.search(name) or name[0] == "'" or name[-1] == "'":
            remedy = "Give it 1 to 31 letters, none of them [ ] : * ? / \\ and no apostrophe at an end."
            faults.append(Fault(file, f"sheet «{name}»", "Excel allows no such name.", remedy))
        if name.casefold() in seen:
            faults.append(
                Fault(file, f"sheet «{name}»", "Two sheets have this name.", "Give one another name.")
            )
        seen.add(name.casefold())
        faults += _size_faults(file, name, rows)
    return faults


def _size_faults(file: str, name: str, rows: Sequence[Sequence[Cell]]) -> Iterable[Fault]:
    if len(rows) > _MOST_ROWS or max(map(len, rows), default=0) > _MOST_COLUMNS:
        yield Fault(file, f"sheet «{name}»", "Is larger than a sheet of Excel.", "Part it into several.")
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            if isinstance(cell, str) and len(cell) > _LONGEST:
                problem = f"Holds more than the {_LONGEST} signs that fit a cell."
                yield Fault(file, f"sheet «{name}», row {number}, column {place}", problem, "Shorten it.")


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    """Lay out the sheet, then append its rows: a sheet that is written in one go must know its widths first."""
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if rows:
        sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, head=number == 0) for value in row])


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    widest: list[int] = []
    for row in rows[:_SAMPLED]:
        widest += [0] * (len(row) - len(widest))
        for place, cell in enumerate(row):
            lines = str("" if cell is None else cell).splitlines()
            widest[place] = max(widest[place], *map(len, lines), 0)
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widest]


def _cell(sheet: Worksheet, value: Cell, *, head: bool) -> Any:  # noqa: ANN401  openpyxl has no types
    """Give a value as openpyxl writes it; what needs neither a look of its own nor care goes as it is."""
    plain = _plain(value)
    if isinstance(plain, str):
        return _text(sheet, plain, head=head)
    if head or isinstance(plain, dt.datetime):
        return _styled(sheet, plain, head=head)
    return plain


def _text(sheet: Worksheet, text: str, *, head: bool) -> Any:  # noqa: ANN401
    runs, wraps = bool(RUNS.match(text)), "\n" in text or len(text) > _WIDEST
    if not (runs or wraps or head or text.startswith("#")):
        return text
    cell = _styled(sheet, None, head=head)
    # Set past the setter, which would make a formula of «=1+1» and an error of «#N/A».
    cell._value, cell.data_type = text, "s"
    cell.quotePrefix = runs  # it stays text when somebody edits it, too
    if wraps:
        cell.alignment = _pen().wrapped
    return cell


@dataclass(frozen=True, slots=True)
class _Pen:
    """What a cell that looks its own way is written with: imported once, not for each cell."""

    cell: Any
    bold: Any
    wrapped: Any


@cache
def _pen() -> _Pen:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    return _Pen(WriteOnlyCell, Font(bold=True), Alignment(wrap_text=True, vertical="top"))


def _styled(sheet: Worksheet, plain: Cell, *, head: bool) -> Any:  # noqa: ANN401
    pen = _pen()
    cell = pen.cell(sheet, plain)
    if isinstance(plain, dt.date):
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(plain, dt.datetime) else "yyyy-mm-dd"
    if head:
        cell.font = pen.bold
    return cell


def _plain(value: Cell) -> Cell:
    """Give a value that Excel can hold: no sign that XML lacks, no time zone, no day before Excel's first."""
    if isinstance(value, str):
        return _UNFIT.sub(" ", value)
    if value != value or (isinstance(value, float) and math.isinf(value)):  # noqa: PLR0124  NaN and pandas' NaT
        return None
    if isinstance(value, dt.datetime):
        value = value.replace(tzinfo=None)
        return value if value.date() >= _EARLIEST else value.isoformat(" ")
    if isinstance(value, dt.date) and value < _EARLIEST:
        return value.isoformat()
    return value


def _undated(content: bytes) -> bytes:
    """Take the time of writing out of a workbook."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _THEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            body = old.read(name)
            if name == "docProps/core.xml":
                body = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", body)
            new.writestr(part, body)
    return written.getvalue()
