"""What a text is called and when it was written: from its own words, then its file's name, then its properties."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import PurePath

from kb.intake.genres import wording
from kb.intake.genres.outline import is_caption, text_of
from kb.intake.genres.periods import day_in, years
from kb.intake.records import Block, Original, Tongue

_HEAD = 6  # blocks at the top in which a date is the text's own
_TAIL = 3  # and at the end, where people sign
_SHORT = 14  # words; a longer one is a sentence, and its date is that of what it tells
_LONGEST_TITLE = 16  # words
_MARKS = "*_# "
_DATED = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)(?=[^\d]|$)")
_SENTENCE = re.compile(r"[.!]\s+\S|[.;,]$")


def title_of(original: Original) -> str:
    """Give a text's title: its first heading or first short line, else that of its properties or its file."""
    for block in original.blocks[:3]:
        line = block.text.strip(_MARKS)
        if wording.pattern("signals", "furniture").fullmatch(line):
            break  # “Agenda”: these slides have no title, and what comes next is a section's
        if is_caption(block) or wording.pattern("signals", "labels").fullmatch(line):
            continue
        if _is_title(block):
            return block.text.strip(_MARKS)
        if block.kind != "heading":
            break
    named = original.title.strip()
    if named and not wording.pattern("signals", "no_titles").match(named):
        return named
    return _from_name(original.file)


def date_of(original: Original, language: Tongue = "nb") -> date | None:
    """Give the day a text was written or shown; None where nothing tells it.

    The text is trusted before the file's name, and that before its properties, which copying changes.
    """
    named = _named_date(original.file)
    year = _only_year(original, named, language)
    for block in original.blocks[:_HEAD]:
        if block.kind != "table" and (day := _told(block.text, year, language)):
            return day
    for block in original.blocks[-_TAIL:]:
        if block.kind == "paragraph" and (day := _told(block.text, None, language)):
            return day
    return named or original.made


def _told(text: str, year: int | None, language: Tongue) -> date | None:
    """Give the date of a line that says little else: “Formannskapet 24. august 2022”, “Publisert 3.2.2022 av …”."""
    if len(text.split()) > _SHORT or text.rstrip().endswith(("?", ":")):
        return None
    line = text.strip(_MARKS)
    byline = wording.pattern("signals", "bylines").match(line)
    several = re.search(r"[.!]\s+[A-ZÆØÅ].*[.!]", line)
    if not byline and (line[:1] in '-–—«"“' or several or _tells(line)):
        return None
    return day_in(line, year, language=language)


def _tells(line: str) -> bool:
    """Tell a sentence, which has its full stop or says from when to when, from a line of a letterhead."""
    ends = line.endswith(".") and not re.search(r"\d{4}\.$", line)
    return bool(
        ends
        or re.search(
            r"\b(?:ble|vart|var|siden|sidan|fra|frå|innen|until|since|was|per|pr|perioden|mellom|between)\b",
            line,
            re.I,
        )
    )


def _named_date(file: str) -> date | None:
    found = _DATED.match(PurePath(file).name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _only_year(original: Original, named: date | None, language: Tongue) -> int | None:
    """Give the year of a date that leaves it out: of the file's name, else the only one the text tells."""
    if named:
        return named.year
    told = Counter(years(text_of(original), language=language))
    return next(iter(told)) if len(told) == 1 else original.made.year if original.made else None


def _is_title(block: Block) -> bool:
    words = block.text.split()
    short = 0 < len(words) <= _LONGEST_TITLE and not _SENTENCE.search(block.text)
    return (block.kind == "heading" and len(words) <= 2 * _LONGEST_TITLE) or (
        block.kind == "paragraph" and short
    )


def _from_name(file: str) -> str:
    stem = _DATED.sub("", PurePath(file).stem).strip("-_ .")
    words = re.sub(r"[-_]+", " ", stem)
    return words[:1].upper() + words[1:]
