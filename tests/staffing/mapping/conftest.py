"""Exports made for a test, and the import of them by a mapping written beside them."""

from __future__ import annotations

import csv
import io

import pytest

from kb.errors import FaultsFound
from kb.staffing.mapping import import_staffing, read_plan
from kb.workbooks import write_workbook

OVERTIME = """
[[source]]
to = "overtime"
file = "overtid*"
{source}
[source.fields]
"område" = "Avdeling"
rolle = "Stilling"
periode = {{ column = "Dato", as = "week" }}
type = {{ value = "overtid" }}
timer = "Timer"
kostnad = "Beløp"
person = "Ansattnr"
{fields}
"""
HEADER = ["Avdeling", "Ansattnr", "Stilling", "Dato", "Timer", "Beløp"]
ROWS = [
    ["PLO", "1001", "sykepleier", "16.03.2020", "7,5", "3000"],
    ["PLO", "1001", "sykepleier", "18.03.2020", "2:30", "1000,50"],
    ["Skole", "1002", "lærer", "2020-03-23", "3", "1 200"],
]


def overtime_plan(source="", fields=""):
    return OVERTIME.format(source=source, fields=fields)


@pytest.fixture
def exports(tmp_path):
    """Write exports into a folder: rows as CSV or a workbook by the name's ending, text as it is."""
    folder = tmp_path / "exports"
    folder.mkdir()

    def write(name, rows, *, separator=";", encoding="utf-8", sheet="Ark1"):
        file = folder / name
        if isinstance(rows, bytes):
            file.write_bytes(rows)
            return file
        if name.endswith(".xlsx"):
            return write_workbook(file, rows if isinstance(rows, dict) else {sheet: rows})
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
        file.write_bytes(text.getvalue().encode(encoding))
        return file

    write.folder = folder
    return write


@pytest.fixture
def imported(exports, tmp_path):
    """Import what was written by a mapping's text; gives what would be written."""

    def run(text, *, secret=b"test", into=None):
        mapping = exports.folder / "mapping.toml"
        mapping.write_text(text, encoding="utf-8")
        return import_staffing(read_plan(mapping), exports.folder, into or tmp_path / "ours", secret=secret)

    return run


@pytest.fixture
def faults_of(imported):
    """List the faults of an import as text."""

    def told(text, **given):
        with pytest.raises(FaultsFound) as found:
            imported(text, **given)
        return [str(fault) for fault in found.value.faults]

    return told


def table(done, name):
    """Read one of the files that would be written, a dict a row."""
    return list(csv.DictReader(io.StringIO(done.files[f"{name}.csv"].decode()), delimiter=";"))


@pytest.fixture
def rows_of():
    return table


@pytest.fixture
def plan_of():
    return overtime_plan


@pytest.fixture
def overtime_rows():
    return [HEADER, *ROWS]
