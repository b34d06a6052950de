"""Exports screened: what points at persons is taken out before anything is analysed."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kb.errors import KbError
from kb.privacy.identifiers import mask
from kb.privacy.names import likely_names
from kb.survey.exports.identity import addresses, reason_of, stray, without_addresses
from kb.survey.exports.records import Cells, Export, Screened, Variable

_COLUMNS = ("line", "key", "column", "reason", "value")
Taken = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys, one a row; `link` is the column they stand for, where they are pseudonyms."""

    values: tuple[str, ...]
    told: tuple[str, ...]
    link: str | None = None


def screen(
    export: Export,
    *,
    key: str | None = None,
    keep: Collection[str] = (),
    names: Sequence[str] = (),
    secret: bytes | None = None,
) -> Screened:
    """Take out columns and cells that point at persons: e-mail, name, telephone, IP address, national id, account.

    A column is judged by its header and by what stands in it; those in `keep` are kept, but each cell is still
    looked at. An identifier inside any other cell is masked there. `names` are full names to look for. The key is
    the column named, or the system's own. One that is itself an identifier becomes a pseudonym: the first 16
    hexadecimal digits of HMAC-SHA256 over it, in small letters, under `secret`, random when none is given; the
    same secret gives a frame the same keys by `pseudonym`. Without any key the rows are numbered.
    """
    if key is not None and key not in export.rows:
        raise KbError(
            f"{export.file} has no column «{key}». Name one of: {', '.join(map(str, export.rows))}."
        )
    cells = {one.name: export.cells(one.name) for one in export.variables}
    known = _likely(names, cells)
    reasons = {name: reason for name, reason in _reasons(export, cells, key, known) if name not in keep}
    keys = _keys(export, cells, reasons, key, secret)
    if keys.link:
        reasons.setdefault(keys.link, "it is the key and points at persons")
    kept = tuple(one for one in export.variables if one.name not in reasons)
    rows = list(zip(map(int, export.rows.index), keys.values, strict=True))
    masked, strays = _masked(kept, cells, rows, known)
    told = [f"«{name}» is quarantined: {reason}." for name, reason in reasons.items()]
    return Screened(
        replace(export, rows=pd.DataFrame(masked, index=export.rows.index, dtype="str"), variables=kept),
        keys.values,
        pd.DataFrame([*_taken(reasons, cells, rows), *strays], columns=list(_COLUMNS)),
        (*told, *keys.told, *_told(strays)),
    )


def pseudonym(value: str, secret: bytes) -> str:
    """Give the key that stands for an identifier; the same for the same secret, however it is written."""
    return hmac.new(secret, value.strip().casefold().encode(), hashlib.sha256).hexdigest()[:16]


def _reasons(
    export: Export, cells: dict[str, Cells], key: str | None, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Name the columns that point at persons, each with the reason."""
    for one in export.variables:
        judged = replace(one, role="key") if one.name == key else one
        if reason := reason_of(judged, cells[one.name], names):
            yield one.name, reason


def _taken(reasons: dict[str, str], cells: dict[str, Cells], rows: list[tuple[int, str]]) -> Iterator[Taken]:
    for column, reason in reasons.items():
        for (line, key), cell in zip(rows, cells[column], strict=True):
            if cell is not None:
                yield line, key, column, reason, cell


def _likely(names: Sequence[str], cells: dict[str, Cells]) -> tuple[str, ...]:
    if not names:
        return ()
    return likely_names(names, " ".join({cell for column in cells.values() for cell in column if cell}))


def _keys(
    export: Export, cells: dict[str, Cells], reasons: dict[str, str], key: str | None, secret: bytes | None
) -> _Keys:
    """Take the key as it is, as pseudonyms, or number the rows."""
    column = key or next((one.name for one in export.with_role("key")), None)
    if column is None:
        numbered = tuple(f"r{line}" for line in export.rows.index)
        return _Keys(numbered, ("No column tells the respondents apart: the rows are numbered.",))
    values = cells[column]
    if column not in reasons and not any(_is_person(cell) for cell in values):
        return _Keys(tuple(cell or "" for cell in values), (f"The key is «{column}».",))
    hidden = secret or secrets.token_bytes(32)
    told = f"The key «{column}» points at persons: pseudonyms stand for it, and what they stand for is quarantined."
    return _Keys(tuple(pseudonym(cell, hidden) if cell else "" for cell in values), (told,), column)


def _is_person(cell: str | None) -> bool:
    """Say whether a key names a person; the numbers of answers may look like telephones and accounts."""
    return cell is not None and any(one.kind in ("e-mail", "national id", "name") for one in stray(cell))


def _masked(
    kept: Sequence[Variable], cells: dict[str, Cells], rows: list[tuple[int, str]], names: tuple[str, ...]
) -> tuple[dict[str, Cells], list[Taken]]:
    """Mask what stands in single cells of the columns that are kept; give the cells and what was in them."""
    masked: dict[str, Cells] = {}
    strays: list[Taken] = []
    for variable in kept:
        column = masked[variable.name] = list(cells[variable.name])
        if variable.role in ("answer", "about"):
            for place, cell in enumerate(column):
                found = _found(cell, names)
                if cell is not None and found:
                    column[place] = without_addresses(mask(cell, names), addresses(cell))
                    strays.append((*rows[place], variable.name, f"{found} in the cell", cell))
    return masked, strays


def _found(cell: str | None, names: tuple[str, ...]) -> str:
    if cell is None:
        return ""
    kinds = [one.kind for one in stray(cell, names)]
    return ", ".join(dict.fromkeys([*kinds, *("IP address" for _ in addresses(cell))]))


def _told(strays: list[Taken]) -> list[str]:
    """Tell in how many cells of a column something was masked, never what it was."""
    counts = Counter((column, reason) for _, _, column, reason, _ in strays)
    return [f"«{column}»: {reason}, masked in {count} of them." for (column, reason), count in counts.items()]
