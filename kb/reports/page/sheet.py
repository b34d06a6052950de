"""A page that no notebook makes: a rundown, a decision note, a yearbook, the catalogue of lessons.

It has the frame, the foot, the checks and the accessibility statement of every other page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from kb.errors import FaultsFound
from kb.reports.checks.gate import Watch, check_page
from kb.reports.page.footer import about, files_table
from kb.reports.page.framing import frame_of
from kb.reports.page.provenance import Provenance
from kb.reports.page.shell import frame_page
from kb.reports.page.standing import Standing
from kb.reports.page.statement import statement_of, write_statement
from kb.reports.text.markup import Block, element, join, slug
from kb.reports.text.numbers import Language
from kb.writing import write_whole


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page: title, the paragraph under it, and blocks, whose `h2` with an id are its parts.

    `script` is one of the package's own, without which the page must say all it says. `passed` says that people
    have read what it tells, as they have a lesson's, so that counts of few persons are not looked for. `spoken` is
    the language of the title where it is not the page's.
    """

    title: str
    summary: str
    blocks: tuple[Block, ...]
    standing: Standing
    script: str = ""
    passed: bool = False
    spoken: str = ""


def write_sheet(
    page: Path,
    sheet: Sheet,
    *,
    language: Language,
    provenance: Provenance,
    watch: Watch | None = None,
    statement: Path | None = None,
) -> Path:
    """Write a page with its accessibility statement, whole or not at all; `statement` is one it shares.

    Raises `FaultsFound` with everything that keeps it from being read by leadership; `watch` tells what it
    must not tell.
    """
    title = element("h1", sheet.title, lang=sheet.spoken or None)
    opening = element("div", title, element("p", sheet.summary), class_="opening")
    watch = replace(watch or Watch(), smallest=1) if sheet.passed else watch
    body = join(*(block.html for block in sheet.blocks))
    soup = BeautifulSoup(opening + body, "html.parser")
    html = frame_page(
        "page.html.j2",
        frame_of(sheet.title, sheet.summary, sheet.standing, provenance, language),
        opening=opening,
        front="",
        contents=_contents(soup),
        body=body,
        about=about(soup, provenance, language),
        files=files_table(provenance, language),
        statement=quote((statement or statement_of(page)).name),
    )
    if faults := check_page(html, notebook=page.name, language=language, watch=watch):
        raise FaultsFound(faults)
    if statement is None:
        write_statement(page, sheet.title, provenance, language)
    return write_whole(page, _with_script(html, sheet.script).encode())


def _with_script(html: str, script: str) -> str:
    """Put in the one script that a page of ours may have, which its policy knows by its hash."""
    if not script:
        return html
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = html.replace(
        "style-src 'unsafe-inline'", f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'", 1
    )
    return allowed.replace("</body>", f"<script>{script}</script>\n</body>", 1)


def part(title: str, *blocks: Block, name: str = "") -> Block:
    """Head some blocks with a title of level two, to which the contents lead."""
    return Block(join(heading(title, name).html, *(block.html for block in blocks)))


def heading(title: str, name: str = "") -> Block:
    """Write a heading of level two; its id is `name`, or made of the title."""
    return Block(element("h2", title, id=name or slug(title)))


def _contents(soup: BeautifulSoup) -> Iterable[tuple[str, str]]:
    return [(str(head["id"]), " ".join(head.get_text().split())) for head in soup.find_all("h2", id=True)]
