"""What keeps a page from being published, each fault with its notebook and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

from kb.errors import Fault
from kb.reports.checks_content import content_findings
from kb.reports.checks_safety import safety_findings
from kb.reports.checks_structure import structure_findings
from kb.reports.findings import Finding
from kb.reports.numbers import Language

LARGEST_PAGE = 3_000_000  # bytes: what a phone on a poor line still opens


def check_page(
    html: str, *, notebook: str, language: Language = "nb", places: Mapping[int, str] | None = None
) -> list[Fault]:
    """Find all faults of a page. `places` names the cells by the number in their `data-cell`."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        Fault(notebook, _place(found.at, places or {}), found.problem, found.remedy)
        for found in _findings(soup, html, notebook, language)
    ]


def _findings(soup: BeautifulSoup, html: str, notebook: str, language: Language) -> Iterator[Finding]:
    yield from structure_findings(soup, notebook)
    yield from content_findings(soup, language)
    yield from safety_findings(soup)
    size = len(html.encode())
    if size > LARGEST_PAGE:
        problem = f"The page is {size / 1e6:.1f} MB; the limit is {LARGEST_PAGE / 1e6:.0f} MB."
        yield Finding(None, problem, "Split the notebook, or draw pictures as charts.")


def _place(at: Tag | None, places: Mapping[int, str]) -> str:
    """Name the cell in which an element stands."""
    cell = at.find_parent(attrs={"data-cell": True}) if at else None
    if cell is None:
        return "page"
    number = int(str(cell["data-cell"]))
    return places.get(number, f"cell {number}")
