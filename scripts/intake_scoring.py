"""How well texts are read: every field of a reading held against what a person wrote stands in the text.

A field with one value is right or wrong. Of a field with several, each that is read right counts, out of those in
the text and those read that are not in it: hits / (hits + missed + wrong). Passages are known by how they begin.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.intake.documents import read_original
from kb.intake.genres import read_genre
from kb.intake.genres.tallies import number
from kb.intake.records import Reading

HELD_BACK = ("17", "18", "19")
Truth = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """What one field of one text came to: `right` of `told`, with what was missed and what was wrong."""

    genre: str
    text: str
    field: str
    right: int
    told: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def held_back(self) -> bool:
        """Whether the text was kept apart while the reading was tuned."""
        return self.text in HELD_BACK


def score_folder(folder: Path) -> list[Score]:
    """Score every text of the genres' folders that has its truth beside it."""
    scores: list[Score] = []
    for truths in sorted(folder.glob("*/truth.toml")):
        for text, truth in tomllib.loads(truths.read_text(encoding="utf-8")).items():
            file = truths.parent / truth["file"]
            reading = read_genre(read_original(file, truth.get("named", truth["file"])))
            scores += score(truths.parent.name, text, reading, truth)
    return scores


def score(genre: str, text: str, reading: Reading, truth: Truth) -> list[Score]:
    """Score each field that the truth tells."""
    scores = [_one(genre, text, "genre", reading.genre, genre)]
    for field, read in _SINGLE.items():
        if field in truth:
            scores.append(_one(genre, text, field, read(reading), str(truth[field])))
    for field, read_all in _SEVERAL.items():
        if field in truth:
            told = ["; ".join(one) if isinstance(one, list) else one for one in truth[field]]
            scores.append(_several(genre, text, field, list(read_all(reading)), told))
    if "bullets" in truth:
        bullets = [block.text for section in reading.sections for block in section.blocks]
        scores.append(
            _several(genre, text, "bullets", [b for b in bullets if b in truth["bullets"]], truth["bullets"])
        )
    if "captions" in truth:
        shown = [block.text for section in reading.sections for block in section.blocks]
        kept = [caption for caption in truth["captions"] if any(caption in text for text in shown)]
        scores.append(
            _several(
                genre, text, "captions", [c for c in truth["captions"] if c not in kept], truth["captions"]
            )
        )
    return scores


def accuracy(scores: Iterable[Score]) -> float:
    """Give the share of fields' values that are right; 1 where there are none."""
    counted = list(scores)
    told = sum(one.told for one in counted)
    return sum(one.right for one in counted) / told if told else 1.0


def _one(genre: str, text: str, field: str, read: str, truth: str) -> Score:
    right = read == truth
    return Score(genre, text, field, int(right), 1, () if right else (truth,), () if right else (read,))


def _several(genre: str, text: str, field: str, read: list[str], truth: list[str]) -> Score:
    left, missed = list(read), []
    for told in truth:
        match = next((one for one in left if _same(field, one, told)), None)
        if match is None:
            missed.append(told)
        else:
            left.remove(match)
    right = len(truth) - len(missed)
    return Score(genre, text, field, right, len(truth) + len(left), tuple(missed), tuple(left))


def _same(field: str, read: str, told: str) -> bool:
    """Tell whether what was read is what is told: whole, or a passage that begins with it."""
    if field in _PASSAGES:
        return read.startswith(told)
    if field in ("quotes", "asked"):
        start, *rest = (part.strip() for part in told.split("|"))
        read_start, *read_rest = (part.strip() for part in read.split("|"))
        return read_start.startswith(start) and [one.casefold() for one in read_rest] == [
            one.casefold() for one in rest
        ]
    return read == told


def _span(reading: Reading) -> str:
    return f"{reading.period.start}/{reading.period.end}" if reading.period else ""


def _asked(reading: Reading) -> list[str]:
    return [
        f"{one.question} | {one.base} | {one.respondents or ''} | {round(one.rate * 100) if one.rate else ''}"
        for one in reading.asked
    ]


def _tables(reading: Reading) -> list[str]:
    """Give each table's rows of figures, without its head."""
    return [
        "; ".join(" ".join(row) for row in table.rows if any(number(cell) is not None for cell in row[1:]))
        for table in reading.figures
    ]


_PASSAGES = ("positives", "negatives", "planned", "tracks")
_SINGLE: dict[str, Callable[[Reading], str]] = {
    "language": lambda r: r.language,
    "title": lambda r: r.title,
    "date": lambda r: str(r.date or ""),
    "period": _span,
}
_SEVERAL: dict[str, Callable[[Reading], Iterable[str]]] = {
    "organisations": lambda r: [f"{one.level}:{one.name}" for one in r.organisations],
    "held_back": lambda r: r.held_back,
    "fields": lambda r: [answer.field for answer in r.answers],
    "internal": lambda r: r.partners_internal,
    "external": lambda r: r.partners_external,
    "headings": lambda r: [section.heading for section in r.sections if section.heading],
    "positives": lambda r: [block.text for block in r.positives],
    "negatives": lambda r: [block.text for block in r.negatives],
    "tracks": lambda r: [block.text for block in r.tracks],
    "planned": lambda r: [block.text for block in r.planned],
    "questions": lambda r: [block.text for block in r.questions],
    "quotes": lambda r: [f"{one.text} | {one.speaker}" for one in r.quotations],
    "asked": _asked,
    "tables": _tables,
}
