"""From an executed notebook to a page: the only place that knows nbconvert."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from kb.errors import Fault, FaultsFound
from kb.reports.checks.gate import Watch, check_page
from kb.reports.front import FRONT
from kb.reports.page.cells import cell_faults, places
from kb.reports.page.footer import about, files_table
from kb.reports.page.framing import frame_of
from kb.reports.page.outputs import SHOWN, unseen_faults
from kb.reports.page.provenance import Provenance
from kb.reports.page.shell import TEMPLATES, frame_page
from kb.reports.page.standing import read_standing
from kb.reports.page.statement import statement_of, write_statement
from kb.reports.text.markup import element, finished, join
from kb.reports.text.numbers import Language
from kb.reports.text.prose import render, split_opening
from kb.writing import write_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart: its title and first words, the rest as HTML, and both parsed."""

    title: str
    summary: str
    opening: Markup
    front: Markup
    body: Markup
    soup: BeautifulSoup


def export(
    node: NotebookNode, page: Path, *, language: Language, provenance: Provenance, watch: Watch | None = None
) -> Path:
    """Write the page of an executed notebook, whole or not at all.

    The first markdown cell opens with a heading of level one, which becomes the title, and a paragraph that
    becomes the summary; `watch` tells what the page must not.
    Raises `FaultsFound` with everything that keeps the page from being read by leadership.
    """
    told = node.metadata.get("kb", {})
    notebook = str(told.get("notebook", f"{page.stem}.ipynb"))
    standing = read_standing(told, notebook)
    parts = _take_apart(node)
    html = frame_page(
        "page.html.j2",
        frame_of(
            parts.title,
            parts.summary,
            standing,
            provenance,
            language,
            event=_text(parts.soup.select_one(".front dd.event")),
            period=_text(parts.soup.select_one(".front dd.period_header")),
        ),
        opening=parts.opening,
        front=parts.front,
        contents=_contents(parts.soup),
        body=parts.body,
        about=about(parts.soup, provenance, language),
        files=files_table(provenance, language),
        statement=quote(statement_of(page).name),
    )
    faults = [
        *cell_faults(node, notebook),
        *unseen_faults(node, notebook),
        *check_page(
            html,
            notebook=notebook,
            language=language,
            places=places(node),
            watch=watch,
        ),
        *_threshold_faults(parts.soup, notebook, provenance),
    ]
    if faults:
        raise FaultsFound(faults)
    write_statement(page, parts.title, provenance, language)
    return write_whole(page, html.encode())


def _take_apart(node: NotebookNode) -> _Parts:
    """Lift the opening out of the first markdown cell and turn the rest into HTML."""
    copied = copy.deepcopy(node)
    opening = ""
    for index, cell in enumerate(copied.cells):
        cell.metadata["kb_cell"] = index + 1
    first = next((cell for cell in copied.cells if cell.cell_type == "markdown"), None)
    if first:
        opening, first.source = split_opening(first.source)
    front = _lift_fronts(copied)
    body = finished(_body(copied))
    top = element("div", render(opening), class_="opening")
    soup = BeautifulSoup(top + front + body, "html.parser")
    return _Parts(_text(soup.h1), _summary(soup), top, front, body, soup)


def _lift_fronts(node: NotebookNode) -> Markup:
    """Take the first screen out of the cell it stands in, with the mark of its cell."""
    lifted = []
    for cell in node.cells:
        outputs = cell.get("outputs", [])
        found = [output for output in outputs if _html(output).startswith(f'<div class="{FRONT}">')]
        cell.outputs = [output for output in outputs if output not in found]
        lifted += [
            element("div", finished(_html(one)), data_cell=str(cell.metadata.kb_cell)) for one in found
        ]
    return join(*lifted)


def _html(output: NotebookNode) -> str:
    return str(output.get("data", {}).get("text/html", ""))


def _body(node: NotebookNode) -> str:
    """Turn all cells into HTML by the template."""
    from nbconvert.exporters.templateexporter import TemplateExporter
    from traitlets.config import Config

    class Leadership(TemplateExporter):
        file_extension = ".html"
        output_mimetype = "text/html"

    make: Callable[..., TemplateExporter] = Leadership
    exporter = make(
        template_name="leadership",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"prose": render, "finished": finished},
        config=Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}}),
    )
    exporter.environment.autoescape = True
    body, _ = exporter.from_notebook_node(node)
    return str(body)


def _contents(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """List the headings of level two, which are the parts of the page."""
    return [
        (str(heading["id"]), _text(heading))
        for heading in soup.find_all("h2", id=True)
        if heading.find_parent(class_=FRONT) is None
    ]


def _summary(soup: BeautifulSoup) -> str:
    """Take the first paragraph of running text."""
    paragraph = next(
        (
            found
            for found in soup.find_all("p")
            if found.find_parent(class_=["chart", "table", "cards", FRONT]) is None
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
