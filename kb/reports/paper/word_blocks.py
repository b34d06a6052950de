"""From the HTML of a page to the parts of a Word document, in the order they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from kb.reports.paper.word_inline import INLINE, classes, is_unseen
from kb.reports.paper.word_lists import number_anew
from kb.reports.paper.word_parts import (
    Word,
    bookmark,
    write_captioned,
    write_numbers,
    write_paragraph,
    write_parts,
    write_picture,
    write_terms,
)
from kb.reports.paper.word_pictures import drawings
from kb.reports.paper.word_styles import CLAIM, LEAD

if TYPE_CHECKING:
    from docx.document import Document

_PLAIN_LISTS = (
    "key-figures",
    "key-findings",
    "cards",
)  # whose items are laid out, not marked with dots or numbers


def write_blocks(word: Word, node: Tag, style: str = "Normal", level: int = 0) -> None:
    """Write all children: inline ones that stand together become a paragraph, others what they are."""
    waiting: list[PageElement] = []
    for child in [*node.children, None]:
        inline = isinstance(child, NavigableString) or (isinstance(child, Tag) and child.name in INLINE)
        if child is not None and inline:
            waiting.append(child)
            continue
        if any(_says_something(part) for part in waiting):
            write_parts(word, waiting, style)
        waiting = []
        if isinstance(child, Tag) and not is_unseen(child):
            _write_block(word, child, style, level)


def _write_block(word: Word, tag: Tag, style: str, level: int) -> None:
    """Write one element of the page, by its name; what has no name here is a group of others."""
    if tag.name in ("ul", "ol"):
        _list(word, tag, level)
    elif tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        write_parts(word, tag.contents, f"Heading {min(int(tag.name[1]), 4)}", tag)
    elif tag.name == "blockquote":
        write_blocks(word, tag, "Quote", level)
    elif tag.name == "p":
        write_paragraph(word, tag, style)
    elif tag.name == "figure":
        _write_figure(word, tag)
    elif tag.name == "table":
        write_captioned(word, tag)
    elif tag.name == "dl":
        write_terms(word, tag)
    elif tag.name == "summary":
        write_parts(word, tag.contents, CLAIM)
    elif tag.name != "hr":
        _write_group(word, tag, style)


def _write_group(word: Word, tag: Tag, style: str) -> None:
    write_blocks(word, tag, LEAD if "opening" in classes(tag) else style)


def _list(word: Word, tag: Tag, level: int) -> None:
    items = tag.find_all("li", recursive=False)
    if any(name in classes(tag) for name in _PLAIN_LISTS):
        for item in items:
            write_blocks(word, item)
        return
    depth = f" {min(level + 1, 3)}" if level else ""
    kind = "List Number" if tag.name == "ol" else "List Bullet"
    numbering = number_anew(word.document, f"{kind}{depth}") if tag.name == "ol" else None
    for item in items:
        before = len(word.document.element.body)
        write_blocks(word, item, f"{kind}{depth}", level + 1)
        _continue(word.document, before, f"{kind}{depth}", f"List Continue{depth}", numbering)


def _continue(document: Document, before: int, mark: str, onward: str, numbering: int | None) -> None:
    """Mark only the first paragraph of an item; the rest of it is set in without a mark."""
    written = list(document.element.body)[before - 1 : -1]  # the last element tells the paper's size
    paragraphs = [Paragraph(element, document._body) for element in written if isinstance(element, CT_P)]
    marked = [found for found in paragraphs if found.style is not None and found.style.name == mark]
    for rest in marked[1:]:
        rest.style = document.styles[onward]
    if marked and numbering is not None:
        properties = marked[0]._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering


def _write_figure(word: Word, tag: Tag) -> None:
    """Write a chart: title, picture, what it rests on, and its numbers as a table."""
    for part in tag.find_all("figcaption", recursive=False):
        write_blocks(word, part, "Caption")
    name = word.places.get(str(tag.get("id")))
    if name:
        bookmark(word.document.paragraphs[-1], name)
    for drawing in drawings(tag):
        write_picture(word, drawing)
    for part in tag.find_all(["p", "ul", "ol", "div", "details"], recursive=False):
        if part.name == "details":
            write_numbers(word, part)
        elif "figure-link" not in classes(part):
            _write_block(word, part, "Normal", 0)


def _says_something(part: PageElement) -> bool:
    if isinstance(part, Tag):
        return not is_unseen(part) and bool(part.get_text(strip=True))
    return type(part) is NavigableString and bool(part.strip())
