"""Tables that lost their lines: rows of a name and a figure, one under the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEAST = 3  # rows; two lines that end with a figure are prose
_LONGEST = 120  # letters of such a line
_ROW = re.compile(
    r"(?P<name>[A-ZÆØÅa-zæøå][^\d.:;!?]*[^\d\s.:;,!?(–-])[\s:.…]+"
    r"(?P<figure>\d[\d \u00a0]*(?:,\d+)?\s?(?:%|kr|mill\.?)?)"
)
_COUNTED = re.compile(
    r"(?P<name>.*\S)\s+(?P<column>sum|antall|andel|prosent|timer|årsverk|kroner|beløp|totalt|n|%|count|total)",
    re.IGNORECASE,
)
# A line that ends with a figure because of its last word is a sentence broken there.
_SPOKEN = re.compile(
    r"i|på|til|fra|av|for|ca|cirka|kl|side|uke|mars|april|mai|juni|juli|punkt|fase|del|og|er|ble|med"
)


def table_rows(lines: Iterable[str]) -> tuple[list[list[str]], int]:
    """Give the rows of a table that begins with the first line, head first, and how many lines it took.

    Gives no rows where there is no such table. A line that names the figures (*… Antall*) is its head.
    """
    head: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(lines):
        row = _ROW.fullmatch(line) if len(line) <= _LONGEST else None
        if (
            row
            and len(row["name"].split()) <= 6
            and not _SPOKEN.fullmatch(row["name"].split()[-1].casefold())
        ):
            rows.append([row["name"].strip(), row["figure"].strip()])
            continue
        counted = _COUNTED.fullmatch(line) if not number and len(line) <= _LONGEST else None
        if not counted:
            break
        head = [counted["name"], counted["column"]]
    if len(rows) < _LEAST:
        return [], 0
    return [head or ["", ""], *rows], len(rows) + bool(head)
