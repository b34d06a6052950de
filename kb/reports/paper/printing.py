"""A page as PDF: printed by a browser, dated by the page, written whole or not at all."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from kb.errors import KbError
from kb.reports.page.provenance import read_run_time
from kb.reports.paper.browser import print_pdf
from kb.writing import write_whole

# A link to a file beside the page; in a PDF it would lead to a folder of this machine, and tell its name.
_NEIGHBOUR = re.compile(r'(<a\b[^>]*?) href="(?!https?:|mailto:|#)[^"]*"', re.IGNORECASE)
_DATE = re.compile(rb"\(D:\d{14}\+00'00'\)")


def write_pdf(page: Path) -> Path:
    """Print an exported page to a tagged PDF with title, language and outline, beside the page.

    Two printings of the same page by the same browser give the same bytes. Raises `KbError` for a file
    that was not exported here, and where no browser can print it.
    """
    html, run_at = read_page(page)
    printed = print_pdf(_NEIGHBOUR.sub(r"\1", html), page.parent)
    if b"/StructTreeRoot" not in printed:
        raise KbError(
            "The browser writes PDFs without tags, which not everybody can read. Install a newer one."
        )
    return write_whole(page.with_suffix(".pdf"), dated(printed, run_at))


def dated(pdf: bytes, run_at: dt.datetime) -> bytes:
    """Put the time the page was made where the PDF tells when it was printed; not a byte is moved."""
    utc = run_at.astimezone(dt.UTC)
    return _DATE.sub(f"(D:{utc:%Y%m%d%H%M%S}+00'00')".encode(), pdf)


def read_page(page: Path) -> tuple[str, dt.datetime]:
    """Read a page and when it was made. Raises `KbError` for a file that was not exported here."""
    try:
        html = page.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KbError(f"There is no page {page}. Make it with `kb report`.") from None
    run_at = read_run_time(html)
    if run_at is None:
        raise KbError(f"{page} is not a page that was exported here. Make one with `kb report`.")
    return html, run_at
