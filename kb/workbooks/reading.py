"""Excel workbooks read: values as they are stored, formulas never run."""

from __future__ import annotations

import datetime as dt
import io
import math
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import Fault, FaultsFound

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = tuple[int, list[str]]  # number on the sheet, cells
_LARGEST = 400 * 1024 * 1024  # bytes unpacked; a workbook of a million answers stays below
_DENSEST = 400  # times a part may grow when unpacked, where it is large
_CELLS = 40_000_000
# What a library says of a file that is not what it should be: it was written to read whole ones.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,  # XML that is none
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that hold something, as text; cells after the last filled one are left out."""

    name: str
    rows: list[Row]
    told: tuple[str, ...]


def read_sheet(path: Path, content: bytes, sheet: str | None = None) -> Sheet:
    """Read a sheet: the one named, one called Dataset, or the first that holds a table.

    Numbers without decimals are written without them, dates as 2020-06-15 and times as 2020-06-15 12:30:00. Raises
    `FaultsFound` for what is no workbook, for one that unpacks to far more than it is, and for a formula whose value
    was never stored.
    """
    formulas = _looked_through(path, content)
    try:
        with warnings.catch_warnings(action="ignore"):  # on styles and validation, which no value depends on
            return _read(path, content, sheet, formulas=formulas)
    except BROKEN as error:
        raise _refusal(
            path, "Is a workbook that cannot be read.", "Open it in Excel and save it anew."
        ) from error


def _looked_through(path: Path, content: bytes) -> bool:
    """Look at the parts before any is unpacked; say whether there are formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _LARGEST or any(_is_bomb(part) for part in parts):
                raise _refusal(
                    path, "Unpacks to more than a table holds.", "Export it again, with the table only."
                )
            sheets = [part.filename for part in parts if part.filename.startswith("xl/worksheets/")]
            if not sheets:
                raise _refusal(path, "Is not an Excel workbook.", "Export it as .xlsx or CSV.")
            return any(b"<f>" in text or b"<f " in text for text in map(archive.read, sheets))
    except BROKEN as error:
        problem = "Is not a whole Excel workbook: it is cut off, or protected by a password."
        raise _refusal(
            path, problem, "Open it in Excel, take off the password and save it as .xlsx."
        ) from error


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 20 * 1024 * 1024 and part.file_size > _DENSEST * max(part.compress_size, 1)


def _read(path: Path, content: bytes, sheet: str | None, *, formulas: bool) -> Sheet:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    name = _chosen(path, book, sheet)
    values = list(_rows(path, book, name))
    told = [f"Sheet «{name}» of {len(book.sheetnames)}."]
    if formulas:
        source = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        told += _check_formulas(path, values, _rows(path, source, name))
    rows = [(number, [as_text(value) for value in row]) for number, row in values]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise _refusal(path, f"Holds nothing on the sheet «{name}».", "Export it again.")
    return Sheet(name, rows, tuple(told))


def _chosen(path: Path, book: Workbook, sheet: str | None) -> str:
    names = [str(one.title) for one in book.worksheets]
    if sheet is not None and sheet not in names:
        raise _refusal(path, f"Has no sheet «{sheet}».", f"Name one of: {', '.join(names)}.")
    if sheet is not None or "Dataset" in names:
        return sheet or "Dataset"
    filled = (name for name in names if any(len(row) > 1 for _, row in _rows(path, book, name)))
    return next(filled, names[0])


def _rows(path: Path, book: Workbook, name: str) -> Iterator[tuple[int, list[Any]]]:
    """Give the rows that hold something, without the empty cells after the last."""
    sheet = book[name]
    sheet.reset_dimensions()  # some exports tell a wrong size
    seen = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        filled = [place for place, value in enumerate(row) if value not in (None, "")]
        if filled:
            seen += filled[-1] + 1
            if seen > _CELLS:
                raise _refusal(
                    path, "Holds more cells than a table.", "Export it again, with the table only."
                )
            yield number, list(row[: filled[-1] + 1])


def _check_formulas(
    path: Path, values: list[tuple[int, list[Any]]], sources: Iterator[tuple[int, list[Any]]]
) -> list[str]:
    """Count the formulas; one that was never worked out has no value, and would be lost without a word."""
    stored = dict(values)
    count, faults = 0, []
    for number, row in sources:
        for place, source in enumerate(row):
            if isinstance(source, str) and source.startswith("="):
                cells = stored.get(number, [])
                value = cells[place] if place < len(cells) else None
                count += value != source
                if value is None:
                    faults.append(Fault(path.name, f"row {number}, column {place + 1}", *_UNCOUNTED))
    if faults:
        raise FaultsFound(faults)
    return [f"{count} cells hold formulas; their stored values were read."] if count else []


_UNCOUNTED = (
    "Holds a formula without its value.",
    "Open the file in Excel and save it, or paste the values.",
)


def as_text(value: object) -> str:
    """Write a stored value as the text a person would have typed."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return (
            str(value.date()) if value.time() == dt.time() else str(value.replace(tzinfo=None, microsecond=0))
        )
    return str(value)


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
