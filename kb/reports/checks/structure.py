"""Whether a page can be found one's way in by everybody: headings, captions, header cells and ids."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from bs4 import BeautifulSoup, Tag

from kb.reports.checks.findings import Finding
from kb.reports.text.markup import slug

_SCOPES = ("col", "row", "colgroup", "rowgroup")
_UNTOLD = re.compile(r"\W*(?:tabell|table|listing|oversikt|caption)?[\W\d]*", re.IGNORECASE)
_UNTITLED = re.compile(r"untitled|utentittel|utantittel")
_TABLE_REMEDY = "Show it with tables.table or tables.listing, which take a caption and set the rest."


def structure_findings(soup: BeautifulSoup, notebook: str) -> Iterator[Finding]:
    """Find what would lose a reader: by ear or by keyboard."""
    yield from _headings(soup, notebook)
    yield from _tables(soup)
    yield from _imitations(soup)
    yield from _ids(soup)


def _headings(soup: BeautifulSoup, notebook: str) -> Iterator[Finding]:
    headings = soup.find_all(re.compile(r"^h[1-6]$"))
    titles = [heading for heading in headings if heading.name == "h1"]
    if not titles:
        yield Finding(None, "The page has no title.", "Begin the first markdown cell with “# ” and a title.")
    for extra in titles[1:]:
        problem = f"A second heading of level one: “{extra.get_text()}”."
        yield Finding(extra, problem, "Use “## ” for the parts of the page.")
    if titles and _is_file_name(titles[0].get_text(), notebook):
        problem = f"The title “{titles[0].get_text()}” is the file name."
        yield Finding(titles[0], problem, "Say what the page tells.")
    for before, after in pairwise(headings):
        if _level(after) > _level(before) + 1:
            problem = f"“{after.get_text()}” skips from level {_level(before)} to level {_level(after)}."
            yield Finding(after, problem, f"Use level {_level(before) + 1}.")
    yield from (
        Finding(heading, "An empty heading.", "Write it or remove it.")
        for heading in headings
        if not heading.get_text(strip=True)
    )


def _is_file_name(title: str, notebook: str) -> bool:
    """Tell whether a title repeats the file name, whatever numbers, ending or mark of a copy either has."""
    told, stem = _bare(title), _bare(PurePath(notebook).stem)
    return told in ("", stem) or bool(_UNTITLED.fullmatch(told))


def _bare(name: str) -> str:
    """Give the letters of a title or a file name that tell it from others."""
    plain = (
        unicodedata.normalize("NFKC", name)
        .casefold()
        .replace("aa", "å")
        .replace("oe", "ø")
        .replace("ae", "æ")
    )
    words = re.sub(r"\.(?:ipynb|html?)$", "", plain.strip())
    words = re.sub(r"\b(?:kopi|copy|notebook)\b(?: av| of)?", "", re.sub(r"[\W\d_]", " ", words))
    return slug(words).replace("-", "") if words.strip() else ""


def _level(heading: Tag) -> int:
    return int(heading.name[1])


def _tables(soup: BeautifulSoup) -> Iterator[Finding]:
    for table in soup.find_all("table"):
        heads = table.find_all("th")
        unscoped = [head for head in heads if head.get("scope") not in _SCOPES]
        caption = table.find("caption", recursive=False)
        if caption is None or not caption.get_text(strip=True):
            yield Finding(table, "A table without a caption.", _TABLE_REMEDY)
        elif _UNTOLD.fullmatch(caption.get_text()):
            yield Finding(
                table, f"The caption “{caption.get_text()}” says nothing.", "Say what the table shows."
            )
        elif unscoped or not heads:
            first = f"“{unscoped[0].get_text(strip=True)}”" if unscoped else "the table has no header cells"
            yield Finding(table, f"A table without scope on its header cells: {first}.", _TABLE_REMEDY)


def _imitations(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what only says that it is a heading or a table, or a heading that says it is none."""
    for part in soup.find_all(role=re.compile(r"^(table|grid|treegrid|row|cell|gridcell|heading)$")):
        yield Finding(part, f"<{part.name}> plays the part of a {part['role']}.", "Use a heading or a table.")
    for heading in soup.find_all(re.compile(r"^(h[1-6]|table)$"), role=re.compile("^(presentation|none)$")):
        yield Finding(heading, f"<{heading.name}> says that it is none.", "Remove its role.")


def _ids(soup: BeautifulSoup) -> Iterator[Finding]:
    places = soup.find_all(id=True)
    counts = Counter(str(place["id"]) for place in places)
    for name in (name for name, count in counts.items() if count > 1):
        second = [place for place in places if place["id"] == name][1]
        kind = "heading" if second.name == "h2" else "part"
        yield Finding(second, f"The same {kind} stands twice (“{name}”).", "Remove or rename one.")
