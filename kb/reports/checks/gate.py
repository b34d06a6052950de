"""What keeps a page from being published, each fault with its notebook and cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from kb.errors import Fault
from kb.privacy.ledger import Hidden
from kb.reports.checks.content import content_findings
from kb.reports.checks.extremes import extreme_findings
from kb.reports.checks.findings import Finding
from kb.reports.checks.front_rules import front_findings
from kb.reports.checks.hidden import hidden_findings
from kb.reports.checks.identity import identity_findings
from kb.reports.checks.nesting import first_misnesting
from kb.reports.checks.numbers import number_findings
from kb.reports.checks.persons import person_findings
from kb.reports.checks.pictures import picture_findings
from kb.reports.checks.safety import safety_findings
from kb.reports.checks.secrets import secret_findings
from kb.reports.checks.structure import structure_findings
from kb.reports.checks.texts import cell_of
from kb.reports.checks.told import told_findings
from kb.reports.text.numbers import Language

LARGEST_PAGE = 3_000_000  # bytes: what a phone on a poor line still opens


@dataclass(frozen=True, slots=True)
class Watch:
    """What a page must not tell: names of persons, few persons, and the figures hidden in its run.

    `allowed` are the municipality's own addresses and numbers, such as its common mailbox.
    """

    names: Collection[str] = ()
    allowed: Collection[str] = ()
    hidden: Collection[Hidden] = ()
    smallest: int = 5


def check_page(
    html: str,
    *,
    notebook: str,
    language: Language = "nb",
    places: Mapping[int, str] | None = None,
    watch: Watch | None = None,
) -> list[Fault]:
    """Find all faults of a page. `places` names the cells by the number in their `data-cell`."""
    soup = BeautifulSoup(html, "html.parser")
    faults = [
        Fault(notebook, _place(found.at, places or {}), found.problem, found.remedy)
        for found in _findings(soup, html, notebook, language, watch or Watch())
    ]
    if found := first_misnesting(html):
        tag, cell = found
        problem, remedy = (
            f"{tag} is not paired with its other end.",
            "Close each element in the cell that opens it.",
        )
        faults.append(Fault(notebook, _named(cell, places or {}), problem, remedy))
    # A chart is drawn in two widths with the same words; what is wrong with them is told once.
    return list(dict.fromkeys(faults))


def _findings(
    soup: BeautifulSoup, html: str, notebook: str, language: Language, watch: Watch
) -> Iterator[Finding]:
    yield from told_findings(soup)
    yield from structure_findings(soup, notebook)
    yield from picture_findings(soup)
    yield from front_findings(soup)
    yield from content_findings(soup)
    yield from number_findings(soup, language)
    yield from safety_findings(soup)
    yield from hidden_findings(soup)
    yield from identity_findings(soup, watch.names, watch.allowed)
    yield from person_findings(soup, language, watch.smallest)
    yield from extreme_findings(soup, language, watch.smallest)
    yield from secret_findings(soup, html, watch.hidden)
    size = len(html.encode())
    if size > LARGEST_PAGE:
        problem = f"The page is {size / 1e6:.1f} MB; the limit is {LARGEST_PAGE / 1e6:.0f} MB."
        yield Finding(None, problem, "Split the notebook, or draw pictures as charts.")


def _place(at: Tag | None, places: Mapping[int, str]) -> str:
    """Name the cell in which an element stands."""
    cell = cell_of(at)
    return _named(str(cell["data-cell"]) if cell else "", places)


def _named(cell: str, places: Mapping[int, str]) -> str:
    return places.get(int(cell), f"cell {cell}") if cell.isdigit() else "page"
