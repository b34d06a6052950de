"""Whether every element of a page is closed where it was opened, so that no cell reaches into another."""

from __future__ import annotations

from html.parser import HTMLParser

_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# HTML lets these be closed by what follows.
_IMPLIED = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option"]
)


def first_misnesting(html: str) -> tuple[str, str] | None:
    """Name the first tag that is not closed or closes nothing, and the cell it stands in (empty: none)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found or next(
        ((f"<{name}>", cell) for name, cell in reader.open if name not in _IMPLIED), None
    )


class _Reader(HTMLParser):
    """Keep the elements that are open, each with its cell."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            cell = dict(attrs).get("data-cell") or (self.open[-1][1] if self.open else "")
            self.open.append((tag, cell))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element that closes itself, as those of drawings do."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        cell = self.open[-1][1] if self.open else ""
        while self.open and self.open[-1][0] != tag and self.open[-1][0] in _IMPLIED:
            self.open.pop()
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.found = self.found or (f"</{tag}>", cell)
