"""Tables of protected numbers, and listings of what holds no personal data.

Own code rather than great-tables, whose output repeats ids on a page and carries its styles in every tag.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.tables.grid import Cell, Grid, capital
from kb.reports.tables.grid import numbers as number_cells
from kb.reports.tables.hiding import hidden_marks, hidden_rule, hidden_sign, nothing_sign
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Block, Child, element, identifier, slug
from kb.reports.text.numbers import Language, amount, common_digits, percent, step_name
from kb.reports.text.phrases import phrase

__all__ = ["Show", "listing", "protected_grid", "table", "write_number", "write_share"]

Show = Literal["counts", "shares"]


def table(
    protected: ProtectedTable,
    *,
    caption: str,
    show: Show = "counts",
    head: str = "",
    unit: str = "",
    totals: bool = True,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """Show protected numbers, or each row's shares with its base; hidden numbers as `:` with the rule.

    `head` names the first column (default: the name of the index), `unit` is as in `numbers.amount`, and
    `name` gives the table the id `tabell-name`, so that a link can lead to it.
    Raises `KbError` without a caption.
    """
    grid = protected_grid(
        protected, caption=_told(caption), show=show, head=head, unit=unit, totals=totals, language=language
    )
    own = f"tabell-{slug(name)}" if name else identifier("tabell", caption, f"{grid!r}")
    rule = hidden_rule(protected, language)
    note = element("p", rule, class_="fine") if rule else None
    return Block(
        element("div", grid.html(own), note, class_="table", id=f"{own}-del", **hidden_marks(protected))
    )


def protected_grid(
    protected: ProtectedTable,
    *,
    caption: str,
    show: Show,
    head: str,
    unit: str,
    totals: bool,
    language: Language,
) -> Grid:
    """Write a protected table as texts: rows, columns and, where they say something, the totals."""
    shares = show == "shares"
    wide = totals and (shares or protected.cells.shape[1] > 1)
    last = phrase("base_header" if shares else "total", language)
    names = [step_name(label, language=language) for label in protected.cells.columns]
    labels = [*names, *([last] if wide else [])]
    write = _line_writer(protected, show, unit, wide, language)
    index = protected.cells.index
    rows = tuple(
        (
            Cell(capital(step_name(label, language=language))),
            *write(protected.cells.iloc[at], float(protected.row_totals.iloc[at])),
        )
        for at, label in enumerate(index)
    )
    sums = write(protected.column_totals, protected.total)
    total = (Cell(phrase("total", language)), *sums) if totals and len(index) > 1 else None
    first = head or (str(index.name) if index.name else phrase("group", language))
    return Grid(caption, (Cell(first), *number_cells(labels)), rows, total)


def write_number(value: float, unit: str, digits: int, language: Language) -> Child:
    """Write a number of a protected table, `:` where it is hidden."""
    if math.isnan(value):
        return hidden_sign(language)
    return amount(value, unit, digits=digits, language=language)


def write_share(value: float, base: float, language: Language) -> Child:
    """Write a share, `:` where it is hidden and a dash where there is nothing to divide by."""
    if base == 0:
        return nothing_sign(language)
    return hidden_sign(language) if math.isnan(value / base) else percent(value / base, language=language)


def _line_writer(
    protected: ProtectedTable, show: Show, unit: str, wide: bool, language: Language
) -> Callable[[pd.Series, float], tuple[Cell, ...]]:
    """Make the function that writes a row's values and, where there is room for it, their base."""
    digits = common_digits(protected.cells.to_numpy().ravel().tolist())

    def write(values: pd.Series, base: float) -> tuple[Cell, ...]:
        written = [
            write_share(value, base, language)
            if show == "shares"
            else write_number(value, unit, digits, language)
            for value in values.astype(float)
        ]
        return number_cells([*written, *([write_number(base, unit, digits, language)] if wide else [])])

    return write


def _told(caption: str) -> str:
    if not caption.strip():
        raise KbError("A table without a caption. Say in one sentence what it shows.")
    return caption
