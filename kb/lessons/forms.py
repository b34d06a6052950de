"""A word's forms in the other written standard of Norwegian: *sjukeheim* is *sykehjem*.

The list is NRK's samnorsk (MIT, see `data/licences/samnorsk.txt`), normalised as `language.normalise` does,
one line a word. Used as expansion, never as replacement: replacing costs a point where both forms occur.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path

LIST = Path(__file__).parent / "data" / "samnorsk.txt"
SHORTEST_PART = 4  # letters of a compound's part that is looked up by itself
SHORTEST_COMPOUND = 7


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """List the other forms of a normalised word; of a compound the list lacks, by its first or last part.

    *sjukeheimsbesøk* gives *sykehjemsbesøk*, since the list has *sjukeheim*. The longest part is taken.
    """
    listed = _listed(word)
    if listed or len(word) < SHORTEST_COMPOUND:
        return listed
    first = _of_first_part(word)
    return tuple(dict.fromkeys([*first, *(form for one in (word, *first) for form in _of_last_part(one))]))


def _of_first_part(word: str) -> list[str]:
    for end in range(len(word) - SHORTEST_PART + 1, SHORTEST_PART - 1, -1):
        if other := _listed(word[:end]):
            return [form + word[end:] for form in other]
    return []


def _of_last_part(word: str) -> list[str]:
    for start in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
        if other := _listed(word[start:]):
            return [word[:start] + form for form in other]
    return []


def _listed(word: str) -> tuple[str, ...]:
    # Found by halving, as building a dictionary of 98 000 words would cost every search 0.1 s.
    lines = _lines()
    place = bisect_left(lines, f"{word} ")
    found = lines[place].split() if place < len(lines) else [""]
    return tuple(found[1:]) if found[0] == word else ()


@cache
def _lines() -> list[str]:
    return LIST.read_text(encoding="utf-8").splitlines()
