"""Why a passage was found, in Norwegian words a reader can check against the passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.lessons.language import grams, stems, words

if TYPE_CHECKING:
    from kb.lessons.themes import Taxonomy

ALIKE = 1.0  # standard deviations above the mean from which a passage is called like in meaning
LIKE_SPELLING = 0.4  # share of 4-grams in common: a letter left out or turned of a long word
SHORTEST_PART = 4  # letters that make a part of a word worth telling


def asked_themes(query: str, taxonomy: Taxonomy) -> list[str]:
    """List the themes that the query calls by name or synonym."""
    asked = f" {' '.join(stems(query))} "
    return [
        theme.id
        for theme in taxonomy.values()
        if any(f" {' '.join(stems(word))} " in asked for word in theme.words)
    ]


def reasons(query: str, passage: str, meaning: float, themes: Sequence[str]) -> tuple[str, ...]:
    """Say why: words in common, parts of words, meaning (standardised score), and the names of themes."""
    held, stemmed = set(words(passage)), set(stems(passage))
    asked = dict.fromkeys(words(query))
    exact = [word for word in asked if stems(word)[0] in stemmed]
    parts = [pair for word in asked if word not in exact for pair in _part(word, held)]
    partly = {pair.split(" ~ ")[0] for pair in parts}
    spelt = [
        pair
        for word in asked
        if word not in exact and word not in partly
        for pair in _spelt_alike(word, held)
    ]
    told = [
        f"ord: {', '.join(exact)}" if exact else "",
        f"del av ord: {', '.join(parts)}" if parts else "",
        f"lik stavemåte: {', '.join(spelt)}" if spelt else "",
        "likt i mening" if meaning >= ALIKE else "",
        *(f"tema: {theme}" for theme in themes),
    ]
    return tuple(reason for reason in told if reason) or ("nærmest av det som finnes",)


def _part(word: str, held: set[str]) -> list[str]:
    """Tell the shortest word of the passage that begins or ends with the query's word, or the other way round."""
    near = [
        other for other in held if min(len(other), len(word)) >= SHORTEST_PART and _shares_an_end(word, other)
    ]
    return [f"{word} ~ {other}" for other in sorted(near, key=lambda other: (len(other), other))[:1]]


def _shares_an_end(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _spelt_alike(word: str, held: set[str]) -> list[str]:
    """Tell the word of the passage that shares most 4-grams with the query's word, when they share enough."""
    asked = set(grams(word))
    others = {other: set(grams(other)) for other in held}
    likeness = {other: 2 * len(asked & own) / (len(asked) + len(own)) for other, own in others.items()}
    best = min(likeness, key=lambda other: (-likeness[other], other), default=word)
    return [f"{word} ~ {best}"] if likeness.get(best, 0.0) >= LIKE_SPELLING else []
