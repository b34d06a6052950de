"""The parts of a web page: which are words of it, which only place, hide or decorate them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import Fault
from kb.intake.documents.encodings import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = frozenset(("td", "th"))
DEEPEST = 200  # elements within elements; the parser itself gives up at 256
_SKIPPED = re.compile(
    r"script|style|noscript|template|nav|footer|aside|head|iframe|object|embed|svg|math|canvas|audio|"
    r"video|form|button|select|option|input|textarea|dialog|map|frame|frameset|applet"
)
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|o:p|q|rp|rt|"
    r"ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|img"
)
_BOLD = frozenset(("b", "strong"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COOKIES = re.compile(r"cookie|samtykke-?banner|breadcrumb|brodsmule", re.IGNORECASE)
_DATES = re.compile(
    r"(?:article:published_time|dc\.date|dcterms\.(?:created|issued|date)|date|pubdate)", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_inline(tag: str) -> bool:
    """Tell whether an element stands within a line."""
    return _INLINE.fullmatch(tag) is not None


def words_of(element: _Element) -> str:
    """Give all words within an element, on one line."""
    return one_line(" ".join(element.itertext()) if len(element) > 3 else "".join(element.itertext()))


def is_skipped(element: _Element) -> bool:
    """Tell whether an element is hidden, is a menu, a form or a program, or comes from elsewhere."""
    tag = str(element.tag).lower()
    if _SKIPPED.fullmatch(tag) or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if tag == "header" and next(element.iter("h1"), None) is None:
        return True
    marked = f"{element.get('id', '')} {element.get('class', '')}"
    return bool(_HIDDEN.search(element.get("style", "")) or _COOKIES.search(marked))


def is_frame(element: _Element) -> bool:
    """Tell whether a table only places things on the page, as old pages and mail do."""
    if (
        element.get("role") in ("presentation", "none")
        or next(element.iterdescendants("table"), None) is not None
    ):
        return True
    widest = max((sum(cell.tag in CELLS for cell in row) for row in element.iter("tr")), default=0)
    return widest < 2 or next(element.iter(*HEADINGS, "ul", "ol"), None) is not None


def is_bold(element: _Element) -> bool:
    """Tell whether a paragraph is all bold."""
    if element.tag not in ("p", "div") or (element.text or "").strip() or len(element) != 1:
        return False
    return element[0].tag in _BOLD and not (element[0].tail or "").strip()


def day_made(root: _Element) -> date | None:
    """Give the day a page tells that it was published."""
    told = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if _DATES.fullmatch(meta.get("property", "") or meta.get("name", "") or "-")
    ]
    for written in (*told, *(found.get("datetime", "") for found in root.iter("time"))):
        if day := _DAY.match(written):
            try:
                return date.fromisoformat(day[0])
            except ValueError:
                continue
    return None


def tell_left_out(root: _Element, name: str, *, cut: bool) -> tuple[Fault, ...]:
    """Say what of a page was not read; `cut` says that its elements stood too deep."""
    told = []
    if pictures := sum(1 for _ in root.iter("img", "picture")):
        remedy = "Write in words what they tell, where that matters."
        told.append(Fault(name, "file", f"has {pictures} picture(s), which were not fetched.", remedy))
    if frames := sum(1 for _ in root.iter("iframe", "frame", "object", "embed")):
        remedy = "Open what they show and save it as a file of its own."
        told.append(
            Fault(name, "file", f"shows {frames} other page(s) within it, which were not fetched.", remedy)
        )
    if cut:
        problem = f"has elements more than {DEEPEST} deep, which were left out."
        told.append(Fault(name, "file", problem, "Copy the text into a Word file."))
    return tuple(told)
