"""How a Word document looks: A4, the house's colours, real heading styles, and the language of its words."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kb.reports.palette import LIGHT

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
FONT = "Calibri"
LEAD, FINE, CLAIM, NOTE, STATUS, NUMBER, LINK, SOURCE = (
    "Lead",
    "Fine print",
    "Claim",
    "Note",
    "Status",
    "Key figure",
    "Hyperlink",
    "Source",
)
TEXT_WIDTH = 160  # millimetres between the margins


@dataclass(frozen=True, slots=True)
class _Look:
    """A style: size in points, colour of the palette, weight, room before and after in points."""

    name: str
    size: float
    colour: str = "ink"
    bold: bool = False
    before: float = 0
    after: float = 6
    keep: bool = False  # on the page of what follows


_LOOKS = (
    _Look("Normal", 11),
    _Look("Heading 1", 24, bold=True, before=6, after=10, keep=True),
    _Look("Heading 2", 16, bold=True, before=22, after=6, keep=True),
    _Look("Heading 3", 13, bold=True, before=14, after=4, keep=True),
    _Look("Heading 4", 11, bold=True, before=10, after=3, keep=True),
    _Look("Caption", 11, bold=True, before=14, after=3, keep=True),
    _Look("Quote", 11, "muted", before=4, after=8),
    _Look(LEAD, 13, "muted", after=10),
    _Look(FINE, 9, "muted", after=5),
    _Look(CLAIM, 11, bold=True, keep=True),
    _Look(NOTE, 11, before=10, after=10),
    _Look(STATUS, 9, "accent", bold=True, before=12, after=2, keep=True),
    _Look(NUMBER, 22, "accent", bold=True, before=10, after=0, keep=True),
    _Look("Footer", 8.5, "muted", after=0),
)


def dress(document: Document, language: str) -> None:
    """Set paper, styles and language of a new document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - TEXT_WIDTH) / 2)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    for look in _LOOKS:
        _set(document, _paragraph_style(document, look.name), look)
    _edge(_paragraph_style(document, NOTE), "accent", fill="soft")
    _edge(_paragraph_style(document, "Quote"), "accent")
    link = _character_style(document, LINK)
    link.font.underline, link.font.color.rgb = True, colour("accent")
    source = _character_style(document, SOURCE)
    source.font.size, source.font.color.rgb = Pt(9), colour("muted")
    _speak(document, LOCALES.get(language, language))


def colour(name: str) -> RGBColor:
    """Give a colour of the palette as Word wants it."""
    return RGBColor.from_string(LIGHT[name].lstrip("#").upper())


def _set(document: Document, style: ParagraphStyle, look: _Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = colour(look.colour)
    _typeface(style)
    _match_letters(document, style)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(look.before), Pt(look.after), look.keep


def _match_letters(document: Document, style: ParagraphStyle) -> None:
    """Give the style for single letters, which some programs read in place of the paragraph's, the same look."""
    for twin in (found for found in document.styles if found.name == f"{style.name} Char"):
        old = twin.element.rPr
        if old is not None:
            twin.element.remove(old)
        twin.element.append(deepcopy(style.element.rPr))


def _typeface(style: ParagraphStyle) -> None:
    """Set the typeface; the template's theme would else win over the name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _edge(style: ParagraphStyle, edge: str, fill: str = "") -> None:
    """Draw a line at the left of a paragraph and colour its ground."""
    form = style.element.get_or_add_pPr()
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "10"), ("color", LIGHT[edge].lstrip("#"))):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    before_these = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    form.insert_element_before(borders, *before_these)
    if fill:
        ground = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", LIGHT[fill].lstrip("#"))):
            ground.set(qn(f"w:{key}"), value)
        form.insert_element_before(ground, *before_these[1:])


def _speak(document: Document, locale: str) -> None:
    """Tell the spelling check and screen readers which language the words are in."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style: ParagraphStyle = document.styles[name]
    return style


def _character_style(document: Document, name: str) -> CharacterStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style: CharacterStyle = document.styles[name]
    return style
