"""SPSS files: value labels, missing codes and multiple-response sets.

The counted value of a dichotomous set says that an option was chosen; the columns of a categorical set hold
one code each (PSPP's manual, MRSETS).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.survey.exports.records import Choice, Table, Variable
from kb.survey.exports.text import refusal
from kb.survey.exports.wording import cleaned, folded, unmarked
from kb.workbooks import as_text

_PATIENCE = 300  # seconds; the largest file that is read takes some tens
_READER = Path(__file__).with_name("sav.py")


def read_sav(path: Path) -> tuple[Table, tuple[Variable, ...]]:
    """Read a .sav or .zsav file. Codes declared missing are kept: «vet ikke» often is one of them."""
    file = _described(path)
    columns = {str(name): [cleaned(as_text(value)) for value in values] for name, values in file["columns"]}
    choices = _choices(file)
    variables = tuple(_variable(file, name, values, choices.get(name)) for name, values in columns.items())
    rows = [(number, list(row)) for number, row in enumerate(zip(*columns.values(), strict=True), start=1)]
    told = [f"Encoding {file['encoding'] or 'not told'}."]
    if file["sets"]:
        told.append(f"Multiple-response sets: {', '.join(file['sets'])}.")
    return Table(list(columns), rows, "case", tuple(told)), variables


def _described(path: Path) -> Mapping[str, Any]:
    """Have the file read by a program of its own, which a broken one may take down."""
    # -P: the folder of the program holds modules that must not hide others.
    command = [sys.executable, "-P", str(_READER), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError) as error:
        remedy = "Save it anew from SPSS, or export it as CSV."
        raise refusal(path, "Is not a whole SPSS file.", remedy) from error


def _variable(file: Mapping[str, Any], name: str, values: list[str], choice: Choice | None) -> Variable:
    labels = {as_text(code): cleaned(label) for code, label in file["labels"].get(name, [])}
    ranges = file["missing"].get(name, [])
    missing = {value for value in set(values) if value and _is_missing(value, ranges)}
    wording = unmarked(file["wording"].get(name) or name)
    return Variable(name, wording, labels=labels, missing=frozenset(missing), choice=choice)


def _is_missing(value: str, ranges: Iterable[Any]) -> bool:
    """Say whether a value is one of those declared missing: texts, numbers, or ranges of numbers."""
    for one in ranges:
        low, high = (one["lo"], one["hi"]) if isinstance(one, dict) else (one, one)
        if value in (as_text(low), as_text(high)):
            return True
        try:
            if float(low) <= float(value) <= float(high):
                return True
        except ValueError:
            continue
    return False


def _choices(file: Mapping[str, Any]) -> dict[str, Choice]:
    """Say of which set a column is an option; of several, the first counts."""
    choices: dict[str, Choice] = {}
    for name, one in file["sets"].items():
        wording = unmarked(one["label"] or name)
        chosen = frozenset([folded(as_text(one["counted_value"]))]) if one["is_dichotomy"] else None
        for column in one["variable_list"]:
            label = unmarked(file["wording"].get(column) or column)
            choices.setdefault(column, Choice(name, wording, column, label, chosen))
    return choices
