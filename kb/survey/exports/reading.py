"""Exports of survey systems, read: the kind of file, its encoding, separator and layout are detected, and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kb.survey.exports.options import with_options
from kb.survey.exports.records import Export, Table, Variable
from kb.survey.exports.spss import read_sav
from kb.survey.exports.structure import explained, find_structure, read_structure
from kb.survey.exports.systems import System, recognise, roles
from kb.survey.exports.tables import frame_of
from kb.survey.exports.text import read_delimited, refusal
from kb.survey.exports.wording import unmarked
from kb.workbooks import Sheet, read_sheet

_LARGEST = 200 * 1024 * 1024  # bytes; more than this is not an export of a survey


def read_export(path: Path | str, *, sheet: str | None = None, structure: Path | str | None = None) -> Export:
    """Read an export: CSV in any usual encoding, .xlsx or .sav, told by content and not by the file's name.

    `sheet` names the sheet of a workbook. `structure` is what a system writes apart from the answers: LimeSurvey's
    .lss, or SurveyXact's labels; one beside the export is found by itself. Raises `FaultsFound`.
    """
    path = Path(path)
    table, known = _split(path, sheet)
    rows = frame_of(path, table)
    system = recognise([str(name) for name in rows])
    name = "SPSS" if known else system.name
    variables = known or tuple(Variable(one, unmarked(one) or one) for one in map(str, rows))
    told = [f"{path.name}: {name}.", *table.told]
    beside = Path(structure) if structure is not None else find_structure(path, name)
    if beside is not None:
        variables = explained(variables, read_structure(beside))
        told.append(f"Wording and labels from {beside.name}.")
    told.append(f"{len(rows)} rows, {len(rows.columns)} columns.")
    return described(Export(path.name, name, rows, variables, system.several, tuple(told)), system)


def described(export: Export, system: System) -> Export:
    """Say what each column tells, and which are the options of one question."""
    told = roles(system, [variable.name for variable in export.variables])
    given = [replace(one, role=role) for one, role in zip(export.variables, told, strict=True)]
    variables = with_options(given, {one.name: export.cells(one.name) for one in given})
    return replace(export, variables=variables)


def _split(path: Path, sheet: str | None) -> tuple[Table, tuple[Variable, ...]]:
    """Split a file by what it is; SPSS tells of its columns too."""
    content = _opened(path)
    if content.startswith(b"PK"):
        return _laid_out(read_sheet(path, content, sheet)), ()
    if content.startswith((b"$FL2", b"$FL3")):
        return read_sav(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "Is protected by a password, or of Excel's kind from before 2007."
        raise refusal(path, problem, "Open it in Excel, take off the password and save it as .xlsx.")
    if content.startswith((b"%PDF", b"<?xml", b"<!DOCTYPE", b"<html")):
        raise refusal(path, "Is not a table of answers.", "Export the answers as CSV, .xlsx or .sav.")
    return read_delimited(path, content), ()


def _laid_out(sheet: Sheet) -> Table:
    """Leave out titles above the header, and make all rows as long as the header or the longest row."""
    rows, told, skipped = sheet.rows, sheet.told, 0
    while len(rows) > skipped + 1 and sum(map(bool, rows[skipped][1])) < 2 <= len(rows[skipped + 1][1]):
        skipped += 1
    kept = rows[skipped:]
    if skipped:
        told = (*told, f"{skipped} title rows above the header were passed over.")
    width = max(len(row) for _, row in kept)
    padded = [(number, row + [""] * (width - len(row))) for number, row in kept]
    return Table(padded[0][1], padded[1:], "row", told)


def _opened(path: Path) -> bytes:
    if not path.is_file():
        raise refusal(path, "Is not there.", "Check its name and folder.")
    if path.stat().st_size > _LARGEST:
        raise refusal(path, "Is larger than 200 MB.", "Split it, or leave out columns nobody asks for.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise refusal(path, f"Cannot be opened ({error.strerror}).", "Ask for access to it.") from error
