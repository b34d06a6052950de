"""The parts that a Word document of a page is put together from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import PageElement
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from kb.reports.paper.word_inline import classes, write_inline
from kb.reports.paper.word_pictures import size
from kb.reports.paper.word_styles import CLAIM, FINE, NOTE, NUMBER, STATUS, TEXT_WIDTH
from kb.reports.paper.word_tables import write_table
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# The classes of the template, and the styles they become.
_STYLES = {
    "fine": FINE,
    "caption": FINE,
    "base": FINE,
    "evidence-head": FINE,
    "note": NOTE,
    "status": STATUS,
    "number": NUMBER,
    "title": "Caption",
}
_WIDEST = 720  # pixels of a drawing that fill the width of the text


@dataclass(frozen=True, slots=True)
class Word:
    """A document being written: bookmarks by the page's ids, and pictures by their drawings' ids."""

    document: Document
    language: Language
    places: Mapping[str, str]
    pictures: Mapping[int, bytes]


def write_paragraph(word: Word, tag: Tag, style: str) -> None:
    """Write a paragraph in the style that its class stands for, or else in the one given."""
    named = next((_STYLES[name] for name in classes(tag) if name in _STYLES), style)
    before = tag.find_previous_sibling("p")
    if named == "Normal" and isinstance(before, Tag) and "status" in classes(before):
        named = CLAIM  # what a finding says, under whether it is a strength
    write_parts(word, tag.contents, named, tag)


def write_parts(word: Word, parts: Sequence[PageElement], style: str, tag: Tag | None = None) -> None:
    """Write inline elements as a paragraph, a place of the document where links lead to the tag."""
    paragraph = word.document.add_paragraph(style=style)
    for part in parts:
        write_inline(paragraph, part, word.places)
    name = word.places.get(str(tag.get("id"))) if tag is not None else None
    if name:
        bookmark(paragraph, name)


def write_terms(word: Word, tag: Tag) -> None:
    """Write each term in bold with what is told of it on the same line."""
    for term in tag.find_all("dt"):
        told = term.find_next_sibling("dd")
        paragraph = word.document.add_paragraph(style=FINE)
        paragraph.add_run(f"{term.get_text(strip=True)}: ").bold = True
        for child in told.children if isinstance(told, Tag) else ():
            write_inline(paragraph, child, word.places)


def write_captioned(word: Word, tag: Tag) -> None:
    """Write a table under its caption."""
    if isinstance(tag.caption, Tag):
        write_parts(word, tag.caption.contents, "Caption", tag)
    write_table(word.document, tag, word.places)


def write_numbers(word: Word, details: Tag) -> None:
    """Write the numbers behind a chart, which the page keeps folded, and what a colon among them means."""
    told = word.document.add_paragraph(phrase("word_numbers", word.language), style=FINE)
    told.paragraph_format.keep_with_next = True
    for part in details.find_all(["table", "p"]):
        if part.name == "table":
            write_table(word.document, part, word.places)
        else:
            write_paragraph(word, part, FINE)


def write_picture(word: Word, drawing: Tag) -> None:
    """Write a drawing with its text alternative; without a picture of it, what it shows in words."""
    told = str(drawing.get("aria-label") or "")
    picture = word.pictures.get(id(drawing))
    if picture is None:
        word.document.add_paragraph(phrase("word_no_picture", word.language), style=FINE)
        word.document.add_paragraph(told, style=FINE)
        return
    width = TEXT_WIDTH * min(size(drawing)[0] / _WIDEST, 1)
    word.document.add_picture(io.BytesIO(picture), width=Mm(width))
    properties = word.document.inline_shapes[-1]._inline.docPr
    properties.set("descr", told)
    properties.set("name", f"Figur {properties.id}")


def bookmark(paragraph: Paragraph, name: str) -> None:
    """Mark a paragraph as a place that links of the document lead to."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), name.rpartition("_")[2])
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)
