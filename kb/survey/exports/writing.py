"""Imported answers on disk: both files whole or none, and nothing overwritten without being told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from kb.delimited import safe_cell
from kb.errors import KbError
from kb.survey.exports.records import Converted, Screened
from kb.writing import holding_other, write_all


def write_import(
    converted: Converted,
    screened: Screened,
    answers: Path | str,
    quarantine: Path | str,
    *,
    replace: bool = False,
) -> None:
    """Write answers.csv, and apart from it all that was quarantined, which only its owner may read.

    Both are UTF-8 with semicolons. Text that a spreadsheet would run as a formula gets an apostrophe before it. A file
    with other content is overwritten only with `replace`. Raises `KbError`, and leaves both as they were, when one
    of them cannot be written.
    """
    contents = {Path(answers): _csv(converted.answers), Path(quarantine): _csv(screened.quarantine)}
    if len({file.resolve() for file in contents}) < 2:
        raise KbError(f"{answers} cannot hold both answers and quarantine. Name two files.")
    other = [str(file) for file in holding_other(contents)]
    if other and not replace:
        raise KbError(
            f"{' and '.join(other)} hold something else already. Name other files, or say to replace them."
        )
    write_all(contents, private=[Path(quarantine)])


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_safe(cell) for cell in row])
    return text.getvalue().encode()


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return "" if cell is None or isinstance(cell, float) else cell  # what is missing is a float to pandas
    return safe_cell(cell)
