"""A draft of the accessibility statement of a page: what was tested, how, and what was not."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kb.reports.page.provenance import Provenance, run_time
from kb.reports.page.shell import Frame, frame_page
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase
from kb.writing import write_whole

_FILE = Path(__file__).with_name("statement.toml")
_SUFFIX = "-tilgjengelighet"


def statement_of(page: Path) -> Path:
    """Tell where the statement of a page stands: beside it."""
    return page.with_name(f"{page.stem}{_SUFFIX}.html")


def write_statement(page: Path, title: str, provenance: Provenance, language: Language) -> Path:
    """Write the draft statement of a page with this title."""
    words = statement_words(language)
    frame = Frame(
        title=f"{words['title']}: {title} – {provenance.municipality}",
        summary=words["summary"].format(title=title),
        municipality=provenance.municipality,
        when=phrase("status_draft", language),
        synthetic=provenance.synthetic,
        language=language,
        meta={},
        profile=provenance.profile,
    )
    html = frame_page(
        "statement.html.j2",
        frame,
        words=words,
        report=title,
        page=page.name,
        contact=provenance.contact or words["no_contact"],
        made=run_time(provenance.run_at, language),
    )
    return write_whole(statement_of(page), html.encode())


def statement_words(language: Language) -> dict[str, Any]:
    """Give the texts of a statement; `tested` holds a heading, an introduction and a list for each way."""
    return _words()[language]


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
