"""Horizontal bars with the number beside each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.bars_drawing import Bar, Bars, draw
from kb.reports.figures import Chart, require_marks
from kb.reports.grid import Cell, Grid, numbers
from kb.reports.hiding import HIDDEN, NOTHING, hidden_sign, nothing_sign
from kb.reports.markup import Child
from kb.reports.numbers import Language, amount, common_digits, integer
from kb.reports.phrases import phrase
from kb.reports.svg import NARROW, WIDE


def bars(
    table: ProtectedTable,
    *,
    title: str,
    alt: str,
    caption: str,
    share_of: str | Sequence[str] | None = None,
    unit: str = "",
    sort: bool = True,
    language: Language = "nb",
) -> Chart:
    """Draw one bar a row, largest first: its total or, with `share_of`, the share of those categories.

    With `share_of` a line marks the share of all rows together. `unit` is as in `numbers.amount`.
    Raises `KbError` without a title, alt or caption, or when no number may be shown.
    """
    wanted = _categories(table, [share_of] if isinstance(share_of, str) else list(share_of or ()))
    found = _bars(table, wanted, unit, language)
    require_marks(sum(math.isfinite(bar.value) for bar in found), title)
    ordered = sorted(found, key=_descending) if sort else found
    line = _reference(table, wanted, language) if len(found) > 1 else None
    largest = max(bar.value for bar in found if math.isfinite(bar.value))
    chart = Bars(tuple(ordered), 1.0 if wanted else largest or 1.0, bool(wanted), line)
    return Chart(
        title=title,
        alt=alt,
        caption=caption,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, table, title, language),
        protected=table,
        language=language,
    )


def _categories(table: ProtectedTable, wanted: Sequence[str]) -> list[str]:
    """Check that the columns exist; raises `KbError` for a name that no column has."""
    columns = [str(column) for column in table.cells.columns]
    unknown = [name for name in wanted if name not in columns]
    if unknown:
        raise KbError(f"No category called {', '.join(unknown)}. The table has: {', '.join(columns)}.")
    return list(wanted)


def _bars(table: ProtectedTable, wanted: list[str], unit: str, language: Language) -> list[Bar]:
    bases = table.row_totals.astype(float)
    if not wanted:
        digits = common_digits(bases)
        return [
            Bar(str(label), value, _words(value, unit, digits, language))
            for label, value in zip(table.cells.index, bases, strict=True)
        ]
    shares = table.shares().rename(columns=str)[wanted].sum(axis="columns", skipna=False)
    return [
        Bar(str(label), share, _share_words(share, base, language), _base_words(base, language))
        for label, share, base in zip(table.cells.index, shares.astype(float), bases, strict=True)
    ]


def _words(value: float, unit: str, digits: int, language: Language) -> str:
    return HIDDEN if math.isnan(value) else amount(value, unit, digits=digits, language=language)


def _share_words(share: float, base: float, language: Language) -> str:
    if base == 0:
        return NOTHING
    return HIDDEN if math.isnan(share) else amount(share, "%", language=language)


def _base_words(base: float, language: Language) -> str:
    n = HIDDEN if math.isnan(base) else integer(base, language=language)
    return phrase("base", language, n=n)


def _reference(table: ProtectedTable, wanted: list[str], language: Language) -> tuple[float, str] | None:
    """Find the share of all; None where it is hidden or there is no share."""
    chosen = float(table.column_totals.rename(str)[wanted].sum(skipna=False))
    share = chosen / table.total if wanted and table.total else math.nan
    if math.isnan(share):
        return None
    return share, f"{phrase('everyone', language)}: {amount(share, '%', language=language)}"


def _descending(bar: Bar) -> float:
    """Sort by size, the hidden ones last."""
    return math.inf if math.isnan(bar.value) else -bar.value


def _grid(chart: Bars, table: ProtectedTable, title: str, language: Language) -> Grid:
    """Write the bars as a table, in the order of the bars."""
    names = ("share_header", "base_header") if chart.shares else ("value_header",)
    bases = dict(zip(map(str, table.cells.index), table.row_totals.astype(float), strict=True))
    rows = tuple(
        (
            Cell(bar.label),
            *numbers([_read(bar.words, language), *_base_cell(chart, bases[bar.label], language)]),
        )
        for bar in chart.bars
    )
    first = str(table.cells.index.name or phrase("group", language))
    return Grid(title, (Cell(first), *numbers([phrase(name, language) for name in names])), rows)


def _base_cell(chart: Bars, base: float, language: Language) -> list[Child]:
    if not chart.shares:
        return []
    return [hidden_sign(language) if math.isnan(base) else integer(base, language=language)]


def _read(words: str, language: Language) -> Child:
    """Put the signs for hidden and missing numbers in words for those who listen."""
    signs = {HIDDEN: hidden_sign, NOTHING: nothing_sign}
    return signs[words](language) if words in signs else words
