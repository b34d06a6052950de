"""Tables of figures, also those a PDF has flattened into lines, held against their own totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kb.errors import Fault
from kb.intake.genres import wording
from kb.intake.records import Block

Row = tuple[str, ...]
_LEAST = 3  # rows of a flattened table
_LONGEST = 6  # words of a label
_LONGEST_RUN = 2000  # letters of a table flattened into one line
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"


def read_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the tables that hold figures, and those recovered from lines such as “Sykepleiere 12”."""
    found: list[Block] = []
    run: list[tuple[Block, list[Row]]] = []
    for before, block in zip([None, *blocks], [*blocks, Block("heading", "")], strict=True):
        rows = [] if block.kind == "table" else _rows(block.text)
        if rows:
            run.append((before, rows) if not run and before else (block, rows))
            if not _is_total(rows[-1]):
                continue
        found += _recovered(run)
        run = []
        if block.kind == "table" and _has_figures(spread := _spread(block)):
            found.append(spread)
    return tuple(found)


def doubts_of(tables: Sequence[Block], file: str) -> tuple[Fault, ...]:
    """Tell every column of a table whose rows do not add up to its total."""
    return tuple(
        Fault(
            file,
            _place(table),
            f"the rows add up to {_told(told)}, the total says {_told(total)}.",
            "Check it.",
        )
        for table in tables
        for told, total in _sums(table.rows)
        if abs(told - total) > 0.05
    )


def number(cell: str) -> float | None:
    """Read a figure as people write it: `1 060`, `1,210` (English thousands), `8,1 mill.`; None for words."""
    match = _figure().fullmatch(cell.strip())
    if not match:
        return None
    bare = re.sub(r"[ \u00a0\u202f]", "", match[1])
    bare = re.sub(r"[.,](?=\d{3}(?!\d))", "", bare)
    return float(bare.replace(",", "."))


def _spread(table: Block) -> Block:
    """Part cells that hold several figures, “20 100 8,1 mill.”, where every row then has as many.

    Rows after the total are none of the table's.
    """
    total = next(
        (at for at, row in enumerate(table.rows) if at >= _LEAST and _is_total(row)), len(table.rows)
    )
    table = _with_rows(table, table.rows[: total + 1])
    rows = [(row[0], *(figure for cell in row[1:] for figure in _apart(cell))) for row in table.rows[1:]]
    width = len(rows[0]) if rows else 0
    if width <= len(table.rows[0]) or any(len(row) != width for row in rows):
        return table
    words = " ".join(table.rows[0]).split()
    head = (" ".join(words[: 1 - width]), *words[1 - width :])
    return _with_rows(table, (head, *rows))


def _with_rows(table: Block, rows: tuple[Row, ...]) -> Block:
    return replace(table, rows=rows, text="\n".join("\t".join(row) for row in rows))


def _apart(cell: str) -> Row:
    figures = _cells(cell)
    return figures if len(figures) > 1 and " ".join(figures) == " ".join(cell.split()) else (cell,)


def _is_total(row: Row) -> bool:
    return wording.pattern("survey", "totals").match(row[0]) is not None


def _sums(rows: Sequence[Row]) -> Iterator[tuple[float, float]]:
    if len(rows) < _LEAST or not _is_total(rows[-1]):
        return
    for column in range(1, len(rows[-1])):
        total = number(rows[-1][column])
        cells = [number(row[column]) for row in rows[:-1]]
        parts = cells[1:] if cells[:1] == [None] else cells  # without the head
        if total is not None and parts and None not in parts:
            yield sum(part for part in parts if part is not None), total


def _recovered(run: list[tuple[Block, list[Row]]]) -> Iterator[Block]:
    rows = [row for _, told in run for row in told]
    if len(rows) < _LEAST or len({len(row) for row in rows}) > 1:
        return
    before = run[0][0]
    head = _head(before, len(rows[0]))
    table = (head, *rows) if head else tuple(rows)
    yield Block("table", "\n".join("\t".join(row) for row in table), page=before.page, rows=tuple(table))


def _head(before: Block, width: int) -> Row | None:
    """Take the line above as the head where it is a few words without figures: “Helsepersonell kategori Sum”."""
    words = before.text.split()
    if width < 2 or not width <= len(words) <= _LONGEST or re.search(r"[\d.?!]", before.text):
        return None
    return (" ".join(words[: 1 - width]), *words[1 - width :])


def _rows(text: str) -> list[Row]:
    """Read a text as rows of a label and its figures; [] where it is anything else."""
    if len(text) > _LONGEST_RUN or (not text[-1:].isalnum() and text[-1:] not in ".%"):
        return []
    rows = [(match["label"].strip(" :"), *_cells(match["figures"])) for match in _row().finditer(text)]
    whole = "".join(match[0] for match in _row().finditer(text))
    if len(whole.strip()) != len(text.strip()) or not rows or any(not _is_label(row[0]) for row in rows):
        return []
    return rows


def _is_label(label: str) -> bool:
    words = label.split()
    first = "" if not words or _is_total((label,)) else words[0].casefold()
    return (
        0 < len(words) <= _LONGEST
        and label[:1].isupper()
        and first not in wording.lists("survey")["not_labels"]
    )


def _cells(figures: str) -> Row:
    return tuple(match[0].strip() for match in _figure().finditer(figures))


def _has_figures(table: Block) -> bool:
    cells = [cell for row in table.rows[1:] for cell in row[1:]]
    return bool(cells) and sum(number(cell) is not None for cell in cells) * 2 >= len(cells)


@cache
def _figure() -> re.Pattern[str]:
    units = "|".join(map(re.escape, wording.lists("survey")["units"]))
    return re.compile(rf"({_NUMBER})(?:\s?(?:{units}))*", re.IGNORECASE)


@cache
def _row() -> re.Pattern[str]:
    figure = _figure().pattern.replace("(", "(?:", 1)
    return re.compile(
        rf"\s*(?P<label>[^\d\W][^\d.?!:;]{{0,80}}?):?\s+(?P<figures>{figure}(?:\s+(?:{figure}))*)\s*",
        re.IGNORECASE,
    )


def _place(table: Block) -> str:
    page = f"page {table.page}, " if table.page else ""
    return f"{page}table «{table.rows[0][0]}»"


def _told(value: float) -> str:
    return f"{value:,.1f}".rstrip("0").rstrip(".").replace(",", " ")
