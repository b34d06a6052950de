"""Words of a text with their places, and whether one is another's inflection.

Snowball takes *leder* and *ledelse* for one word and *leder* and *ledere* for two; a figure must not be
held against the wrong group for that. Here two words are one when what is left after the letters they share
is an ending in both: *leder* and *lederne*, *tjenester* and *tjenestene*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.lessons.words.language import normalise

# Of nouns and adjectives, and of past tenses, in bokmål, nynorsk and English.
NOUNS = (
    "a",
    "ane",
    "anes",
    "ar",
    "e",
    "en",
    "ene",
    "enes",
    "ens",
    "er",
    "ers",
    "es",
    "et",
    "ets",
    "n",
    "ne",
    "nes",
    "r",
    "s",
)
TENSES = ("d", "de", "ed", "t", "te")
SHORTEST = 4  # letters before an ending; shorter words are taken as they are
# A word parted at the end of a line, as on slides, is one: *svar-* and *prosent*.
_WORD = re.compile(r"[^\W\d_]+(?:-[ \t\r]{0,3}\n\s{0,8}(?=[a-zæøå])[^\W\d_]+)?")
_PARTING = re.compile(r"-\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and how it is written in small letters."""

    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    """List the words in order, normalised as for search."""
    return [Word(*found.span(), _normal(_PARTING.sub("", found[0]))) for found in _WORD.finditer(text)]


@lru_cache(maxsize=8192)
def roots(word: str) -> frozenset[str]:
    """Give a word of a text and all that it may be an inflection of."""
    return _without(word, NOUNS + TENSES)


@lru_cache(maxsize=8192)
def key_roots(word: str) -> frozenset[str]:
    """Give a word to look for, and its stem as a noun; a text says it where their roots meet.

    Its tense stays: *svarte* is said by *svart*, not by *svar*.
    """
    return _without(word, NOUNS)


def _without(word: str, endings: tuple[str, ...]) -> frozenset[str]:
    bare = (word[: -len(end)] for end in endings if word.endswith(end))
    return frozenset({word, *(root for root in bare if len(root) >= SHORTEST)})


@lru_cache(maxsize=8192)
def _normal(word: str) -> str:
    return normalise(word)
