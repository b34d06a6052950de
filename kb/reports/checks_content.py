"""Whether the visible text of a page is finished: Norwegian numbers, and no code left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kb.reports.findings import Finding
from kb.reports.numbers import Language

_UNIT = r"(?:%|prosent|mill|mrd|kr\b|timer|dager|år\b|årsverk|stillinger|poeng|ganger)"
_ENGLISH = re.compile(
    r"(?<![\d.,])(?!0,)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"  # 12,345 and 12,345.6
    rf"|(?<![\d.,])\d+\.\d+[ \u00a0]*{_UNIT}"  # 58.4 % and 14.5 mill.
)
_CODE = re.compile(r"Traceback \(most recent call last\)|^(?:In|Out) ?\[\d*\]:|<[\w. ]+ object at 0x|^>>> ")
# What other people wrote is shown as they wrote it.
_QUOTED = ["quoted"]


def content_findings(soup: BeautifulSoup, language: Language) -> Iterator[Finding]:
    """Find what a writer forgot to finish."""
    main = soup.main or soup
    if language != "en":
        yield from _numbers(main)
    yield from _code(main)


def _numbers(main: Tag) -> Iterator[Finding]:
    for text, parent in _texts(main):
        for found in _ENGLISH.finditer(text):
            problem = f"“{found[0]}” is written as in English: “…{_around(text, found)}…”."
            yield Finding(parent, problem, "Write it with kb.reports.numbers, or as 12 345,6 and 58,4 %.")


def _code(main: Tag) -> Iterator[Finding]:
    for block in main.find_all("pre"):
        start = block.get_text(strip=True)[:40]
        remedy = "End the cell with a chart, a table or prose; put a semicolon after a value not to be shown."
        yield Finding(block, f"Printed text or code: “{start}”.", remedy)
    for text, parent in _texts(main):
        found = _CODE.search(text)
        if found and parent.find_parent("pre") is None and parent.name != "pre":
            yield Finding(parent, f"Code left in the text: “{found[0]}”.", "Remove it.")


def _texts(main: Tag) -> Iterator[tuple[str, Tag]]:
    """Give all visible texts that the writer of the page answers for."""
    for text in main.find_all(string=True):
        parent = text.parent
        if type(text) is not NavigableString or parent is None or not text.strip():
            continue
        if parent.name in ("style", "script", "title") or _is_quoted(parent):
            continue
        yield str(text), parent


def _is_quoted(parent: Tag) -> bool:
    around = [parent, *parent.parents]
    return any(tag.name in ("blockquote", "q") or _QUOTED[0] in (tag.get("class") or []) for tag in around)


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(found.start() - 15, 0) : found.end() + 15].split())
