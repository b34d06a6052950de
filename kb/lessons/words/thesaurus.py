"""Words that a searcher of municipal evaluations uses for one another, in bokmål, nynorsk and English.

The list `data/thesaurus.txt` is the project's own: one group a line, `bokmål, … | nynorsk, … | English, …`.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kb.lessons.words.language import STOP_WORDS, WORD, normalise, stem_all, tokens

LIST = Path(__file__).parent.parent / "data" / "thesaurus.txt"
LONGEST_PHRASE = 7  # words
FIELD = "|"
ENGLISH_FIELD = 2
ENTRY = ","  # stands before each word of a field once the list is read


@dataclass(frozen=True, slots=True)
class Concept:
    """A word or phrase of a query, and other words for it in Norwegian; none where the thesaurus has none.

    `english` tells whether the phrase stands in the thesaurus as English (True), as Norwegian or not at all.
    """

    words: tuple[str, ...]
    others: tuple[str, ...] = ()
    english: bool | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    stems: tuple[str, ...]
    english: bool


def concepts(text: str, skip: Container[str] = STOP_WORDS, most: int = sys.maxsize) -> list[Concept]:
    """Read a query as its first concepts, in order: the longest phrases the thesaurus knows, single other words.

    Words of `skip` that belong to no phrase are left out, unless nothing else is left.
    """
    words = tokens(text)
    stems = stem_all(words)
    found: list[Concept] = []
    at = 0
    while at < len(words) and len(found) < most:
        alone = words[at] not in skip
        concept = _longest(words, stems, at, shortest=1 if alone else 2)
        if concept or alone:
            found.append(concept or Concept((words[at],)))
        at += len(concept.words) if concept else 1
    return found or [Concept((word,)) for word in words[:most]]


def _longest(words: list[str], stems: list[str], at: int, shortest: int) -> Concept | None:
    for length in range(min(LONGEST_PHRASE, len(words) - at), shortest - 1, -1):
        if entries := entries_for(tuple(stems[at : at + length])):
            return _concept(tuple(words[at : at + length]), tuple(stems[at : at + length]), entries)
    return None


def _concept(words: tuple[str, ...], stems: tuple[str, ...], entries: Sequence[_Entry]) -> Concept:
    # English words find Norwegian texts, but hardly the other way round.
    others = dict.fromkeys(entry.word for entry in entries if entry.stems != stems and not entry.english)
    return Concept(words, tuple(others), all(entry.english for entry in entries if entry.stems == stems))


@lru_cache(maxsize=4096)
def entries_for(stems: tuple[str, ...]) -> tuple[_Entry, ...]:
    """List the entries of all groups that hold a phrase, given as stems; empty where none does."""
    groups = [_group(line) for line in _lines_with(stems[0])]
    mine = [group for group in groups if any(entry.stems == stems for entry in group)]
    return tuple(dict.fromkeys(entry for group in mine for entry in group))


@lru_cache(maxsize=4096)
def _group(line: str) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(word, tuple(stem_all(WORD.findall(word))), field == ENGLISH_FIELD)
        for field, words in enumerate(line.split(FIELD))
        for word in words.split(ENTRY)
        if word
    )


@lru_cache(maxsize=4096)
def _lines_with(stem: str) -> tuple[str, ...]:
    """List the lines where an entry's first word has the stem, with which it begins: all would take 0.2 s."""
    text, found, at = _text(), [], 0
    while (at := text.find(f"{ENTRY}{stem}", at)) >= 0:
        first = WORD.search(text, at)
        if first and stem_all([first[0]]) == [stem]:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            found.append(text[start:end])
            at = end
        else:
            at += 1
    return tuple(found)


@cache
def _text() -> str:
    lines = normalise(LIST.read_text(encoding="utf-8")).splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return ENTRY + text.replace(", ", ENTRY).replace(" | ", FIELD + ENTRY).replace("\n", "\n" + ENTRY) + "\n"
