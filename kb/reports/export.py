"""From an executed notebook to a page: the only place that knows nbconvert."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from kb.errors import Fault, FaultsFound
from kb.reports.cells import cell_faults, places
from kb.reports.checks import check_page
from kb.reports.footer import about, files_table
from kb.reports.markup import finished
from kb.reports.numbers import Language, date
from kb.reports.prose import render, split_opening
from kb.reports.provenance import Provenance
from kb.reports.runkeys import META
from kb.reports.shell import TEMPLATES, Frame, frame_page, write_page

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart: its title and first words, the rest as HTML, and both parsed."""

    title: str
    summary: str
    opening: Markup
    body: Markup
    soup: BeautifulSoup


def export(node: NotebookNode, page: Path, *, language: Language, provenance: Provenance) -> Path:
    """Write the page of an executed notebook, whole or not at all.

    The first markdown cell opens with a heading of level one, which becomes the title, and a paragraph that
    becomes the summary. Raises `FaultsFound` with everything that keeps the page from being read by leadership.
    """
    notebook = str(node.metadata.get("kb", {}).get("notebook", f"{page.stem}.ipynb"))
    parts = _take_apart(node)
    html = frame_page(
        "page.html.j2",
        _frame(parts, provenance, language),
        opening=parts.opening,
        contents=_contents(parts.soup),
        body=parts.body,
        about=about(parts.soup, provenance, language),
        files=files_table(provenance, language),
    )
    faults = [
        *cell_faults(node, notebook),
        *check_page(html, notebook=notebook, language=language, places=places(node)),
        *_threshold_faults(parts.soup, notebook, provenance),
    ]
    if faults:
        raise FaultsFound(faults)
    return write_page(page, html)


def _frame(parts: _Parts, provenance: Provenance, language: Language) -> Frame:
    meta = {
        META: provenance.key,
        "kb-heading": parts.title,
        "kb-run-at": provenance.run_at.isoformat(timespec="minutes"),
        "kb-synthetic": "yes" if provenance.synthetic else "no",
    }
    return Frame(
        title=f"{parts.title} – {provenance.municipality}" if parts.title else provenance.municipality,
        summary=parts.summary,
        municipality=provenance.municipality,
        when=date(provenance.run_at, language=language),
        synthetic=provenance.synthetic,
        language=language,
        meta=meta,
    )


def _take_apart(node: NotebookNode) -> _Parts:
    """Lift the opening out of the first markdown cell and turn the rest into HTML."""
    copied = copy.deepcopy(node)
    opening = ""
    for index, cell in enumerate(copied.cells):
        cell.metadata["kb_cell"] = index + 1
    first = next((cell for cell in copied.cells if cell.cell_type == "markdown"), None)
    if first:
        opening, first.source = split_opening(first.source)
    body = finished(_body(copied))
    top = render(opening)
    soup = BeautifulSoup(top + body, "html.parser")
    return _Parts(_text(soup.h1), _summary(soup), top, body, soup)


def _body(node: NotebookNode) -> str:
    """Turn all cells into HTML by the template."""
    from nbconvert.exporters.templateexporter import TemplateExporter

    class Leadership(TemplateExporter):
        file_extension = ".html"
        output_mimetype = "text/html"

    make: Callable[..., TemplateExporter] = Leadership
    exporter = make(
        template_name="leadership",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"prose": render, "finished": finished},
    )
    exporter.environment.autoescape = True
    body, _ = exporter.from_notebook_node(node)
    return str(body)


def _contents(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """List the headings of level two, which are the parts of the page."""
    return [(str(heading["id"]), _text(heading)) for heading in soup.find_all("h2", id=True)]


def _summary(soup: BeautifulSoup) -> str:
    """Take the first paragraph of running text."""
    paragraph = next(
        (
            found
            for found in soup.find_all("p")
            if found.find_parent(class_=["chart", "table", "cards"]) is None
        ),
        None,
    )
    return _text(paragraph)


def _text(found: Tag | None) -> str:
    return re.sub(r"[ \n\t]+", " ", found.get_text()).strip() if found else ""


def _threshold_faults(soup: BeautifulSoup, notebook: str, provenance: Provenance) -> list[Fault]:
    """Find tables protected by another threshold than the one the page prints."""
    used = {str(found["data-smallest"]) for found in soup.select("[data-smallest]")}
    # A threshold of 1 hides nothing: it marks counts that are no persons, such as lessons of a theme.
    other = sorted(used - {str(provenance.smallest), "1"})
    problem = f"Numbers are hidden below {', '.join(other)}, but the page says {provenance.smallest}."
    return [Fault(notebook, "page", problem, "Use one threshold.")] if other else []
