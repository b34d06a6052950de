"""Web pages to blocks, with lxml: nothing is fetched, nothing is run. Beautiful Soup takes twice as long."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import Fault
from kb.intake.documents.encodings import one_line
from kb.intake.documents.marks import is_said, may_head, paragraph, strip_bullet, table
from kb.intake.documents.plain import read_plain
from kb.intake.documents.webparts import (
    CELLS,
    DEEPEST,
    HEADINGS,
    day_made,
    is_bold,
    is_frame,
    is_inline,
    is_skipped,
    tell_left_out,
    words_of,
)
from kb.intake.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = re.compile(r"\s+")  # a page's own line ends mean nothing; those that a <br> makes do


def read_web(text: str, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, title and date of a web page and what was left out.

    The page's main part is read where it names one; menus, feet, forms and what is hidden are not.
    """
    from lxml import etree

    # huge_tree stays off: the parser's own limits are what stops a page made to fill the memory.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace") or b" ", parser)
    if root is None:
        return (), "", None, ()
    reading = _Reading()
    reading.enter(_main(root), 0)
    reading.flush()
    cut = any("depth" in error.message.lower() for error in parser.error_log)
    title = next((one_line("".join(found.itertext())) for found in root.iter("title")), "")
    return tuple(reading.blocks), title, day_made(root), tell_left_out(root, name, cut=cut or reading.cut)


def _main(root: _Element) -> _Element:
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and "".join(found[0].itertext()).strip():
            return found[0]
    return root


class _Reading:
    """Gathers words until an element ends them, and knows which lists and quotes it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.lists = self.quotes = 0
        self.fresh = self.caption = self.cut = False

    def enter(self, element: _Element, depth: int) -> None:
        """Read an element and all within it."""
        if depth > DEEPEST:
            self.cut = True
            return
        self.words.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and not is_skipped(child):
                self._child(child, child.tag.lower(), depth + 1)
            self.words.append(_SPACE.sub(" ", child.tail or ""))

    def _child(self, child: _Element, tag: str, depth: int) -> None:
        if tag == "br":
            self.words.append("\n")
        elif is_inline(tag):
            self.enter(child, depth)
        else:
            self.flush()
            self._block(child, tag, depth)
            self.flush()

    def _block(self, child: _Element, tag: str, depth: int) -> None:
        if tag in HEADINGS:
            self._add("heading", words_of(child), HEADINGS[tag])
        elif tag in ("ul", "ol"):
            self.lists += 1
            self.enter(child, depth)
            self.flush()
            self.lists -= 1
        elif tag == "li":
            self.fresh = True
            self.enter(child, depth)
            self.flush()
            self.fresh = False
        elif tag == "blockquote":
            self.quotes += 1
            self.enter(child, depth)
            self.flush()
            self.quotes -= 1
        elif tag in ("figcaption", "caption"):
            self._add("caption", words_of(child))
        elif tag == "table" and not is_frame(child):
            self._table(child)
        elif tag == "pre":
            self.blocks += read_plain("".join(child.itertext()))
        elif is_bold(child) and may_head(words_of(child)):
            self._add("heading", words_of(child), 3)
        else:
            self.enter(child, depth)

    def _add(self, kind: str, text: str, level: int = 0) -> None:
        if text:
            self.blocks.append(Block("heading" if kind == "heading" else "caption", text, level))

    def _table(self, element: _Element) -> None:
        rows = [[words_of(cell) for cell in row if cell.tag in CELLS] for row in element.iter("tr")]
        for title in element.iter("caption"):
            self._add("caption", words_of(title))
        found = table(rows)
        if found:
            self.blocks.append(found)

    def flush(self) -> None:
        """Make blocks of the words gathered."""
        text, self.words = "".join(self.words), []
        if not text.strip():
            return
        for part in re.split(r"\n[ \t]*\n", text):
            told = one_line(part)
            if told:
                self._say(part, told)

    def _say(self, part: str, told: str) -> None:
        before = self.blocks[-1].text if self.blocks else ""
        point = strip_bullet(told)
        if self.lists and self.fresh:
            self.fresh = False
            self.blocks.append(Block("bullet", point or told, self.lists - 1))
        elif self.quotes:
            self.blocks.append(Block("quote", point or told))
        elif point is not None:
            alone = told[0] == "–" or "\n" not in part.strip()
            said = is_said(point, before, alone=alone)
            points = [one for line in part.split("\n") if (one := one_line(line))]
            if said:
                self.blocks.append(Block("quote", point))
            else:
                self.blocks += [Block("bullet", strip_bullet(one) or one) for one in points]
        else:
            self.blocks.append(paragraph(told))
