"""Listings of what holds no personal data: lessons, actions, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real

import pandas as pd
from markupsafe import Markup

from kb.errors import KbError
from kb.reports.tables.grid import Cell, Grid
from kb.reports.tables.hiding import nothing_sign
from kb.reports.text.markup import Block, element, identifier, slug
from kb.reports.text.numbers import Language, common_digits, decimal
from kb.reports.text.phrases import phrase
from kb.reports.text.values import is_nothing, is_number, written


def listing(
    rows: pd.DataFrame | Sequence[Mapping[str, object]],
    *,
    caption: str,
    name: str = "",
    language: Language = "nb",
) -> Block:
    """List lessons, actions and other records without personal data; the first column heads its rows.

    `name` gives it the id `liste-name`, so that a link can lead to it.

    Whole numbers get thousands apart, so a year must be given as text. A `Link` becomes a link, and markup of
    `kb.reports.text.markup` stays.
    Raises `KbError` without a caption.
    """
    if not caption.strip():
        raise KbError("A listing without a caption. Say in one sentence what it lists.")
    records = _records(rows)
    if not records:
        return Block(
            element("p", element("strong", caption), " ", phrase("nothing_found", language), class_="nothing")
        )
    grid = _grid(caption, records, language)
    own = f"liste-{slug(name)}" if name else identifier("liste", "", caption + repr(grid))
    return Block(element("div", grid.html(own), class_="table listing"))


def _grid(caption: str, records: Sequence[Mapping[str, object]], language: Language) -> Grid:
    columns = list(dict.fromkeys(key for record in records for key in record))
    numeric = {key for key in columns if all(_fits_numbers(record.get(key)) for record in records)}
    header = tuple(Cell(key, "number" if key in numeric else "text") for key in columns)
    written_columns = [
        _column([record.get(key) for record in records], key in numeric, language) for key in columns
    ]
    return Grid(caption, header, tuple(zip(*written_columns, strict=True)))


def _records(rows: pd.DataFrame | Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    if not isinstance(rows, pd.DataFrame):
        return [{str(key): value for key, value in row.items()} for row in rows]
    frame = rows.reset_index() if rows.index.name else rows
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in frame.itertuples(index=False)]


def _column(values: Sequence[object], numeric: bool, language: Language) -> list[Cell]:
    """Write the values of a column, broken numbers with the same number of decimals."""
    digits = common_digits(float(value) for value in values if isinstance(value, Real)) if numeric else 0
    return [_cell(value, numeric, digits, language) for value in values]


def _cell(value: object, numeric: bool, digits: int, language: Language) -> Cell:
    if is_nothing(value):
        return Cell(nothing_sign(language), "number" if numeric else "text")
    if numeric and isinstance(value, Real):
        return Cell(decimal(float(value), digits, language=language), "number")
    return Cell(value if isinstance(value, Markup) else written(value, language))


def _fits_numbers(value: object) -> bool:
    return is_nothing(value) or is_number(value)
