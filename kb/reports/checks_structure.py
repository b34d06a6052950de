"""Whether a page can be read by everybody: headings, text alternatives, captions and ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from bs4 import BeautifulSoup, Tag

from kb.reports.findings import Finding
from kb.reports.markup import slug

_SHAPES = ("rect", "path", "circle", "ellipse", "line", "polyline", "polygon")
_PLACEHOLDER = re.compile(
    r"^(alt|alt text|bilde|image|img|figur|figure|chart|diagram|graf|plot|todo|tbd|xxx|\.+|-+|"
    r"no description has been provided.*|.*\.(png|jpe?g|svg|gif))$",
    re.IGNORECASE,
)


def structure_findings(soup: BeautifulSoup, notebook: str) -> Iterator[Finding]:
    """Find what would lose a reader: by ear, by eye or by keyboard."""
    yield from _headings(soup, notebook)
    yield from _pictures(soup)
    yield from _tables(soup)
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
    """Tell whether a title repeats the file name, with or without its number and ending."""
    stem = slug(PurePath(notebook).stem)
    return slug(title) in {stem, slug(notebook), re.sub(r"^[0-9-]+", "", stem), "untitled", "uten-tittel"}


def _level(heading: Tag) -> int:
    return int(heading.name[1])


def _pictures(soup: BeautifulSoup) -> Iterator[Finding]:
    for picture in soup.find_all(["svg", "img"]):
        if picture.get("aria-hidden") == "true":
            continue
        alternative = _alternative(picture, soup)
        if not alternative:
            yield Finding(picture, "A picture without a text alternative.", "Give it an alt text.")
        elif _PLACEHOLDER.match(alternative):
            problem = f"The text alternative “{alternative}” says nothing."
            yield Finding(picture, problem, "Say what the picture shows.")
        if picture.name == "svg" and not _marks(picture):
            yield Finding(picture, "An empty chart.", "Use larger groups, or leave the chart out.")


def _alternative(picture: Tag, soup: BeautifulSoup) -> str:
    """Find the text alternative of a picture as a screen reader does."""
    told = str(picture.get("aria-label") or picture.get("alt") or "").strip()
    if told:
        return told
    named = (soup.find(id=name) for name in str(picture.get("aria-labelledby") or "").split())
    words = " ".join(found.get_text(strip=True) for found in named if found)
    return words or (picture.title.get_text(strip=True) if isinstance(picture.title, Tag) else "")


def _marks(picture: Tag) -> list[Tag]:
    """List the shapes of a drawing that stand for a number; in drawings of others, all shapes."""
    shapes = picture.find_all(_SHAPES)
    own = picture.find_parent(class_="chart") is not None
    return [shape for shape in shapes if not own or "mark" in (shape.get("class") or [])]


def _tables(soup: BeautifulSoup) -> Iterator[Finding]:
    for table in soup.find_all("table"):
        if not isinstance(table.caption, Tag) or not table.caption.get_text(strip=True):
            remedy = "Show it with tables.table or tables.listing, which take a caption."
            yield Finding(table, "A table without a caption.", remedy)


def _ids(soup: BeautifulSoup) -> Iterator[Finding]:
    places = soup.find_all(id=True)
    counts = Counter(str(place["id"]) for place in places)
    for name in (name for name, count in counts.items() if count > 1):
        second = [place for place in places if place["id"] == name][1]
        kind = "heading" if second.name == "h2" else "part"
        yield Finding(second, f"The same {kind} stands twice (“{name}”).", "Remove or rename one.")
