"""The list of all reports."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from kb.errors import KbError
from kb.reports.page.profile import Profile
from kb.reports.page.provenance import read_run_time
from kb.reports.page.shell import Frame, frame_page
from kb.reports.page.standing import STATUSES
from kb.reports.text.numbers import Language, date
from kb.reports.text.phrases import phrase
from kb.writing import write_whole

_MOST_LETTERS = 140  # of a summary: two lines
_SENTENCE = re.compile(r".+?[.!?…](?= [A-ZÆØÅ«\d]|$)")


@dataclass(frozen=True, slots=True)
class Report:
    """One page as the list shows it."""

    address: str
    title: str
    summary: str
    day: dt.date
    when: str
    status: str
    event: str
    period: str
    synthetic: bool


def write_index(
    pages: Iterable[Path],
    folder: Path,
    *,
    municipality: str,
    language: Language = "nb",
    profile: Profile | None = None,
) -> Path:
    """Write `index.html` in a folder: title, summary, event, status and date of each page, newest day first.

    A page that its writer has not dated has the day of its run. Pages of the same day keep the order they are
    given in. Raises `KbError` for a file that `export` did not write.
    """
    read = [_read(page, folder, language) for page in pages]
    reports = sorted(read, key=lambda report: report.day, reverse=True)
    heading = phrase("reports", language)
    frame = Frame(
        title=f"{heading} – {municipality}",
        summary=phrase("reports_summary", language),
        municipality=municipality,
        when=phrase("updated", language, day=reports[0].when) if reports else "",
        synthetic=bool(reports) and all(report.synthetic for report in reports),
        language=language,
        meta={},
        profile=profile or Profile(),
    )
    html = frame_page("list.html.j2", frame, heading=heading, reports=reports)
    return write_whole(folder / "index.html", html.encode())


def _read(page: Path, folder: Path, language: Language) -> Report:
    html = page.read_text(encoding="utf-8")
    head, _, _ = html.partition("</head>")
    meta = {
        str(tag["name"]): str(tag.get("content", ""))
        for tag in BeautifulSoup(head, "html.parser").select("meta[name]")
    }
    run_at = read_run_time(html)
    if "kb-heading" not in meta or run_at is None:
        raise KbError(f"{page} is not a page that was exported here. Leave it out.")
    day = dt.date.fromisoformat(meta["kb-date"]) if "kb-date" in meta else run_at.date()
    return Report(
        address=quote(Path(os.path.relpath(page, folder)).as_posix()),
        title=meta["kb-heading"],
        summary=_in_short(meta["description"]),
        day=day,
        when=date(day, language=language),
        status=phrase(STATUSES[meta["kb-status"]], language),
        event=meta.get("kb-event", ""),
        period=meta.get("kb-period", ""),
        synthetic=meta["kb-synthetic"] == "yes",
    )


def _in_short(summary: str) -> str:
    """Give the first sentence of a summary, cut at a word where it is long."""
    found = _SENTENCE.match(summary)
    sentence = found[0] if found else summary
    if len(sentence) <= _MOST_LETTERS:
        return sentence
    return f"{sentence[:_MOST_LETTERS].rsplit(' ', 1)[0].rstrip(',;:')} …"
