"""A word's forms in the other written standard of Norwegian: *sjukeheim* is *sykehjem*.

The list is NRK's samnorsk (MIT, see `data/licences/samnorsk.txt`), normalised as `language.normalise` does,
one line a word. Used as expansion, never as replacement: replacing costs a point where both forms occur.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

LIST = Path(__file__).parent.parent / "data" / "samnorsk.txt"
SHORTEST_ALONE = 5  # letters of a part beside one the list lacks: shorter ones stand in words by chance
SHORTEST_PART = 4  # letters of a compound's part that is looked up by itself
SHORTEST_COMPOUND, LONGEST_COMPOUND = 7, 60


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """List the other forms of a normalised word; of a compound the list lacks, by its parts.

    *sjukeheimsbesøk* gives *sykehjemsbesøk*, since the list has *sjukeheim*. The longest part is taken.
    """
    listed = _listed(word)
    if listed or not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
        return listed
    if both := _of_both_parts(word):
        return both
    first = _of_first_part(word)
    return tuple(dict.fromkeys([*first, *(form for one in (word, *first) for form in _of_last_part(one))]))


def _of_both_parts(word: str) -> tuple[str, ...]:
    """Write a compound of two listed words anew: *hjemmetjeneste* is *hjemme* and *tjeneste*."""
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        if (one := _listed(word[:end])) and (other := _listed(word[end:])):
            return tuple(first + last for first in one for last in other)
    return ()


def _of_first_part(word: str) -> list[str]:
    for end in range(len(word) - SHORTEST_PART, SHORTEST_ALONE - 1, -1):
        if other := _listed(word[:end]):
            return [form + word[end:] for form in other]
    return []


def _of_last_part(word: str) -> list[str]:
    for start in range(SHORTEST_PART, len(word) - SHORTEST_ALONE + 1):
        if other := _listed(word[start:]):
            return [word[:start] + form for form in other]
    return []


def _listed(word: str) -> tuple[str, ...]:
    # Found by halving: even parting 98 000 lines would cost every search 20 ms.
    text, wanted = _text(), f"{word} ".encode(errors="replace")
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", 0, (low + high) // 2) + 1
        end = text.index(b"\n", start) + 1
        if text.startswith(wanted, start):
            return tuple(text[start:end].decode().split()[1:])
        low, high = (end, high) if text[start:end] < wanted else (low, start)
    return ()


@cache
def _text() -> bytes:
    return LIST.read_bytes()
