"""PDF to blocks. PDFium tells lines with their letters' height and weight; the rest is read out of these here.

PDFium (pypdfium2) reads 500 full pages in 2 s and 95 MB. For 100 of them pdfminer.six took 3 s, and pdfplumber, which
finds tables by itself, 9 s and 900 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kb.errors import Fault, FaultsFound
from kb.intake.documents.encodings import one_line
from kb.intake.documents.furniture import find_furniture
from kb.intake.documents.layout import to_blocks
from kb.intake.documents.pages import MOST_PAGES, read_pages
from kb.intake.documents.rows import Page, make_page
from kb.intake.records import Block

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_UNNAMED = re.compile("[\ufffd\x00-\x1f\ue000-\uf8ff]")
_FEW = 20  # letters; a page with fewer and a picture was scanned
_ANEW = "Fetch it anew, or print it to PDF again from the program it was made with."
_FAULTS = {
    "locked": ("is locked with a password.", "Save it again without a password."),
    "broken": ("is broken or cut off.", _ANEW),
    "bulk": ("holds more than any document.", "Split it, or print it to PDF again."),
}


def read_pdf(content: bytes, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, title and date of a PDF, `Block.page` counting from 1, and what was left out.

    Raises `FaultsFound` when it is locked, broken, too long or too slow to read, or holds pictures of text alone.
    """
    told = read_pages(content)
    if "fault" in told:
        raise FaultsFound([_fault(told, name)])
    raw = told["pages"]
    scanned = [
        number for number, page in enumerate(raw, start=1) if _letters(page) < _FEW and page["pictures"]
    ]
    if refused := _unread(raw, scanned):
        remedy = "Have the text recognised first (OCR, tekstgjenkjenning) and import that."
        raise FaultsFound([Fault(name, "file", refused, remedy)])
    pages = _without_furniture([make_page(page, number) for number, page in enumerate(raw, start=1)])
    notes = tuple(_notes(raw, scanned, name))
    return to_blocks(pages), one_line(str(told["title"])), _day(str(told["made"])), notes


def _fault(told: Mapping[str, Any], name: str) -> Fault:
    if told["fault"] == "long":
        problem = f"has {told['pages']} pages; the limit is {MOST_PAGES}."
        return Fault(name, "file", problem, "Split it into several files.")
    return Fault(name, "file", *_FAULTS[told["fault"]])


def _letters(page: Mapping[str, Any]) -> int:
    return sum(len(piece[4]) for line in page["lines"] for piece in line["pieces"])


def _unread(pages: list[Mapping[str, Any]], scanned: list[int]) -> str:
    """Say why the letters of a PDF cannot be had; "" where they can."""
    if pages and len(scanned) == len(pages):
        return f"holds no text: its {len(pages)} page(s) are pictures."
    letters = "".join(piece[4] for page in pages for line in page["lines"] for piece in line["pieces"])
    if not letters.strip():
        return "holds no text that can be read; its letters may be drawn as lines."
    if len(_UNNAMED.findall(letters)) > len(letters) / 5:
        return "holds letters that cannot be told, for its fonts do not name them."
    return ""


def _without_furniture(pages: list[Page]) -> list[Page]:
    """Take away what pages repeat; a page's edges are its highest and lowest lines, wherever the file draws them."""
    ordered = [sorted(page.rows, key=lambda row: (row.box[1], row.box[0])) for page in pages]
    found = find_furniture([[row.text for row in rows] for rows in ordered])
    repeated = [ordered[page][place] for page, place in found]
    # A title that the pages then repeat is set larger than they do.
    largest = 1.2 * min((row.size for row in repeated), default=0.0)
    dropped = {id(row) for row in repeated if row.size <= largest}
    return [replace(page, rows=tuple(row for row in page.rows if id(row) not in dropped)) for page in pages]


def _notes(raw: list[Mapping[str, Any]], scanned: list[int], name: str) -> Iterator[Fault]:
    remedy = "Have the text recognised first (OCR, tekstgjenkjenning), if it matters."
    if scanned:
        where = f"page {', '.join(map(str, scanned[:10]))}" + (" and more" if len(scanned) > 10 else "")
        yield Fault(name, where, f"{len(scanned)} page(s) are pictures and were not read.", remedy)
    if broken := [number for number, page in enumerate(raw, start=1) if page.get("broken")]:
        where = f"page {', '.join(map(str, broken[:10]))}"
        yield Fault(name, where, f"{len(broken)} page(s) are broken and were not read.", _ANEW)
    pictures = sum(page["pictures"] for page in raw)
    if pictures and not scanned:
        remedy = "Write in words what they tell, where that matters."
        yield Fault(name, "file", f"has {pictures} picture(s), which were not looked at.", remedy)


def _day(written: str) -> date | None:
    found = _DATE.match(written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
