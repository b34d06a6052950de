"""The one way a page writes `<table>`: caption, scopes, one id, and a wrapper that scrolls on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from kb.reports.text.markup import Child, element, join

NUMBERS = "numbers"  # the class of a table of which all but the first column are numbers


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; numbers are set flush right."""

    content: Child
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as texts: the first column heads its rows, the last row may be a total."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None

    def html(self, identifier: str) -> Markup:
        """Write the table in its scrolling wrapper; ids grow from the identifier."""
        caption = f"{identifier}-tekst"
        alike = self._holds_numbers()
        foot = element("tfoot", _row(self.total, alike)) if self.total else None
        table = element(
            "table",
            element("caption", self.caption, id=caption),
            element("thead", element("tr", *(_head(cell, alike) for cell in self.header))),
            element("tbody", *(_row(row, alike) for row in self.rows)),
            foot,
            id=identifier,
            class_=NUMBERS if alike else None,
        )
        return element("div", table, class_="scroll", role="region", tabindex="0", aria_labelledby=caption)

    def _holds_numbers(self) -> bool:
        """Tell whether all but the first column are numbers: then the table says so once, not each cell."""
        rows = (self.header, *self.rows, *([self.total] if self.total else []))
        kinds = {cell.kind for row in rows for cell in row[1:]}
        return kinds == {"number"} and all(row[0].kind == "text" for row in rows)


def numbers(contents: Sequence[Child]) -> tuple[Cell, ...]:
    """Make number cells of written numbers."""
    return tuple(Cell(content, "number") for content in contents)


def _row(cells: Sequence[Cell], alike: bool) -> Markup:
    first, *rest = cells
    head = element("th", first.content, scope="row", class_=_class(first, alike))
    return element(
        "tr", head, join(*(element("td", cell.content, class_=_class(cell, alike)) for cell in rest))
    )


def _head(cell: Cell, alike: bool) -> Markup:
    """Write the head of a column, with a capital first: data files name columns in small letters."""
    return element("th", capital(cell.content), scope="col", class_=_class(cell, alike))


def capital(content: Child) -> Child:
    """Begin a plain text with a capital letter; a sign such as `n` stays."""
    if content is None or isinstance(content, Markup) or len(content) < 2:
        return content
    return content[0].upper() + content[1:]


def _class(cell: Cell, alike: bool) -> str | None:
    return "number" if cell.kind == "number" and not alike else None
