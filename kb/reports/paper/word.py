"""A page as a Word document, for the case systems that take nothing else: the write-up as the page shows it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import docx
from bs4 import BeautifulSoup, Tag
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kb.errors import KbError
from kb.reports.paper.printing import read_page
from kb.reports.paper.word_blocks import write_blocks
from kb.reports.paper.word_parts import Word
from kb.reports.paper.word_pictures import draw, drawings
from kb.reports.paper.word_styles import FINE, LOCALES, NOTE, dress
from kb.reports.text.numbers import Language
from kb.reports.text.phrases import phrase
from kb.writing import write_whole

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_THEN = (1980, 1, 1, 0, 0, 0)  # the time of every part of the file, so that two runs give the same bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was written, and why its charts are not drawn in it; empty where they are."""

    file: Path
    undrawn: str = ""


def write_word(page: Path) -> Written:
    """Write an exported page as Word beside it, with charts as pictures where a browser can draw them.

    Each chart's numbers follow as a table. Raises `KbError` for a file that was not exported here.
    """
    html, run_at = read_page(page)
    soup = BeautifulSoup(html, "html.parser")
    found = [drawing for figure in soup.select("main figure") for drawing in drawings(figure)]
    undrawn, pictures = "", []
    try:
        pictures = draw(soup, found, page.parent)
    except KbError as error:
        undrawn = str(error)
    document = docx.Document()
    language = cast("Language", str(soup.html.get("lang")) if soup.html else "nb")
    dress(document, language)
    drawn = {id(drawing): picture for drawing, picture in zip(found, pictures, strict=False)}
    _write(Word(document, language, _places(soup), drawn), soup)
    _tell(document, soup, language, run_at)
    return Written(write_whole(page.with_suffix(".docx"), _packed(document)), undrawn)


def _write(word: Word, soup: BeautifulSoup) -> None:
    told = (_sender(soup), _text(soup.select_one("header .when")))
    word.document.add_paragraph(" · ".join(part for part in told if part), style=FINE)
    banner = soup.select_one("aside.banner")
    if banner is not None:
        word.document.add_paragraph(" ".join(banner.get_text().split(" ")).strip(), style=NOTE)
    for part in soup.select("main, footer.about"):
        write_blocks(word, part)
    _foot(word.document.sections[0].footer.paragraphs[0], soup, word.language)


def _places(soup: BeautifulSoup) -> dict[str, str]:
    """Name a bookmark for every place that a link of the page leads to, by its id."""
    led = {str(link["href"])[1:] for link in soup.select('main a[href^="#"]')}
    ids = [
        str(tag["id"])
        for tag in soup.select("main h1, main h2, main h3, main h4, main figure, main table")
        if tag.get("id")
    ]
    return {name: f"kb_{number}" for number, name in enumerate(ids, start=1) if name in led}


def _foot(paragraph: Paragraph, soup: BeautifulSoup, language: Language) -> None:
    """Tell at the foot of every sheet whose page it is, when and from what it was made, and the sheet's number."""
    terms = {
        term.get_text(strip=True): term.find_next_sibling("dd") for term in soup.select("footer.about dt")
    }
    told = [_sender(soup)]
    for name in ("made", "commit"):
        value = terms.get(phrase(name, language))
        if isinstance(value, Tag):
            told.append(f"{phrase(name, language)}: {_text(value)}")
    if soup.select_one("aside.banner") is not None:
        told.append(phrase("synthetic", language))
    paragraph.add_run(" · ".join(part for part in told if part) + "\t")
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()
        field = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            field.text = kind
        else:
            field.set(qn("w:fldCharType"), kind)
        run._r.append(field)


def _tell(document: Document, soup: BeautifulSoup, language: Language, run_at: dt.datetime) -> None:
    """Set what the file tells of itself: the municipality's words, and no name of this machine's user."""
    about, sender = document.core_properties, _sender(soup)
    about.title, about.language = _text(soup.h1), LOCALES.get(language, language)
    about.author = about.last_modified_by = sender
    about.comments = about.keywords = ""
    about.created = about.modified = run_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1


def _sender(soup: BeautifulSoup) -> str:
    """Give the municipality's full name, which is the text of its logo where the page has one."""
    logo = soup.select_one(".sender img[alt]")
    return str(logo["alt"]) if logo is not None else _text(soup.select_one(".sender"))


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split(" ")).strip() if tag is not None else ""


def _packed(document: Document) -> bytes:
    """Pack a document so that the same content gives the same bytes."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _THEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(part, parts.read(name))
    return packed.getvalue()
