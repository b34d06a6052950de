"""Why a passage was found, in Norwegian words a reader can check against the passage, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.lessons.words.asked import Asked, Phrase, Wanted
from kb.lessons.words.language import STOP_WORDS, grams_of, stem_all, tokens

if TYPE_CHECKING:
    from kb.lessons.bank.themes import Taxonomy
    from kb.lessons.base.store import Stored

ALIKE = 1.0  # standard deviations above the mean from which a passage is called like in meaning
LIKE_SPELLING = 0.4  # share of 4-grams in common: a letter left out or turned of a long word
SHORTEST_PART = 4  # letters that make a part of a word worth telling
NEAREST = "nærmest av det som finnes"
UNSURE = "ingen sikre treff"
# A word as it may be written: with soft hyphens, with its marks apart (NFD), and `35 593` as the one it is.
WRITTEN = re.compile(r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f]|(?<=\d)[ \u00a0\u202f](?=\d{3}\b))*")

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """How a concept is met: the kind of likeness, what is told of it, and the passage's words that meet it."""

    how: str
    told: str
    by: tuple[str, ...]


class _Held:
    """A passage's distinct words, with their stems: read once, asked of by every concept."""

    def __init__(self, words: list[str], stems: list[str]) -> None:
        self.content = [word for word in words if word not in STOP_WORDS]
        self._written = f" {' '.join(self.content)} "
        self._known = frozenset(self.content)
        self._by_stem: dict[str, str] = {}
        for word, stem in zip(words, stems, strict=True):
            self._by_stem.setdefault(stem, word)

    def find(self, phrase: Phrase) -> tuple[str, ...]:
        """Give the passage's words that have the stems of a whole phrase; none unless all of them do."""
        found = [self._by_stem.get(stem, "") for stem in _stems(phrase)]
        return tuple(found) if all(found) else ()

    def find_part(self, word: str) -> str:
        """Find the shortest word that begins or ends with the query's word, or the other way round."""
        if not self._may_hold_part(word):
            return ""
        near = (other for other in self.content if min(len(other), len(word)) >= SHORTEST_PART)
        near = (other for other in near if _shares_an_end(word, other))
        return min(near, key=lambda other: (len(other), other), default="")

    def _may_hold_part(self, word: str) -> bool:
        # Most words meet nothing, and are told apart five times as fast so.
        return (
            f" {word}" in self._written
            or f"{word} " in self._written
            or any(word[:end] in self._known for end in range(SHORTEST_PART, len(word)))
            or any(word[start:] in self._known for start in range(1, len(word) - SHORTEST_PART + 1))
        )


@lru_cache(maxsize=16_384)
def _grams(word: str) -> frozenset[str]:
    return frozenset(grams_of(word))


@lru_cache(maxsize=16_384)
def _read(written: str) -> tuple[str, str]:
    """Give a word as it is written, normalised, and its stem."""
    word = "".join(tokens(written))
    return word, stem_all([word])[0]


@lru_cache(maxsize=4096)
def _stems(phrase: Phrase) -> tuple[str, ...]:
    return tuple(stem_all(list(phrase)))


def explain(
    asked: Asked, title: str, passage: Stored, meaning: float, themes: Iterable[str], taxonomy: Taxonomy
) -> tuple[tuple[str, ...], Marks]:
    """Say why a passage was found, and mark the words of its text that speak for it.

    `meaning` is the standardised likeness. Every concept of the query is told by the strongest of: the word
    itself, its form in the other written standard, another word for it, a part of a word, a like spelling.
    """
    words = dict.fromkeys(tokens(f"{title} {passage.heading} {passage.text}"))
    held = _Held(list(words), stem_all(list(words)))
    met = [found for concept in asked.concepts if (found := _meet(concept, held))]
    called = [theme for theme in asked.themes if theme in set(themes)]
    told = [
        *(
            f"{how}: {', '.join(dict.fromkeys(one.told for one in met if one.how == how))}"
            for how in _kinds(met)
        ),
        *(["likt i mening"] if meaning >= ALIKE else []),
        *(f"tema: {taxonomy[theme].names['nb']}" for theme in called),
    ]
    return tuple(told) or (NEAREST,), _marks(passage.text, {word for one in met for word in one.by})


def _kinds(met: Sequence[_Met]) -> Iterator[str]:
    for how in ("ord", "målform", "synonym", "del av ord", "lik stavemåte"):
        if any(one.how == how for one in met):
            yield how


def _meet(concept: Wanted, held: _Held) -> _Met | None:
    phrase = " ".join(concept.words)
    if by := held.find(concept.words):
        return _Met("ord", phrase, by)
    others = (("målform", concept.forms), ("synonym", concept.others))
    for how, ways in others:
        for way in ways:
            if by := held.find(way):
                return _Met(how, f"{phrase} ~ {' '.join(by)}", by)
    return _nearly(concept.words[0], others, held) if len(concept.words) == 1 else None


def _nearly(word: str, others: Sequence[tuple[str, Sequence[Phrase]]], held: _Held) -> _Met | None:
    """Tell how a single word is met by a part of a word, by its spelling, or by a part of one of its others."""
    if near := held.find_part(word):
        return _Met("del av ord", f"{word} ~ {near}", (near,))
    if near := _spelt_alike(word, held.content):
        return _Met("lik stavemåte", f"{word} ~ {near}", (near,))
    for how, ways in others:
        for way in ways:
            if len(way) == 1 and (near := held.find_part(way[0])):
                return _Met(how, f"{word} ~ {near}", (near,))
    return None


def _shares_an_end(word: str, other: str) -> bool:
    if len(word) <= len(other):
        return other.startswith(word) or other.endswith(word)
    return word.startswith(other) or word.endswith(other)


def _spelt_alike(word: str, held: list[str]) -> str:
    """Find the word of the passage that shares most 4-grams with the query's word, when they share enough."""
    asked = _grams(word)
    others = {other: _grams(other) for other in held}
    likeness = {other: 2 * len(asked & own) / (len(asked) + len(own)) for other, own in others.items()}
    best = min(likeness, key=lambda other: (-likeness[other], other), default=word)
    return best if likeness.get(best, 0.0) >= LIKE_SPELLING else ""


def _marks(text: str, wanted: set[str]) -> Marks:
    """Find the stretches of a text whose words, normalised, are among the wanted, or have their stems."""
    stems = set(stem_all(sorted(wanted)))
    found = []
    for match in WRITTEN.finditer(text):
        word, stem = _read(match[0])
        if word in wanted or (word not in STOP_WORDS and stem in stems):
            found.append(match.span())
    return tuple(found)
