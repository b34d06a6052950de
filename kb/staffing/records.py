"""The six files of a staffing unit, and the one way to read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from kb.datafiles import Column, read_table
from kb.errors import Fault, FaultsFound
from kb.staffing.consistency import file_faults, reference_faults

SOURCES = ("intern", "frivillig", "vikarbyrå", "NAV", "nyrekruttert")
STEPS = ("politiattest", "arbeidsavtale", "registrering", "tilgang", "første vakt")
SHIFTED = "forskjøvet arbeidstid"
KINDS = ("overtid", SHIFTED)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The files as they are, columns named as in their headers; each index is the line in the file."""

    needs: pd.DataFrame
    resources: pd.DataFrame
    clearances: pd.DataFrame
    assignments: pd.DataFrame
    overtime: pd.DataFrame
    recruitment: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Schema:
    columns: Sequence[Column]
    unique: Sequence[str] = ()


_SCHEMAS: Mapping[str, _Schema] = {
    "needs": _Schema(
        [
            Column("id", "text"),
            Column("område", "text"),
            Column("tjenestested", "text"),
            Column("kompetanse", "text"),
            Column("stillinger", "integer", minimum=1),
            Column("fra", "date"),
            Column("til", "date", required=False),
            Column("meldt", "date"),
            Column("besatt", "integer", minimum=0),
            Column("besatt_dato", "date", required=False),
        ],
        ["id"],
    ),
    "resources": _Schema(
        [
            Column("id", "text"),
            Column("kilde", "code", codes=SOURCES),
            Column("kompetanse", "text"),
            Column("ledig_fra", "date"),
            Column("ledig_til", "date", required=False),
            Column("hjemmeområde", "text", required=False),
            Column("villig", "code", codes=("ja", "nei")),
        ],
        ["id"],
    ),
    "clearances": _Schema(
        [
            Column("ressurs", "text"),
            Column("steg", "code", codes=STEPS),
            Column("startet", "date"),
            Column("ferdig", "date", required=False),
        ],
        ["ressurs", "steg"],
    ),
    "assignments": _Schema(
        [
            Column("id", "text"),
            Column("ressurs", "text", required=False),
            Column("person", "text", required=False),
            Column("fra_område", "text", required=False),
            Column("til_område", "text"),
            Column("tjenestested", "text"),
            Column("fra", "date"),
            Column("til", "date", required=False),
            Column("timer", "number", required=False, minimum=0),
            Column("kostnad", "number", required=False, minimum=0),
        ],
        ["id"],
    ),
    "overtime": _Schema(
        [
            Column("område", "text"),
            Column("rolle", "text"),
            Column("periode", "text"),
            Column("type", "code", codes=KINDS),
            Column("timer", "number", minimum=0),
            Column("kostnad", "number", minimum=0),
            # Hours without anybody behind them could not be protected.
            Column("personer", "integer", minimum=1),
            Column("person", "text", required=False),
        ]
    ),
    "recruitment": _Schema(
        [
            Column("kategori", "text"),
            Column("søkere", "integer", minimum=0),
            Column("rekruttert", "integer", minimum=0),
            Column("engasjert", "integer", minimum=0),
            Column("fra", "date"),
            Column("til", "date"),
        ],
        ["kategori", "fra", "til"],
    ),
}
_AREAS = {"område", "hjemmeområde", "fra_område", "til_område"}


def read_staffing(folder: Path, *, areas: Collection[str] = ()) -> Staffing:
    """Read needs, resources, clearances, assignments, overtime and recruitment (`.csv`) from `folder`.

    Where `areas` are given, every area in the files must be one of them. Raises `FaultsFound` with every
    fault of all files: of values, of rows, and of references from one file to another.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for name, schema in _SCHEMAS.items():
        columns = [_limited(column, areas) for column in schema.columns]
        try:
            frames[name] = read_table(folder / f"{name}.csv", columns, unique=schema.unique)
        except FaultsFound as found:
            faults += found.faults
        else:
            faults += file_faults(name, frames[name])
    faults += reference_faults(frames)
    if faults:
        raise FaultsFound(faults)
    return Staffing(**frames)


def _limited(column: Column, areas: Collection[str]) -> Column:
    return replace(column, codes=tuple(areas)) if areas and column.name in _AREAS else column
