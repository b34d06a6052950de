"""CSV: the text of a file and its rows, before anybody knows what they mean, and cells that are safe to write."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from pathlib import Path

from kb.errors import Fault, FaultsFound

Row = tuple[int, list[str]]  # line number in the file, fields

_LARGEST = 200 * 1024 * 1024  # bytes; more than this is not a table somebody keyed in
_SEPARATORS = (";", ",", "\t")
# A spreadsheet runs what begins so; an apostrophe before it makes it text (OWASP, CSV injection).
RUNS = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+-]?[\d .,\u00a0\u202f]+|-")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_rows(path: Path, names: Collection[str]) -> tuple[list[str], list[Row]]:
    """Read the header's names and every row that is not blank, with its line number.

    UTF-8 (with or without BOM) or Windows-1252. Of semicolon, comma and tab the separator is the one that finds
    most of the expected `names` in the header. Raises `FaultsFound` when the file is not such a table.
    """
    text = _decoded(path)
    separator = _separator(text.lstrip().splitlines()[0], set(names))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                rows.append((line, fields))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "Look for a quotation mark that is not closed or stands inside a field."
        raise FaultsFound([Fault(path.name, f"line {line}", f"Cannot be split: {error}.", remedy)]) from error
    if not rows:
        raise _refusal(path, "Has no header.", "Export it again.")
    return [name.strip() for name in rows[0][1]], rows[1:]


def safe_cell(cell: str) -> str:
    """Give a cell that no spreadsheet runs as a formula: an apostrophe before what would be one."""
    return f"'{cell}" if RUNS.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _decoded(path: Path) -> str:
    """Give the text of a file, or raise with why it has none."""
    if not path.is_file():
        raise _refusal(path, "Is not there.", f"Put it in the folder {path.parent.name or '.'}.")
    if path.stat().st_size > _LARGEST:
        raise _refusal(path, "Is larger than 200 MB.", "Split it, or leave out columns nobody asks for.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refusal(path, f"Cannot be opened ({error.strerror}).", "Ask for access to it.") from error
    for encoding in ("utf-8-sig", "windows-1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise _refusal(path, "Is empty.", "Export it again.")
        if not _NOT_TEXT.search(text):
            return text
    raise _refusal(path, "Is not a text file.", "Save it as «CSV UTF-8».")


def _separator(header: str, names: set[str]) -> str:
    def fit(mark: str) -> tuple[int, int]:
        found = {name.strip(' "') for name in header.split(mark)}
        return len(names & found), header.count(mark)

    return max(_SEPARATORS, key=fit)


def _refusal(path: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(path.name, "the file", problem, remedy)])
