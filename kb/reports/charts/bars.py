"""Horizontal bars with the number beside each, and the interval of each where it is given."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.bars_drawing import Bar, Bars, draw
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.measures import measure, write_measure
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Cell, Grid, capital, numbers
from kb.reports.tables.hiding import HIDDEN, NOTHING, hidden_sign, nothing_sign
from kb.reports.text.markup import Child
from kb.reports.text.numbers import Language, amount, common_digits, integer, percent
from kb.reports.text.phrases import phrase


def bars(
    table: ProtectedTable,
    *,
    share_of: str | Sequence[str] | None = None,
    intervals: pd.DataFrame | None = None,
    unit: str = "",
    sort: bool = True,
    **words: Unpack[Words],
) -> Chart:
    """Draw one bar a row, largest first: its total or, with `share_of`, the share of those categories.

    With `share_of` a line marks the share of all rows together. `intervals` has the table's labels and the
    columns `low` and `high`, the 95 % interval of what the bar shows; that of a hidden row is not looked at.
    `unit` is as in `numbers.amount`. The words are those of `Words`. Raises `KbError` where one is missing,
    for an interval that is missing or does not hold its value, or when no number may be shown.
    """
    told = Told(**words)
    shares = share_of is not None
    found = _bars(table, share_of, unit, told.language)
    require_marks(sum(math.isfinite(bar.value) for bar in found), told.title)
    if intervals is not None:
        found = [_with_interval(bar, intervals) for bar in found]
    ordered = tuple(sorted(found, key=_descending) if sort else found)
    line = _reference(table, share_of, told.language) if len(found) > 1 else None
    chart = Bars(ordered, 1.0 if shares else _largest(found), shares, line)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, table, unit, told),
        protected=(table,),
        notes=(phrase("interval_note", told.language),) if intervals is not None else (),
    )


def _bars(
    table: ProtectedTable, share_of: str | Sequence[str] | None, unit: str, language: Language
) -> list[Bar]:
    values, bases = measure(table, share_of), table.row_totals.astype(float)
    if share_of is None:
        digits = common_digits(values)
        return [
            Bar(label, value, write_measure(value, unit, digits, language))
            for label, value in zip(map(str, values.index), values, strict=True)
        ]
    return [
        Bar(label, share, _share_words(share, base, language), _base_words(base, language))
        for label, share, base in zip(map(str, values.index), values, bases, strict=True)
    ]


def _with_interval(bar: Bar, intervals: pd.DataFrame) -> Bar:
    """Add the interval of a bar, unless its value is hidden: it would tell what the value is."""
    if not math.isfinite(bar.value):
        return bar
    found = intervals.rename(index=str).reindex([bar.label]).iloc[0]
    low, high = float(found["low"]), float(found["high"])
    if not low <= bar.value <= high:
        raise KbError(f"“{bar.label}” has {bar.value:g}, but the interval {low:g} to {high:g}. Give its own.")
    return replace(bar, interval=(low, high))


def _largest(found: Sequence[Bar]) -> float:
    ends = [bar.interval[1] if bar.interval else bar.value for bar in found if math.isfinite(bar.value)]
    return max(ends) or 1.0


def _share_words(share: float, base: float, language: Language) -> str:
    return NOTHING if base == 0 else write_measure(share, "%", 0, language)


def _base_words(base: float, language: Language) -> str:
    n = HIDDEN if math.isnan(base) else integer(base, language=language)
    return phrase("base", language, n=n)


def _reference(
    table: ProtectedTable, share_of: str | Sequence[str] | None, language: Language
) -> tuple[float, str] | None:
    """Find the share of all; None where it is hidden or there is no share."""
    wanted = [share_of] if isinstance(share_of, str) else list(share_of or ())
    chosen = float(table.column_totals.rename(str)[wanted].sum(skipna=False))
    share = chosen / table.total if wanted and table.total else math.nan
    if math.isnan(share):
        return None
    return share, f"{phrase('everyone', language)}: {percent(share, language=language)}"


def _descending(bar: Bar) -> float:
    """Sort by size, the hidden ones last."""
    return math.inf if math.isnan(bar.value) else -bar.value


def _grid(chart: Bars, table: ProtectedTable, unit: str, told: Told) -> Grid:
    """Write the bars as a table, in the order of the bars."""
    language = told.language
    spans = any(bar.interval for bar in chart.bars)
    names = [
        "share_header" if chart.shares else "value_header",
        *(["interval_header"] if spans else []),
        *(["base_header"] if chart.shares else []),
    ]
    bases = dict(zip(map(str, table.cells.index), table.row_totals.astype(float), strict=True))
    rows = tuple(
        (
            Cell(capital(bar.label)),
            *numbers(
                [
                    _read(bar.words, language),
                    *([_span(bar, chart, unit, language)] if spans else []),
                    *_base_cell(chart, bases[bar.label], language),
                ]
            ),
        )
        for bar in chart.bars
    )
    first = str(table.cells.index.name or phrase("group", language))
    return Grid(told.title, (Cell(first), *numbers([phrase(name, language) for name in names])), rows)


def _base_cell(chart: Bars, base: float, language: Language) -> list[Child]:
    if not chart.shares:
        return []
    return [hidden_sign(language) if math.isnan(base) else integer(base, language=language)]


def _span(bar: Bar, chart: Bars, unit: str, language: Language) -> Child:
    """Write an interval from its low to its high end."""
    if bar.interval is None:
        return hidden_sign(language)
    kind = "%" if chart.shares else unit
    digits = common_digits(bar.interval)
    return "–".join(amount(end, kind, digits=digits, language=language) for end in bar.interval)


def _read(words: str, language: Language) -> Child:
    """Put the signs for hidden and missing numbers in words for those who listen."""
    signs = {HIDDEN: hidden_sign, NOTHING: nothing_sign}
    return signs[words](language) if words in signs else words
