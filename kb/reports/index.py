"""The list of all reports."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.reports.numbers import Language, date
from kb.reports.phrases import phrase
from kb.reports.shell import Frame, frame_page, write_page


@dataclass(frozen=True, slots=True)
class Report:
    """One page as the list shows it."""

    address: str
    title: str
    summary: str
    run_at: dt.datetime
    when: str
    synthetic: bool


def write_index(pages: Iterable[Path], folder: Path, *, municipality: str, language: Language = "nb") -> Path:
    """Write `index.html` in a folder, with title, summary and date of each page, newest day first.

    Pages of the same day keep the order they are given in.
    Raises `KbError` for a file that `export` did not write.
    """
    read = [_read(page, folder, language) for page in pages]
    reports = sorted(read, key=lambda report: report.run_at.date(), reverse=True)
    heading = phrase("reports", language)
    frame = Frame(
        title=f"{heading} – {municipality}",
        summary=phrase("reports_summary", language),
        municipality=municipality,
        when=phrase("updated", language, day=reports[0].when) if reports else "",
        synthetic=bool(reports) and all(report.synthetic for report in reports),
        language=language,
        meta={},
    )
    html = frame_page("list.html.j2", frame, heading=heading, reports=reports)
    return write_page(folder / "index.html", html)


def _read(page: Path, folder: Path, language: Language) -> Report:
    head, _, _ = page.read_text(encoding="utf-8").partition("</head>")
    meta = {
        str(tag["name"]): str(tag.get("content", ""))
        for tag in BeautifulSoup(head, "html.parser").select("meta[name]")
    }
    if "kb-run-at" not in meta:
        raise KbError(f"{page} is not a page that was exported here. Leave it out.")
    run_at = dt.datetime.fromisoformat(meta["kb-run-at"])
    return Report(
        address=quote(Path(os.path.relpath(page, folder)).as_posix()),
        title=meta["kb-heading"],
        summary=meta["description"],
        run_at=run_at,
        when=date(run_at, language=language),
        synthetic=meta["kb-synthetic"] == "yes",
    )
