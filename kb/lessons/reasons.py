"""Why a passage was found, in Norwegian words a reader can check against the passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.lessons.language import stems, words

if TYPE_CHECKING:
    from kb.lessons.themes import Taxonomy

ALIKE = 1.0  # standard deviations above the mean from which a passage is called like in meaning
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
    told = [
        f"ord: {', '.join(exact)}" if exact else "",
        f"del av ord: {', '.join(parts)}" if parts else "",
        "likt i mening" if meaning >= ALIKE else "",
        *(f"tema: {theme}" for theme in themes),
    ]
    return tuple(reason for reason in told if reason) or ("nærmest av det som finnes",)


def _part(word: str, held: set[str]) -> list[str]:
    """Tell the shortest word of the passage that holds the query's word, or is held by it."""
    near = [
        other
        for other in held
        if min(len(other), len(word)) >= SHORTEST_PART and (word in other or other in word)
    ]
    return [f"{word} ~ {other}" for other in sorted(near, key=lambda other: (len(other), other))[:1]]
