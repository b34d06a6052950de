"""A table as it was split becomes an export: its header and rows are checked, all faults at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

from kb.datafiles import capped
from kb.errors import Fault, FaultsFound
from kb.survey.exports.records import Table
from kb.survey.exports.text import refusal
from kb.survey.exports.wording import cleaned


def frame_of(path: Path, table: Table) -> pd.DataFrame:
    """Give the rows as text, missing where empty, indexed by their number in the file.

    Empty columns without a name at the end are left out: systems end their lines with a separator. Raises
    `FaultsFound` for a header that is none, names twice, rows of another length, and no rows.
    """
    names = [cleaned(name) for name in table.names]
    rows = [(number, [cleaned(cell) for cell in row]) for number, row in table.rows]
    while names and not names[-1] and not any(any(row[len(names) - 1 :]) for _, row in rows):
        names.pop()
    rows = [(number, _cut(row, len(names))) for number, row in rows]
    faults = [*_header_faults(path, names, table.unit), *_length_faults(path, len(names), rows, table.unit)]
    if faults:
        raise FaultsFound(faults)
    if not rows:
        raise refusal(path, "Holds no answers, only a header.", "Export it again, with the answers.")
    cells = {name: [row[place] or None for _, row in rows] for place, name in enumerate(names)}
    index = pd.Index([number for number, _ in rows], dtype="int64", name=table.unit)
    return pd.DataFrame(cells, index=index, dtype="str")


def _cut(row: list[str], width: int) -> list[str]:
    """Drop empty cells beyond the header."""
    return row[:width] if len(row) > width and not any(row[width:]) else row


def _header_faults(path: Path, names: list[str], unit: str) -> list[Fault]:
    if unit != "case" and not any(sign.isalpha() for name in names for sign in name):
        problem = "The first line names no columns."
        return [Fault(path.name, "the header", problem, "Export it again with the variables' names on top.")]
    faults = []
    for place, name in enumerate(names, start=1):
        if not name:
            faults.append(Fault(path.name, f"the header, column {place}", "Has no name.", "Give it one."))
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            places = [str(place) for place, other in enumerate(names, start=1) if other == name]
            problem = f"«{name[:60]}» names columns {', '.join(places)}."
            faults.append(Fault(path.name, "the header", problem, "Give each its own name."))
    return capped(faults)


def _length_faults(path: Path, width: int, rows: list[tuple[int, list[str]]], unit: str) -> list[Fault]:
    remedy = "Add or remove separators; put a text with a separator in quotation marks."
    problem = "Has {} fields where the header has {}."
    return capped(
        [
            Fault(path.name, f"{unit} {number}", problem.format(len(row), width), remedy)
            for number, row in rows
            if len(row) != width
        ]
    )
