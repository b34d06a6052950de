"""Norwegian words as search sees them: normalised, without stop words, as stems and as character 4-grams."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Protocol, cast

GRAM = (
    4  # letters; the strongest single lexical signal measured for Norwegian: finds compounds from both ends
)
WORD = re.compile(r"[^\W_]+")
SPACED_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
# Letters of neighbours towards ours first, then, with all other marks gone, `aa` towards `å`.
LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "\u00ad": None})
SPELLINGS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
KEPT_MARKS = {"å", "æ", "ø"}

STOP_WORDS = frozenset(
    word
    for line in (Path(__file__).parent / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


def normalise(text: str) -> str:
    """Lower the case, compose letters, fold spellings towards å, æ, ø and join `35 593` to one number."""
    lowered = unicodedata.normalize("NFC", text.lower()).translate(LETTERS)
    folded = "".join(_without_mark(letter) for letter in lowered)
    for written, meant in SPELLINGS:
        folded = folded.replace(written, meant)
    return SPACED_NUMBER.sub("", folded)


def _without_mark(letter: str) -> str:
    if letter.isascii() or letter in KEPT_MARKS:
        return letter
    return "" if unicodedata.combining(letter) else unicodedata.normalize("NFD", letter)[0]


def words(text: str) -> list[str]:
    """List the words that carry meaning, in order; all words when nothing else is left."""
    found = WORD.findall(normalise(text))
    return [word for word in found if word not in STOP_WORDS] or found


def stems(text: str) -> list[str]:
    """List the Snowball stems (Norwegian) of `words`."""
    return _stemmer().stemWords(words(text))


def grams(text: str) -> list[str]:
    """List the character 4-grams of `words`, each word framed by underscores; short words stay whole."""
    return [gram for word in words(text) for gram in _grams(f"_{word}_")]


def _grams(framed: str) -> list[str]:
    return [framed[i : i + GRAM] for i in range(max(1, len(framed) - GRAM + 1))]


class _Stemmer(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...


@cache
def _stemmer() -> _Stemmer:
    import Stemmer

    return cast(_Stemmer, Stemmer.Stemmer("norwegian"))
