"""HR's slides: the questions of a survey with their bases, and tables of figures as data."""

from __future__ import annotations

from dataclasses import replace

from kb.intake.genres.contacts import kinds_of
from kb.intake.genres.organisations import heads_of, municipalities
from kb.intake.genres.outline import text_of
from kb.intake.genres.periods import ranges, years
from kb.intake.genres.status import planned, points
from kb.intake.genres.surveys import read_asked
from kb.intake.genres.tallies import doubts_of, read_tables
from kb.intake.records import Block, Reading

_HEAD = 3  # blocks at the top that name who made the slides


def read_hr(reading: Reading, blocks: tuple[Block, ...], file: str) -> Reading:
    """Add the survey, the tables and the points of HR's slides; a total that does not add up is a doubt."""
    text = text_of(blocks)
    told = set(years(text, language=reading.language))
    tables = read_tables(blocks)
    return replace(
        reading,
        asked=read_asked(blocks),
        figures=tables,
        doubts=doubts_of(tables, file),
        period=next(ranges(text, told.pop() if len(told) == 1 else None, language=reading.language), None),
        positives=points(reading.sections, "good"),
        negatives=points(reading.sections, "hard"),
        planned=planned(reading.sections),
        held_back=kinds_of([text]),
        organisations=(*municipalities(text), *heads_of(block.text for block in blocks[:_HEAD])),
    )
