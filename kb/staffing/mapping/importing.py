"""Exports imported by a mapping: read, translated, joined, pseudonymised and held against our own rules."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.delimited import safe_cell
from kb.errors import Fault, FaultsFound
from kb.staffing.mapping.grouping import group
from kb.staffing.mapping.leaks import leaks
from kb.staffing.mapping.persons import pseudonymise
from kb.staffing.mapping.plan import NUMBERED, PERSONS, Plan, Source
from kb.staffing.mapping.rows import Line
from kb.staffing.mapping.tables import read_table
from kb.staffing.mapping.translating import gather, price
from kb.staffing.mapping.values import written
from kb.staffing.records import read_staffing
from kb.staffing.schemas import SCHEMAS

_AT = re.compile(r"line (\d+), column ([^ ]+)")


@dataclass(frozen=True, slots=True)
class Imported:
    """Our files, ready to be written by name. `told` is the account of what was read, joined and left out."""

    files: Mapping[str, bytes]
    rows: Mapping[str, int]
    persons: int
    told: tuple[str, ...]


def import_staffing(plan: Plan, exports: Path, into: Path, *, secret: bytes | None = None) -> Imported:
    """Import the exports in a folder by a mapping; nothing is written.

    What results is read as it would be in the folder `into`, beside the files there that this import does not make.
    Raises `FaultsFound` with the faults of all files: what cannot be read, translated, or cannot be so.
    """
    files, faults, told = _gathered(plan, exports)
    faults += [*leaks(files), *_strangers(files, into)]
    if faults:
        raise FaultsFound(faults)
    persons = pseudonymise(files, secret)
    made = {name: _numbered(name, lines) for name, lines in files.items()}
    contents = {f"{name}.csv": _csv(name, lines) for name, lines in made.items()}
    missing = [name for name, schema in SCHEMAS.items() if schema.needed and not _stands(name, made, into)]
    contents |= {f"{name}.csv": _csv(name, []) for name in missing}
    _check(contents, made, into)
    told += [f"{name}.csv: {len(lines)} rows." for name, lines in made.items()]
    told += [f"{name}.csv: a header only, for nothing was mapped to it." for name in missing]
    told.append(f"{persons} persons stand behind pseudonyms; the key is not kept.")
    return Imported(contents, {name: len(lines) for name, lines in made.items()}, persons, tuple(told))


def _gathered(plan: Plan, exports: Path) -> tuple[dict[str, list[Line]], list[Fault], list[str]]:
    """Gather the lines of each of our files from all their files."""
    files: dict[str, list[Line]] = defaultdict(list)
    faults: list[Fault] = []
    told: list[str] = []
    for source in plan.source:
        lines: list[Line] = []
        for path in _paths(source, exports, faults):
            try:
                table = read_table(path, source)
            except FaultsFound as found:
                faults += found.faults
                continue
            got = gather(table, source, plan)
            faults += got.faults
            lines += got.lines
            told += [f"{path.name}: {one}" for one in (*got.told, f"{len(table.rows)} rows read.")]
            told += [f"{path.name}: {one}" for one in got.account(table.unit)]
        price(lines, source)
        if source.grouped:
            lines, differing = group(lines, source.to)
            told += differing
        files[source.to] += lines
    return dict(files), faults, told


def _paths(source: Source, exports: Path, faults: list[Fault]) -> list[Path]:
    """Find the files of a source: the one named, or all that its pattern finds."""
    try:
        found = sorted(
            path
            for path in exports.glob(source.file)
            if path.is_file() and not path.name.startswith(("~$", "."))  # Excel's mark that a file is open
        )
    except (ValueError, NotImplementedError, OSError):  # an absolute or an empty pattern
        found = []
    if not found:
        remedy = f"Put it in {exports.name or exports}, or mend file in the mapping."
        faults.append(Fault(source.file, "the file", "Is not there.", remedy))
    return found


def _stands(name: str, made: Mapping[str, object], into: Path) -> bool:
    return name in made or (into / f"{name}.csv").exists()


def _strangers(files: Mapping[str, Sequence[Line]], into: Path) -> list[Fault]:
    """Find files there whose pseudonyms are of another import: R001 would be somebody else in each."""
    linked = {file for (file, _), kind in PERSONS.items() if kind == "R"}
    names = [(file, name) for file in linked & set(files) for name in _told(files[file])]
    if not any(PERSONS.get(one) == "R" for one in names):
        return []
    others = [file for file in sorted(linked - set(files)) if _has_rows(into / f"{file}.csv")]
    remedy = "Import resources, clearances and assignments by one mapping, or into another folder."
    problem = "Has pseudonyms of another import, which stand for other persons."
    return [Fault(f"{file}.csv", "the file", problem, remedy) for file in others]


def _told(lines: Sequence[Line]) -> set[str]:
    return {name for line in lines for name, cell in line.cells.items() if cell is not None}


def _has_rows(file: Path) -> bool:
    return file.is_file() and len(file.read_bytes().split()) > 1


def _numbered(name: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Give the rows of a file numbers where it needs them and the mapping tells none."""
    if name in NUMBERED and not any("id" in line.cells for line in lines):
        width = max(3, len(str(len(lines))))
        for number, line in enumerate(lines, start=1):
            line.cells["id"] = f"{NUMBERED[name]}{number:0{width}}"
    return lines


def _csv(name: str, lines: Sequence[Line]) -> bytes:
    """Write a file as ours are: UTF-8 and semicolons; columns that may be left out only where they are told."""
    schema = SCHEMAS[name]
    told = {column for line in lines for column in line.cells}
    columns = [one.name for one in (*schema.columns, *(one for one in schema.extra if one.name in told))]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([safe_cell(written(line.cells.get(column))) for column in columns])
    return text.getvalue().encode()


def _check(contents: Mapping[str, bytes], made: Mapping[str, Sequence[Line]], into: Path) -> None:
    """Read the files as a whole, in a folder that is thrown away; tell faults where they came from."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for schema in SCHEMAS:
            before = into / f"{schema}.csv"
            if f"{schema}.csv" not in contents and before.exists():
                (folder / f"{schema}.csv").write_bytes(before.read_bytes())
        for file, content in contents.items():
            (folder / file).write_bytes(content)
        try:
            read_staffing(folder)
        except FaultsFound as found:
            raise FaultsFound([_traced(fault, made) for fault in found.faults]) from None


def _traced(fault: Fault, made: Mapping[str, Sequence[Line]]) -> Fault:
    """Tell a fault of one of our rows by the row it came from."""
    lines, at = made.get(fault.file.removesuffix(".csv")), _AT.match(fault.place)
    if not lines or not at:
        return fault
    line = lines[int(at[1]) - 2]
    more = fault.place[at.end() :]
    return Fault(
        line.file, f"{line.place}, to {fault.file}, column {at[2]}{more}", fault.problem, fault.remedy
    )
