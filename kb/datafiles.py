"""Tables people send us as CSV files, read strictly: every fault at once, with its line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from kb.delimited import Row, read_rows
from kb.errors import Fault, FaultsFound

Kind = Literal["text", "code", "integer", "number", "date"]
Check = Callable[["pd.Series[str]"], "pd.Series[bool]"]

_TOLD = 5  # faults told in full per column and kind of fault
_LISTED = 30
# Thousands may be parted by a space or a hard space; 15 digits are what a float holds exactly.
_INTEGER = r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4})"
_NUMBER = rf"{_INTEGER}(?:[.,][0-9]{{1,15}})?"
_REMEDIES = {
    "not_nullable": ("Is empty.", "Fill it in."),
    "integer": ("is not a whole number.", "Write it like 1234."),
    "number": ("is not a number.", "Write it like 1234 or 12,5."),
    "date": ("is not a date.", "Write it like 2020-06-15 or 15.06.2020."),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column must hold. The column must always be there; `required` says that no row may leave it empty."""

    name: str
    kind: Kind
    codes: Sequence[str] | None = None
    required: bool = True
    minimum: float | None = None


def read_table(path: Path, columns: Sequence[Column], *, unique: Sequence[str] = ()) -> pd.DataFrame:
    """Read a CSV file with exactly these columns; `unique` columns together tell the rows apart.

    Space around values is dropped and empty means missing. Numbers may have decimal comma or point; dates are
    2020-06-15 or 15.06.2020. Gives text and codes as str, integers as Int64, numbers as float64 and dates as
    datetime64, in the order of `columns`; the index is the line in the file. Raises `FaultsFound`.
    """
    header, rows = read_rows(path, [column.name for column in columns])
    faults = _header_faults(path.name, header, [column.name for column in columns])
    faults += _length_faults(path.name, header, rows)
    if faults:
        raise FaultsFound(faults)
    raw = pd.DataFrame([fields for _, fields in rows], columns=header, dtype="str")
    raw.index = pd.Index([line for line, _ in rows], dtype="int64", name="line")
    raw = raw.apply(lambda values: values.str.strip())
    raw = raw.mask(raw == "")
    faults = _value_faults(path.name, raw, columns) + _repeated(path.name, raw, list(unique))
    if faults:
        raise FaultsFound(faults)
    return pd.DataFrame({column.name: _parsed(raw[column.name], column.kind) for column in columns})


def capped(faults: Sequence[Fault], *, told: int = _TOLD) -> list[Fault]:
    """Keep the first faults of one kind and say how many more there are."""
    if len(faults) <= told:
        return list(faults)
    last, more = faults[told - 1], len(faults) - told
    lines = "line" if more == 1 else "lines"
    return [
        *faults[: told - 1],
        Fault(last.file, f"{last.place} and {more} more {lines}", last.problem, last.remedy),
    ]


def _header_faults(file: str, header: list[str], names: list[str]) -> list[Fault]:
    lacking = [name for name in names if name not in header]
    if len(lacking) == len(names):
        problem = (
            "The first line names none of the columns, or another separator than ; , or tab stands there."
        )
        return [Fault(file, "the header", problem, f"Name the columns there: {_listed(names)}.")]
    faults = [Fault(file, "the header", f"Lacks the column «{name}».", "Add it.") for name in lacking]
    unknown = []
    for place, name in enumerate(header):
        if name not in names:
            remedy = f"Remove it, or name it as one of: {_listed(names)}."
            unknown.append(Fault(file, "the header", f"Has an unknown column «{name[:40]}».", remedy))
        elif name in header[:place]:
            faults.append(Fault(file, "the header", f"Has the column «{name}» twice.", "Remove one of them."))
    return [*faults, *unknown[:_LISTED]]


def _length_faults(file: str, header: list[str], rows: list[Row]) -> list[Fault]:
    remedy = "Add or remove separators; put a text with a separator in quotation marks."
    wrong = [(line, len(fields)) for line, fields in rows if len(fields) != len(header)]
    problem = "Has {} fields where the header has {}."
    return capped([Fault(file, f"line {line}", problem.format(n, len(header)), remedy) for line, n in wrong])


def _value_faults(file: str, raw: pd.DataFrame, columns: Sequence[Column]) -> list[Fault]:
    """Check all values lazily with pandera, and tell its failure cases in our words."""
    import pandera.pandas as pa  # 1.4 s

    schema = {
        c.name: pa.Column(
            checks=[pa.Check(check, name=name) for name, check in _checks(c)], nullable=not c.required
        )
        for c in columns
    }
    try:
        pa.DataFrameSchema(schema).validate(raw, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    return [
        fault for column in columns for fault in _told(file, column, cases[cases["column"] == column.name])
    ]


def _checks(column: Column) -> list[tuple[str, Check]]:
    """Name the checks of a column's filled values; all read the raw text."""
    checks: list[tuple[str, Check]] = []
    if column.codes is not None:
        codes = list(column.codes)
        checks.append(("code", lambda values: values.isin(codes)))
    if column.kind in _REMEDIES:
        checks.append((column.kind, lambda values: _parsed(values, column.kind).notna()))
    if column.minimum is not None:
        least = column.minimum
        checks.append(("minimum", lambda values: ~(_parsed(values, column.kind) < least).fillna(value=False)))
    return checks


def _told(file: str, column: Column, cases: pd.DataFrame) -> list[Fault]:
    """Tell one column's failure cases, capped for each check."""
    faults = []
    for check, group in cases.sort_values("index").groupby("check", sort=False):
        told = []
        for line, value in zip(group["index"], group["failure_case"], strict=True):
            problem, remedy = _words(str(check), column)
            problem = problem if check == "not_nullable" else f"«{str(value)[:40]}» {problem}"
            told.append(Fault(file, f"line {line}, column {column.name}", problem, remedy))
        faults += capped(told)
    return faults


def _words(check: str, column: Column) -> tuple[str, str]:
    if check == "code":
        return "is not one of the codes.", f"Use one of: {_listed(column.codes or ())}."
    if check == "minimum":
        return f"is below {column.minimum:g}.", f"Give {column.minimum:g} or more."
    return _REMEDIES[check]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _repeated(file: str, raw: pd.DataFrame, unique: list[str]) -> list[Fault]:
    """Find rows whose key stands further up already; empty keys are told elsewhere."""
    if not unique:
        return []
    keys = raw[unique].dropna()
    first = keys.reset_index().groupby(unique, sort=False)["line"].transform("first")
    faults = []
    for line, key, earlier in zip(keys.index, keys.itertuples(index=False), first, strict=True):
        if line != earlier:
            name = ", ".join(str(part)[:40] for part in key)
            problem = f"«{name}» stands in line {earlier} already."
            faults.append(
                Fault(file, f"line {line}, column {', '.join(unique)}", problem, "Remove one of them.")
            )
    return capped(faults)


def _parsed(values: pd.Series[str], kind: Kind) -> pd.Series[Any]:
    """Turn text into its kind; what is not of that kind becomes missing."""
    if kind == "date":
        return _dates(values, "[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d").fillna(
            _dates(values, r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", "%d.%m.%Y")
        )
    if kind in ("integer", "number"):
        fit = values.where(values.str.fullmatch(_INTEGER if kind == "integer" else _NUMBER))
        plain = fit.str.replace("[ \u00a0\u202f]", "", regex=True).str.replace(",", ".", regex=False)
        return pd.to_numeric(plain).astype("Int64" if kind == "integer" else "float64")
    return values


def _dates(values: pd.Series[str], pattern: str, form: str) -> pd.Series[Any]:
    return pd.to_datetime(values.where(values.str.fullmatch(pattern)), format=form, errors="coerce")
