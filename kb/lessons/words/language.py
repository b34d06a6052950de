"""Norwegian words as search sees them: normalised, without stop words, as stems and as character 4-grams."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, cast

GRAM = (
    4  # letters; the strongest single lexical signal measured for Norwegian: finds compounds from both ends
)
WORD = re.compile(r"[^\W_]+")
SPACED_NUMBER = re.compile(r"(\d)[ \u00a0\u202f](?=\d{3}\b)")
# Letters of neighbours towards ours first, then, with all other marks gone, `aa` towards `å`.
LETTERS = (("ä", "æ"), ("ö", "ø"), ("\u00ad", ""))
SPELLINGS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
MARKED = re.compile(r"[^\x00-\x7fåæø]+")  # letters that are neither ASCII nor ours


# Function words of both languages, which tell nothing of a query's.
SHARED = frozenset(
    {"all", "an", "at", "by", "do", "for", "her", "i", "in", "is", "me", "no", "over", "so", "to", "under"}
)


def is_english(words: Iterable[str]) -> bool | None:
    """Tell by function words whether normalised words are English; None where they do not tell."""
    found = [word for word in words if word in STOP_WORDS | ENGLISH and word not in SHARED]
    english = sum(word in ENGLISH for word in found)
    return None if 2 * english == len(found) else 2 * english > len(found)


def normalise(text: str) -> str:
    """Lower the case, compose letters, fold spellings towards å, æ, ø and join `35 593` to one number."""
    folded = unicodedata.normalize("NFC", text.lower())
    for written, meant in LETTERS:
        folded = folded.replace(written, meant)
    folded = MARKED.sub(_without_marks, folded)
    for written, meant in SPELLINGS:
        folded = folded.replace(written, meant)
    return SPACED_NUMBER.sub(r"\1", folded)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(
        "" if unicodedata.combining(letter) else unicodedata.normalize("NFD", letter)[0]
        for letter in found[0]
    )


def tokens(text: str) -> list[str]:
    """List all words, normalised, in order."""
    return WORD.findall(normalise(text))


def _read_words(file: str) -> frozenset[str]:
    lines = (Path(__file__).parent.parent / "data" / file).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in tokens(line))


STOP_WORDS = _read_words("stopwords.txt")
ENGLISH = _read_words("english.txt")  # by which English is told from Norwegian


def words(text: str) -> list[str]:
    """List the words that carry meaning, in order; all words when nothing else is left."""
    found = tokens(text)
    return [word for word in found if word not in STOP_WORDS] or found


def stem_all(normalised: list[str]) -> list[str]:
    """Give the Snowball stems (Norwegian) of normalised words."""
    return _stemmer().stemWords(normalised)


def stems(text: str) -> list[str]:
    """List the stems of `words`."""
    return stem_all(words(text))


def grams(text: str) -> list[str]:
    """List the character 4-grams of `words`, each word framed by underscores; short words stay whole."""
    return [gram for word in words(text) for gram in grams_of(word)]


def grams_of(word: str) -> list[str]:
    """List the character 4-grams of one normalised word."""
    framed = f"_{word}_"
    return [framed[i : i + GRAM] for i in range(max(1, len(framed) - GRAM + 1))]


class _Stemmer(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...


@cache
def _stemmer() -> _Stemmer:
    import Stemmer

    return cast(_Stemmer, Stemmer.Stemmer("norwegian"))
