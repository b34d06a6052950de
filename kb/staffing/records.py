"""The files of a staffing unit, and the one way to read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from kb.datafiles import Column, read_table
from kb.delimited import read_rows
from kb.errors import Fault, FaultsFound
from kb.staffing.consistency import file_faults, reference_faults
from kb.staffing.schemas import (
    ABSENCES,
    AREAS,
    KINDS,
    LIMITED,
    SCHEMAS,
    SHIFTED,
    SOURCES,
    STEPS,
    UNFILLED,
    Schema,
)

__all__ = ["ABSENCES", "KINDS", "SHIFTED", "SOURCES", "STEPS", "UNFILLED", "Staffing", "read_staffing"]

_DTYPES: Mapping[str, Literal["Int64", "float64", "datetime64[us]"]] = {
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[us]",
}


def _nothing() -> pd.DataFrame:
    lines = pd.Index([], dtype="int64", name="line")
    return _with_extra(pd.DataFrame(index=lines), SCHEMAS["absence"].every)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The files as they are, columns named as in their headers; each index is the line in the file.

    A column or file that may be left out and was is there with nothing in it. Of resources, `villig` is ja or nei;
    `begrenset` says of whom it was told that they are willing within limits, or for less than a whole position.
    """

    needs: pd.DataFrame
    resources: pd.DataFrame
    clearances: pd.DataFrame
    assignments: pd.DataFrame
    overtime: pd.DataFrame
    recruitment: pd.DataFrame
    absence: pd.DataFrame = field(default_factory=_nothing)


def read_staffing(folder: Path, *, areas: Collection[str] = ()) -> Staffing:
    """Read needs, resources, clearances, assignments, overtime, recruitment and absence (`.csv`) from `folder`.

    absence.csv may be missing. Where `areas` are given, every area in the files must be one of them. Raises
    `FaultsFound` with every fault of all files: of values, of rows, and of references from one file to another.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for name, schema in SCHEMAS.items():
        try:
            frames[name] = _read(folder / f"{name}.csv", schema, areas)
        except FaultsFound as found:
            faults += found.faults
        else:
            faults += file_faults(name, frames[name])
    faults += reference_faults(frames)
    if faults:
        raise FaultsFound(faults)
    return Staffing(**{**frames, "resources": _with_limits(frames["resources"])})


def _read(file: Path, schema: Schema, areas: Collection[str]) -> pd.DataFrame:
    """Read one file with the columns it must have, and those of the others that it has."""
    if not schema.needed and not file.exists():
        return _nothing()
    header, _ = read_rows(file, [column.name for column in schema.every])
    there = [*schema.columns, *(column for column in schema.extra if column.name in header)]
    rows = read_table(file, [_limited(column, areas) for column in there], unique=schema.unique)
    return _with_extra(rows, schema.extra)


def _with_extra(rows: pd.DataFrame, columns: Collection[Column]) -> pd.DataFrame:
    """Add the columns that were left out, with nothing in them."""
    lacking = [column for column in columns if column.name not in rows]
    return rows.assign(**{column.name: _empty(column, rows.index) for column in lacking})


def _empty(column: Column, index: pd.Index[int]) -> pd.Series[Any]:
    if column.kind in _DTYPES:
        return pd.Series(None, index=index, dtype=_DTYPES[column.kind])
    return pd.Series(None, index=index, dtype="str")


def _with_limits(resources: pd.DataFrame) -> pd.DataFrame:
    limited = (resources["villig"] == LIMITED) | (resources["stillingsandel"] < 100)
    willing = resources["villig"].where(resources["villig"] != LIMITED, "ja")
    return resources.assign(villig=willing, begrenset=limited)


def _limited(column: Column, areas: Collection[str]) -> Column:
    return replace(column, codes=tuple(areas)) if areas and column.name in AREAS else column
