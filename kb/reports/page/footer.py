"""What the foot of a page tells: run, data, programs, and the numbers that were hidden."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markupsafe import Markup

from kb.reports.page.provenance import DataFile, Provenance, run_time
from kb.reports.tables.grid import Cell, Grid
from kb.reports.tables.hiding import nothing_sign
from kb.reports.text.markup import Child, element
from kb.reports.text.numbers import Language, integer
from kb.reports.text.phrases import phrase
from kb.reports.text.readability import written_lix

_SHORT = 12  # of 64 hexadecimal digits: enough to tell files apart by eye


def about(soup: BeautifulSoup, provenance: Provenance, language: Language) -> list[tuple[str, Child]]:
    """Tell when and with what the page was made, the rule for small numbers, and how heavy its text is."""
    rule = phrase("privacy_rule", language, smallest=provenance.smallest)
    count = phrase("hidden_count", language, count=integer(count_hidden(soup), language=language))
    programs = ", ".join(f"{name} {version}" for name, version in provenance.versions)
    told: list[tuple[str, Child]] = [
        (phrase("made", language), run_time(provenance.run_at, language)),
        (phrase("privacy", language), f"{rule} {count}"),
        (phrase("readability", language), written_lix(soup, language)),
        (phrase("programs", language), programs),
        (phrase("commit", language), provenance.commit or ""),
    ]
    return [(term, text) for term, text in told if text]


def files_table(provenance: Provenance, language: Language) -> Markup:
    """List the data files with rows and fingerprint, or say that there is none."""
    if not provenance.files:
        return element("p", phrase("no_files", language))
    header = (
        Cell(phrase("file", language)),
        Cell(phrase("rows", language), "number"),
        Cell(phrase("fingerprint", language)),
    )
    rows = tuple(_file(file, language) for file in provenance.files)
    return Grid(phrase("files", language), header, rows).html("datafiler")


def count_hidden(soup: BeautifulSoup) -> int:
    """Count the hidden numbers of all tables and charts; a table shown twice counts once."""
    marked = soup.select("[data-table][data-hidden]")
    return sum({str(found["data-table"]): int(str(found["data-hidden"])) for found in marked}.values())


def _file(file: DataFile, language: Language) -> tuple[Cell, ...]:
    rows: Child = nothing_sign(language) if file.rows is None else integer(file.rows, language=language)
    return Cell(file.name), Cell(rows, "number"), Cell(element("code", file.sha256[:_SHORT]))
