"""Status reports: points by section, good ones and hard ones, and what is planned next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.intake.genres import wording
from kb.intake.genres.contacts import kinds_of
from kb.intake.genres.organisations import municipalities
from kb.intake.genres.outline import text_of
from kb.intake.genres.polarity import Polarity, has_sign, marks, under, without_signs
from kb.intake.records import Block, Reading, Section

_COUNTED = re.compile(r"\b(?:(\d)|(to|two)|(tre|three)|(fire|four)|(fem|five))\s+(?:hoved)?", re.IGNORECASE)
_MOST = 6  # tracks, where their number is not told
_BASE = 8  # words of a line that tells the base of a survey's question
_LONGEST = 40  # words of a paragraph that is a point
_LONGEST_BULLET = 120
_LETTERS = 2000


def read_status(reading: Reading, blocks: tuple[Block, ...]) -> Reading:
    """Add the points that the text marks as good or hard, the tracks of its evaluation, and what is planned."""
    tracks = tuple(track for section in reading.sections for track in _tracks(section.blocks))
    return replace(
        reading,
        positives=points(reading.sections, "good", tracks),
        negatives=points(reading.sections, "hard", tracks),
        tracks=tracks,
        planned=planned(reading.sections, tracks),
        organisations=municipalities(text_of(blocks)),
        held_back=kinds_of([text_of(blocks)]),
    )


def points(
    sections: Sequence[Section], mark: Polarity, besides: Sequence[Block] = (), *, prose: bool = True
) -> tuple[Block, ...]:
    """Give the points of a text that are good, or hard, without their signs.

    Short paragraphs are points too; without `prose` only under a heading that is good or hard itself.
    """
    return tuple(
        replace(block, text=without_signs(block.text))
        for section in sections
        for block in _points(section)
        if block not in besides and mark in marks(block.text, section.heading)
        if prose or block.kind == "bullet" or under(section.heading)
        if not block.text.endswith(":") or has_sign(block.text)
    )


def planned(sections: Sequence[Section], tracks: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Give the passages that announce a survey or an evaluation."""
    return tuple(
        block
        for section in sections
        for block in (Block("heading", section.heading, page=section.page), *_points(section))
        if block not in tracks and _announces(block.text, "" if block.kind == "heading" else section.heading)
    )


def _points(section: Section) -> Iterator[Block]:
    if section.heading.endswith("?") and all(
        len(block.text.split()) <= _BASE for block in section.blocks[:2]
    ):
        bases = section.blocks  # the base of a survey's question, unless they are points
        if not any(block.kind == "bullet" for block in bases) and len(bases) <= 2:
            return
    for block in section.blocks:
        longest = {"bullet": _LONGEST_BULLET, "paragraph": _LONGEST}.get(block.kind, 0)
        if len(block.text) <= _LETTERS and len(block.text.split()) <= longest:
            yield block


def _announces(text: str, heading: str) -> bool:
    told = wording.found("signals", "survey", text) or wording.found("signals", "evaluation", text)
    return told and (wording.found("signals", "future", text) or wording.found("signals", "ahead", heading))


def _tracks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the bullets under a line that says in how many tracks something is evaluated."""
    for at, block in enumerate(blocks):
        if not wording.found("signals", "tracks", block.text) or block.kind not in ("bullet", "paragraph"):
            continue
        most = _told(block.text) or _MOST
        under = _bullets(blocks[at + 1 :])
        deeper = [one for one in under if block.kind == "bullet" and one.level > block.level]
        yield from (deeper or under if _told(block.text) else deeper)[:most]


def _bullets(blocks: Sequence[Block]) -> list[Block]:
    """Give the bullets at the start of a list that are no deeper than its first and no higher."""
    found: list[Block] = []
    for block in blocks:
        if block.kind != "bullet" or (found and block.level < found[0].level):
            break
        found.append(block)
    return found


def _told(text: str) -> int:
    track = wording.pattern("signals", "tracks").search(text)
    counted = [match for match in _COUNTED.finditer(text) if track and match.start() < track.start()]
    if not counted:
        return 0
    groups = counted[-1].groups()
    return int(groups[0]) if groups[0] else next(at for at, group in enumerate(groups) if group) + 1
