"""The stretches of a page whose words and numbers belong together: sentences, rows, attributes, small parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup, Comment, Tag

from kb.reports.checks.hidden import decoded, picture_notes
from kb.reports.checks.texts import Passage, cell_of, seen_texts, tags

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«“])")
_NO_TEXT = re.compile(r"class|d|points|transform|viewbox|[xy][12]?|[cr]?[xy]|r|width|height")
_HEADING = re.compile(r"h[1-6]")
# A key figure, an item with its own list, a card: what is seen as one thing.
_SMALL = ("li", "dl", "dd", "div", "section", "article", "aside", "details", "blockquote")
_MOST_SIGNS, _MOST_PARTS = 300, 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A text, where it stands, and what stands before it and says what it is about."""

    text: str
    at: Tag
    before: str = ""

    @property
    def cell(self) -> str:
        """Give the number of the cell that the text stands in; empty outside all."""
        cell = cell_of(self.at)
        return str(cell["data-cell"]) if cell else ""


def text_units(soup: BeautifulSoup, shown: Collection[str] = ()) -> Iterator[Unit]:
    """Give every text of a file, seen or not, cut so that a number stands with its own words.

    Cells of protected tables, by their fingerprints in `shown`, are left out: what they tell was weighed, and a
    number that one of them hides may stand in another by chance.
    """
    yield from _sentences(soup)
    for string in soup.find_all(string=lambda string: isinstance(string, Comment)):
        if string.parent is not None:
            yield Unit(str(string), string.parent)
    for block in soup.find_all(["script", "style"]):
        yield Unit(block.get_text(), block)
    for tag in tags(soup):
        yield from _attributes(tag)
    for table in soup.find_all("table"):
        if not any(one.get("data-table") in shown for one in table.parents):
            yield from _cells(table)
    for drawing in soup.find_all("svg"):
        # A chart of ours draws a protected table, whose numbers stand beneath it as cells.
        if drawing.find_parent(attrs={"data-table": True}) is None:
            yield from _lines(drawing)
    yield from _small_parts(soup)


def _sentences(soup: BeautifulSoup) -> Iterator[Unit]:
    heading = ""
    for passage in seen_texts(soup):
        if _HEADING.fullmatch(passage.at.name):
            heading = passage.text
            yield Unit(passage.text, passage.at)
        else:
            yield from _sentences_of(passage, heading)


def _sentences_of(passage: Passage, before: str) -> Iterator[Unit]:
    # The parts of a file name are words of their own.
    for sentence in _SENTENCE.split(passage.text.replace("_", " ")):
        yield Unit(sentence, passage.at, before)
        before += f" {sentence}"


def _attributes(tag: Tag) -> Iterator[Unit]:
    data = " ".join(f"{name} {value}" for name, value in tag.attrs.items() if name.startswith("data-"))
    if data:
        yield Unit(data, tag)
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        content = decoded(text) if text.lower().startswith("data:") else None
        if content is not None:
            notes = picture_notes(content) or [("", content.decode("utf-8", "ignore"))]
            yield from (Unit(" ".join(note), tag) for note in notes)
        elif not _NO_TEXT.fullmatch(name) and not name.startswith("data-"):
            yield from (Unit(sentence, tag) for sentence in _SENTENCE.split(text))


def _cells(table: Tag) -> Iterator[Unit]:
    """Give each cell with the head of its column and the words of its row; the caption stands before."""
    top = table.find("tr")
    heads = [_words(head) for head in top.find_all(["th", "td"])] if top else []
    caption = _words(table.caption) if isinstance(table.caption, Tag) else ""
    for row in table.find_all("tr")[1:]:
        cells = row.find_all(["th", "td"])
        texts = [_words(cell) for cell in cells]
        # A long table names what it counts in several columns.
        labels = ": ".join(text for at, text in enumerate(texts) if at == 0 or _is_label(cells[at], text))
        for at, cell in enumerate(cells[1:], start=1):
            head = heads[at] if at < len(heads) else ""
            yield Unit(f"{labels}: {head}: {texts[at]}", cell, caption)


def _is_label(cell: Tag, text: str) -> bool:
    return "number" not in (cell.get("class") or []) and not any(map(str.isdigit, text))


def _lines(drawing: Tag) -> Iterator[Unit]:
    """Give the texts of a drawing that stand at one height, and all of them as they follow each other."""
    lines: dict[str, list[Tag]] = defaultdict(list)
    for text in drawing.find_all("text"):
        lines[str(text.get("y") or "").split(".")[0]].append(text)
    for texts in [*lines.values(), drawing.find_all("text")]:
        if len(texts) > 1:
            yield Unit(" ".join(_words(text) for text in texts), texts[0])


def _small_parts(soup: BeautifulSoup) -> Iterator[Unit]:
    """Give small parts of several paragraphs as one text: a number set large, and the words beneath it."""
    for part in soup.find_all(_SMALL):
        if (
            len(list(islice(part.descendants, _MOST_PARTS))) < _MOST_PARTS
            and part.find(["svg", "table"]) is None
        ):
            text = part.get_text(" | ", strip=True)
            if " | " in text and len(text) <= _MOST_SIGNS:
                yield Unit(text, part)


def _words(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)
