"""Whether a figure that was hidden in the run stands on the page all the same, beside what it is about.

A hidden 3 cannot be looked for alone: every page has a 3. It is found where it stands with the labels of its
cell in one text, attribute, table row or line of a drawing, and no other label of its table is nearer. Long
numbers are found anywhere in the file. What no search can find is told in the manual: dots of a photograph,
places in a drawing of somebody else's, and figures that must be worked out from others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup

from kb.privacy.ledger import Hidden
from kb.reports.checks.findings import Finding
from kb.reports.checks.secret_texts import Labels, Written, written_numbers
from kb.reports.checks.secret_units import Unit, text_units

_REMEDY = "Take the number from the protected table; write “hidden” where it has none."


def secret_findings(soup: BeautifulSoup, html: str, hidden: Collection[Hidden]) -> Iterator[Finding]:
    """Find hidden figures in all texts of a file, seen or not."""
    if not hidden:
        return
    # The same text in two widths of a chart is looked at once.
    shown = frozenset(figure.shown for figure in hidden if figure.shown)
    units = list({(unit.text, unit.cell): unit for unit in text_units(soup, shown)}.values())
    numbers = [written_numbers(unit.text) for unit in units]
    tables: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Hidden]] = defaultdict(list)
    for figure in (figure for figure in hidden if figure.rows or figure.columns):
        tables[figure.rows, figure.columns].append(figure)
    for (rows, columns), figures in tables.items():
        by_row, by_column = Labels(rows), Labels(columns)
        for unit, written in zip(units, numbers, strict=True):
            if written:
                yield from _told(unit, written, figures, by_row, by_column)
    yield from _long(html, hidden)


def _told(
    unit: Unit, written: list[Written], figures: list[Hidden], rows: Labels, columns: Labels
) -> Iterator[Finding]:
    in_rows, in_columns = rows.places(unit.text), columns.places(unit.text)
    if not in_rows and not in_columns:
        return
    # “I Kultur er de få. To svarte nei.” The words before say what the sentence leaves out.
    row_before, column_before = rows.last(unit.before), columns.last(unit.before)
    for number in written:
        if any(place.start <= number.start < place.end for place in (*in_rows, *in_columns)):
            continue
        row = rows.nearest(unit.text, number, in_rows) or row_before
        column = columns.nearest(unit.text, number, in_columns) or column_before
        for figure in figures:
            if _is_about(figure, row, column, exact=number.digits > 0) and number.tells(figure):
                yield _finding(unit, number, figure)
                break


def _is_about(figure: Hidden, row: str | None, column: str | None, *, exact: bool) -> bool:
    """Tell whether the labels nearest to a number are those of a figure.

    The label of an axis with one line only need not be said; nor the column of a share with decimals.
    """
    says_row = figure.row in ("", row) or len(figure.rows) == 1
    says_column = figure.column in ("", column) or len(figure.columns) == 1 or (exact and column is None)
    named = (figure.row and figure.row == row) or (figure.column and figure.column == column)
    return bool(says_row and says_column and named)


def _finding(unit: Unit, number: Written, figure: Hidden) -> Finding:
    around = (
        f"{unit.text[max(number.start - 30, 0) : number.start]}[…]{unit.text[number.end : number.end + 20]}"
    )
    what = " · ".join(filter(None, (figure.row, figure.column)))
    problem = f"A number that the table “{figure.table}” hides ({what}) is told: “{around.strip()}”."
    return Finding(unit.at, problem, _REMEDY)


def _long(html: str, hidden: Collection[Hidden]) -> Iterator[Finding]:
    """Find figures so long that they stand nowhere by chance: 20 786, 1234.5, 0.037037."""
    # The letters of a picture hold every number by chance.
    packed = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", re.sub(r"base64,[\w+/=]*", "", html))
    standing = sorted({found.replace(",", ".") for found in re.findall(r"\d+(?:[.,]\d+)?", packed)})
    for figure in hidden:
        exact = [f"{share:.12g}"[:8] for share in figure.shares if len(f"{share:.12g}") >= 10]
        exact += [f"{100 * share:.12g}"[:8] for share in figure.shares if len(f"{100 * share:.12g}") >= 10]
        if figure.value >= 10_000 or (figure.value >= 100 and figure.value % 1):
            exact.append(f"{figure.value:.12g}")
        if any(_stands(number, standing) for number in exact):
            what = " · ".join(filter(None, (figure.row, figure.column)))
            problem = f"A number that the table “{figure.table}” hides ({what}) stands in the file."
            yield Finding(None, problem, _REMEDY)


def _stands(number: str, standing: list[str]) -> bool:
    """Tell whether a number stands in a sorted list, as it is or with more decimals."""
    at = bisect_left(standing, number)
    found = standing[at] if at < len(standing) else ""
    return found.startswith(number) and (found == number or "." in number)
