"""Running text in Word: emphasis, code, links within the document and out of it, and the language of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from kb.reports.paper.word_styles import LINK, LOCALES, SOURCE

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)
_BOLD, _ITALIC = ("strong", "b", "mark"), ("em", "i", "dfn")
_OUTSIDE = re.compile(r"^(https?:|mailto:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set; `language` is told where it differs from the document's."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    small: bool = False
    link: bool = False
    struck: bool = False
    language: str = ""


def classes(tag: Tag) -> list[str]:
    """List the classes of an element."""
    told: str | list[str] = tag.get("class") or ""
    return told.split() if isinstance(told, str) else list(told)


def is_unseen(tag: Tag) -> bool:
    """Tell whether the page does not show an element; what is hidden there stays out of Word."""
    return tag.has_attr("hidden") or "unseen" in classes(tag) or tag.name in ("style", "script", "svg", "nav")


def write_inline(
    paragraph: Paragraph, node: PageElement, places: Mapping[str, str], look: Look | None = None
) -> None:
    """Write text and inline elements into a paragraph; `places` names bookmarks by the page's ids."""
    look = look or Look()
    if isinstance(node, NavigableString):
        if type(node) is NavigableString:  # neither a comment nor a declaration
            _write_text(paragraph, str(node), look)
    elif isinstance(node, Tag) and not is_unseen(node):
        _write_tag(paragraph, node, places, look)


def _write_tag(paragraph: Paragraph, tag: Tag, places: Mapping[str, str], look: Look) -> None:
    if tag.name == "br":
        paragraph.add_run().add_break()
        return
    if tag.name == "a" and _write_link(paragraph, tag, places, look):
        return
    if tag.name == "cite" and paragraph.text:
        paragraph.add_run().add_break()
    if "status" in classes(tag) and paragraph.text:
        _write_text(paragraph, " · ", look)
    for child in tag.children:
        write_inline(paragraph, child, places, _within(tag, look))


def _within(tag: Tag, look: Look) -> Look:
    """Give the look of what stands inside an element."""
    look = replace(look, language=str(tag.get("lang") or look.language))
    if tag.name in _BOLD:
        return replace(look, bold=True)
    if tag.name in _ITALIC:
        return replace(look, italic=True)
    if tag.name in ("code", "kbd", "samp"):
        return replace(look, code=True)
    if tag.name in ("s", "del"):
        return replace(look, struck=True)
    return replace(look, small=True) if tag.name in ("cite", "small") else look


def _write_text(paragraph: Paragraph, text: str, look: Look) -> None:
    words = re.sub(r"[ \n\t\r]+", " ", text)
    if not paragraph.text or paragraph.text.endswith((" ", "\n")):
        words = words.lstrip(" ")
    if words:
        _set(paragraph.add_run(words), look)


def _set(run: Run, look: Look) -> None:
    # None lets the paragraph's style decide: a caption is bold without being told.
    run.bold, run.italic, run.font.strike = look.bold or None, look.italic or None, look.struck or None
    if look.link or look.small:
        run.style = LINK if look.link else SOURCE
    if look.code:
        run.font.name = "Consolas"
    if look.language:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), LOCALES.get(look.language, look.language))
        run._r.get_or_add_rPr().append(language)


def _write_link(paragraph: Paragraph, tag: Tag, places: Mapping[str, str], look: Look) -> bool:
    """Write a link that leads somewhere from a Word document; False where there is only its text to write."""
    address = str(tag.get("href") or "")
    link = OxmlElement("w:hyperlink")
    if _OUTSIDE.match(address):
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    elif address.startswith("#") and address[1:] in places:
        link.set(qn("w:anchor"), places[address[1:]])
    else:
        return False
    first = len(paragraph._p)
    for child in tag.children:
        write_inline(paragraph, child, places, replace(look, link=True))
    for run in list(paragraph._p)[first:]:
        link.append(run)
    paragraph._p.append(link)
    return True
