"""A rundown of a text that was pasted into a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.evaluation.rundown.matching import run_down
from kb.evaluation.rundown.sections import pasted
from kb.evaluation.rundown.sheet import rundown_sheet
from kb.reports.blocks import Block
from kb.reports.text.markup import element, join
from kb.reports.text.numbers import Language

if TYPE_CHECKING:
    from kb.lessons.library import Library


def pasted_rundown(
    library: Library, text: str, *, title: str = "", limit: int = 5, language: Language = "nb"
) -> Block:
    """Show the lessons that bear on a pasted plan, section by section, as the page of `kb rundown` does.

    Raises `FaultsFound` for a text without words, and `KbError` where nothing is indexed.
    """
    sheet = rundown_sheet(run_down(library, pasted(text, title), limit=limit), language=language)
    return Block(join(element("p", sheet.summary), *(block.html for block in sheet.blocks)))
