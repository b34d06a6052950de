"""What protection hid in a run, left for the gate that looks whether a page tells of it all the same.

A protected table holds no hidden figure, so that no chart can draw one by mistake. But a notebook has the
data too, and may print a figure past the table. To find that, the gate must know what was hidden: `protect`
leaves it in a file that only the one who runs the notebook names, keeps to its owner, and removes after
export. Without that name nothing is left anywhere. Fingerprints would hide nothing: small numbers are soon tried.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from kb.privacy.tables import ProtectedTable, Table

LEDGER = "KB_HIDDEN_LEDGER"  # the environment variable that names the file
_FOLDER = "kb-hidden-"
_LONGEST = 24 * 3600  # seconds; no run lasts so long


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden figure: its table, its labels (empty for a margin), its value and the shares it makes.

    `rows` and `columns` are all labels of the table, to tell whose figure a number in a text is. `shown` is
    the fingerprint of the protected table; one that hides nothing leaves that alone, with NaN for a figure.
    """

    table: str
    row: str
    column: str
    value: float
    shares: tuple[float, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    shown: str = ""


@contextmanager
def kept_ledger() -> Iterator[Path]:
    """Give a file for a run to leave its hidden figures in; it is gone when the block ends.

    A run that is killed cannot remove its own, so the next one does when it is a day old.
    """
    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=_FOLDER) as folder:  # readable by its owner only
        yield Path(folder) / "hidden.jsonl"


def leave(tables: Mapping[str, Table], shown: Mapping[str, ProtectedTable]) -> None:
    """Leave what was hidden, where somebody who runs the notebook asked for it; else do nothing."""
    place = os.environ.get(LEDGER)
    if not place:
        return
    figures = (figure for name in tables for figure in hidden_figures(name, tables[name], shown[name]))
    lines = "".join(f"{json.dumps(asdict(figure), ensure_ascii=False)}\n" for figure in figures)
    with Path(place).open("a", encoding="utf-8") as file:
        file.write(lines)


def read_ledger(file: Path) -> list[dict[str, Any]]:
    """Read what a run left, as plain values that a notebook's metadata can carry; nothing without a file."""
    if not file.exists():
        return []
    return [json.loads(line) for line in dict.fromkeys(file.read_text(encoding="utf-8").splitlines())]


def hidden_of(told: Iterable[Mapping[str, Any]]) -> tuple[Hidden, ...]:
    """Make hidden figures of plain values."""
    return tuple(
        Hidden(
            table=str(figure["table"]),
            row=str(figure["row"]),
            column=str(figure["column"]),
            value=float(figure["value"]),
            shares=tuple(figure["shares"]),
            rows=tuple(figure["rows"]),
            columns=tuple(figure["columns"]),
            shown=str(figure.get("shown", "")),
        )
        for figure in told
    )


def hidden_figures(name: str, table: Table, shown: ProtectedTable) -> Iterator[Hidden]:
    """Give the table's fingerprint, then every figure that is not shown, margins included, counts and values."""
    yield Hidden(name, "", "", math.nan, shown=shown.fingerprint)
    frames = [table.counts] if table.values is None else [table.counts, table.values]
    for frame in frames:
        yield from _cells(name, frame.astype(float), shown)


def _sweep(place: Path) -> None:
    """Remove the ledgers that killed runs left; those of other users, and of runs under way, stay."""
    for folder in place.glob(f"{_FOLDER}*"):
        with suppress(OSError):  # somebody else's, or just removed by another run
            if time.time() - folder.stat().st_mtime > _LONGEST:
                shutil.rmtree(folder)


def _cells(name: str, frame: pd.DataFrame, shown: ProtectedTable) -> Iterator[Hidden]:
    rows, columns = tuple(map(str, frame.index)), tuple(map(str, frame.columns))
    by_row, by_column = frame.sum(axis="columns").tolist(), frame.sum().tolist()
    total = float(sum(by_row))
    values, masked = frame.to_numpy(), shown.cells.isna().to_numpy()
    for at, row in enumerate(rows):
        for beside, column in enumerate(columns):
            if masked[at, beside]:
                value = float(values[at, beside])
                shares = _shares(value, by_row[at], by_column[beside], total)
                yield Hidden(name, row, column, value, shares, rows, columns)
    for at in (at for at in range(len(rows)) if math.isnan(shown.row_totals.iloc[at])):
        yield Hidden(name, rows[at], "", by_row[at], _shares(by_row[at], total), rows, columns)
    for at in (at for at in range(len(columns)) if math.isnan(shown.column_totals.iloc[at])):
        yield Hidden(name, "", columns[at], by_column[at], _shares(by_column[at], total), rows, columns)


def _shares(value: float, *bases: float) -> tuple[float, ...]:
    """Give the shares a figure makes of its bases, but for 0 and all, which say nothing of it alone."""
    return tuple(sorted({value / base for base in bases if base and 0 < value < base}))
