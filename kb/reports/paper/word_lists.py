"""Numbered lists in Word that begin at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document


def number_anew(document: Document, style: str) -> int:
    """Begin a list of a style at one, and give the number that its paragraphs name; Word would else count on."""
    listed = document.styles[style].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    kind = next(num for num in numbering.num_lst if num.numId == listed).abstractNumId.val
    begun = numbering.add_num(kind)
    begun.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(begun.numId)
