"""What changed between two waves: a hollow dot before, a filled one after, and the difference told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from kb.errors import KbError
from kb.privacy.disclosure import ProtectedTable
from kb.reports.charts.dots_drawing import Dots, Pair, draw
from kb.reports.charts.figures import Chart, Told, Words, require_marks
from kb.reports.charts.measures import measure, write_measure
from kb.reports.charts.svg import NARROW, WIDE
from kb.reports.tables.grid import Cell, Grid, capital, numbers
from kb.reports.tables.hiding import HIDDEN, hidden_sign
from kb.reports.text.markup import Child
from kb.reports.text.numbers import HARD_SPACE, Language, amount, common_digits, decimal, rounded
from kb.reports.text.phrases import phrase


def dots_between(
    before: ProtectedTable,
    after: ProtectedTable,
    *,
    waves: tuple[str, str],
    share_of: str | Sequence[str] | None = None,
    unit: str = "",
    sort: bool = True,
    **words: Unpack[Words],
) -> Chart:
    """Draw each row's total or share in two tables with the same rows, the largest after first.

    `waves` names the two. The difference is that of the numbers as they are shown. The words are those of
    `Words`. Raises `KbError` where one is missing, when the rows differ, or when no number may be shown.
    """
    told = Told(**words)
    first, second = measure(before, share_of), measure(after, share_of)
    _require_same_rows(list(first.index), list(second.index))
    kind = "%" if share_of is not None else unit
    digits = common_digits([*first.dropna(), *second.dropna()])
    found = [_pair(label, first[label], second[label], kind, digits, told.language) for label in first.index]
    require_marks(
        sum(math.isfinite(value) for pair in found for value in (pair.before, pair.after)), told.title
    )
    pairs = tuple(sorted(found, key=_descending) if sort else found)
    largest = float(pd.concat([first, second]).max()) or 1.0
    chart = Dots(pairs, waves, 1.0 if share_of is not None else largest)
    return Chart(
        told=told,
        wide=draw(chart, WIDE),
        narrow=draw(chart, NARROW),
        numbers=_grid(chart, str(before.cells.index.name or ""), told),
        protected=(before, after),
        notes=(phrase("points_note", told.language),) if share_of is not None else (),
    )


def _require_same_rows(first: list[str], second: list[str]) -> None:
    apart = sorted(set(first) ^ set(second))
    if apart:
        raise KbError(
            f"Only one of the two tables has {', '.join(apart)}. Compare tables with the same rows."
        )


def _pair(label: str, before: float, after: float, kind: str, digits: int, language: Language) -> Pair:
    words = tuple(write_measure(value, kind, digits, language) for value in (before, after))
    return Pair(label, before, after, words[0], words[1], _change(before, after, kind, digits, language))


def _change(before: float, after: float, kind: str, digits: int, language: Language) -> str:
    """Write the difference of the two numbers as they are shown, with its sign."""
    if math.isnan(before) or math.isnan(after):
        return HIDDEN
    if kind == "%":
        change = rounded(after * 100, 0) - rounded(before * 100, 0)
        written = f"{decimal(abs(change), 0, language=language)}{HARD_SPACE}{phrase('points', language)}"
    else:
        change = rounded(after, digits) - rounded(before, digits)
        written = amount(abs(change), kind, digits=digits, language=language)
    sign = "+" if change > 0 else "\u2212" if change < 0 else "±"
    return f"{sign}{written}"


def _descending(pair: Pair) -> float:
    """Sort by size after, the hidden ones last."""
    return math.inf if math.isnan(pair.after) else -pair.after


def _grid(chart: Dots, head: str, told: Told) -> Grid:
    language = told.language
    rows = tuple(
        (Cell(capital(pair.label)), *numbers([_read(words, language) for words in pair.words]))
        for pair in chart.pairs
    )
    header = (
        Cell(head or phrase("group", language)),
        *numbers([*chart.waves, phrase("change_header", language)]),
    )
    return Grid(told.title, header, rows)


def _read(words: str, language: Language) -> Child:
    return hidden_sign(language) if words == HIDDEN else words
