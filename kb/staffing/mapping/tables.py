"""Files of other systems as rows of text, and where their header is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.separated import read_separated
from kb.staffing.mapping.plan import Source
from kb.staffing.mapping.wording import folded
from kb.workbooks import read_sheet

Row = tuple[int, list[str]]  # number in the file, cells
_LARGEST = 200 * 1024 * 1024  # bytes; more than this is not a table somebody exported
_SOUGHT = 60  # rows in which the header is looked for


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows below its header. `names` are the header's, `unit` says what is numbered."""

    file: str
    names: list[str]
    rows: list[Row]
    unit: str
    told: tuple[str, ...]


def read_rows(
    path: Path, sheet: str | None = None, names: Collection[str] = ()
) -> tuple[list[Row], str, tuple[str, ...]]:
    """Read CSV (semicolon, comma or tab; UTF-8, UTF-16 or Windows-1252) or .xlsx, told by content.

    `names` are those of columns that may be there; they tell the separator from signs within titles and cells.
    Gives the rows that are not blank, what is numbered, and what was detected. Raises `FaultsFound`.
    """
    content = _opened(path)
    if content.startswith(b"PK"):
        read = read_sheet(path, content, sheet)
        return read.rows, "row", read.told
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "Is protected by a password, or of Excel's kind from before 2007."
        raise _refusal(path, problem, "Open it in Excel, take off the password and save it as .xlsx.")
    if content.startswith((b"%PDF", b"<?xml", b"<!DOCTYPE", b"<html")):
        raise _refusal(path, "Is not a table.", "Export it as CSV or .xlsx.")
    if sheet is not None:
        raise _refusal(path, f"Has no sheets, so none «{sheet}».", "Take sheet out of the mapping.")
    text = read_separated(path, content, names)
    return text.rows, "line", text.told


def read_table(path: Path, source: Source) -> Table:
    """Read a file and find its header: the row that names most of what the mapping asks for, or the one it says."""
    names = [name.rsplit(" / ")[-1] for _, wanted in asked_for(source) for name in wanted]
    rows, unit, told = read_rows(path, source.sheet, names if source.head != 0 else ())
    width = max(len(cells) for _, cells in rows)
    rows = [
        (number, [cell.strip() for cell in cells] + [""] * (width - len(cells))) for number, cells in rows
    ]
    if source.head == 0:
        return Table(path.name, [str(place) for place in range(1, width + 1)], rows, unit, told)
    at = _head(path, rows, source, unit)
    names = _joined([cells for _, cells in rows[at : at + source.head_rows]])
    passed = f"{at} rows above the header were passed over." if at else ""
    below = rows[at + source.head_rows :]
    if not below:
        raise _refusal(path, "Holds nothing below its header.", "Export it again, with the rows.")
    return Table(path.name, names, below, unit, tuple(filter(None, (*told, passed))))


def find(table: Table, wanted: Sequence[str], what: str) -> tuple[int | None, list[Fault]]:
    """Find the place of the column that has one of the names; a fault where none has, or several have."""
    asked = {folded(name) for name in wanted}
    places = [place for place, name in enumerate(table.names) if folded(name) in asked]
    told = " or ".join(f"«{name}»" for name in wanted)
    if not places:
        seen = ", ".join(name for name in table.names if name)[:300]
        remedy = f"Name another in the mapping. It has: {seen}."
        return None, [Fault(table.file, "the header", f"Has no column {told} for {what}.", remedy)]
    if len(places) > 1:
        columns = ", ".join(f"{place + 1} «{table.names[place]}»" for place in places)
        remedy = "Name the right one alone, with the row above it where the header has two (head_rows = 2)."
        problem = f"Has several columns for {what}: {columns}."
        return None, [Fault(table.file, "the header", problem, remedy)]
    return places[0], []


def asked_for(source: Source) -> Iterator[tuple[str, Sequence[str]]]:
    """List every column that a mapping asks a file for, and for what."""
    for name, field in source.fields.items():
        if field.column:
            yield f"field {name}", field.column
    yield from (("a filter", one.column) for one in (*source.keep, *source.drop))
    if source.spread:
        parts = (source.spread.first, source.spread.last, source.spread.share)
        yield from (("spread", part) for part in parts if part)


def _head(path: Path, rows: list[Row], source: Source, unit: str) -> int:
    """Give the place among the rows where the header begins."""
    if source.head is not None:
        place = next((at for at, (number, _) in enumerate(rows) if number == source.head), None)
        if place is None:
            raise _refusal(path, f"Has nothing in {unit} {source.head}.", "Mend head in the mapping.")
        return place
    wanted = [{folded(name) for name in names} for _, names in asked_for(source)]
    best, most = 0, 0
    for at in range(min(_SOUGHT, len(rows))):
        names = {
            folded(name) for name in _joined([cells for _, cells in rows[at : at + source.head_rows]]) if name
        }
        matched = sum(bool(one & names) for one in wanted)
        if matched > most:
            best, most = at, matched
    if wanted and not most:
        told = ", ".join(f"«{one[0]}»" for _, one in asked_for(source))[:300]
        problem = f"No {unit} of the first {_SOUGHT} names any of the columns: {told}."
        raise _refusal(path, problem, "Check that it is the right file and sheet, or mend the mapping.")
    return best


def _joined(rows: list[list[str]]) -> list[str]:
    """Join a header of several rows as «upper / lower»; a merged cell counts for all columns beneath it."""
    *uppers, lower = rows
    names = [[name] if name else [] for name in lower]
    for upper in reversed(uppers):
        over = ""
        for place, name in enumerate(upper):
            over = name or over
            names[place] = (
                [over, *names[place]] if over and names[place] else names[place] or ([name] if name else [])
            )
    return [" / ".join(parts) for parts in names]


def _opened(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise _refusal(path, "Is larger than 200 MB.", "Split it by period.")
        return path.read_bytes()
    except OSError as error:
        raise _refusal(path, f"Cannot be opened ({error.strerror}).", "Check its name and access.") from error


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
