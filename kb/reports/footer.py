"""What the foot of a page tells: run, data, programs, and the numbers that were hidden."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markupsafe import Markup

from kb.reports.grid import Cell, Grid
from kb.reports.hiding import nothing_sign
from kb.reports.markup import Child, element
from kb.reports.numbers import Language, integer, moment
from kb.reports.phrases import phrase
from kb.reports.provenance import DataFile, Provenance

_SHORT = 12  # of 64 hexadecimal digits: enough to tell files apart by eye


def about(soup: BeautifulSoup, provenance: Provenance, language: Language) -> list[tuple[str, str]]:
    """Tell when and with what the page was made, and the rule for small numbers."""
    rule = phrase("privacy_rule", language, smallest=provenance.smallest)
    count = phrase("hidden_count", language, count=integer(count_hidden(soup), language=language))
    programs = ", ".join(f"{name} {version}" for name, version in provenance.versions)
    told = [
        (phrase("made", language), moment(provenance.run_at, language=language)),
        (phrase("privacy", language), f"{rule} {count}"),
        (phrase("programs", language), programs),
        (phrase("commit", language), provenance.commit or ""),
    ]
    return [(term, text) for term, text in told if text]


def files_table(provenance: Provenance, language: Language) -> Markup | None:
    """List the data files with rows and fingerprint; None when there is none."""
    if not provenance.files:
        return None
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
