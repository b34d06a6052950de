"""News articles: who said what, by role; names and captions stay out."""

from __future__ import annotations

from dataclasses import replace

from kb.intake.genres.contacts import kinds_of
from kb.intake.genres.organisations import institutions_in, municipalities, units_in
from kb.intake.genres.outline import text_of
from kb.intake.genres.partners import side_of
from kb.intake.genres.quotations import read_quotations
from kb.intake.records import Block, Reading


def read_article(reading: Reading, blocks: tuple[Block, ...], whole: tuple[Block, ...]) -> Reading:
    """Add the quotations of an article and the units its speakers are of; `whole` has the captions too."""
    said = read_quotations(blocks)
    units = (
        unit for quotation in said for unit in units_in(quotation.speaker) if side_of(unit.name) != "external"
    )
    return replace(
        reading,
        quotations=said,
        organisations=tuple(
            dict.fromkeys([*municipalities(text_of(whole)), *units, *institutions_in(text_of(whole))])
        ),
        held_back=kinds_of([text_of(whole)]),
    )
