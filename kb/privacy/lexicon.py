"""What is known of words that begin with a capital: names of all kinds, and what is no name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kb.privacy.wordlists import ends

# given: a given name and nothing else; word: a given name that is also a word; surname: a name also where it
# stands alone; farm: a surname that is also a place; other: no name; caps: an abbreviation; unknown: on no list.
Sort = Literal["given", "word", "surname", "farm", "other", "caps", "unknown"]
_GIVEN_ENDS = ("hild", "bjørg", "laug", "frid", "veig", "bjørn", "mund", "leif", "geir")
_LONG_NOUN = 7  # letters from which a word in -en or -et is taken for a definite noun
_SHORTEST_SMALL = 4  # letters from which a name written small is looked for


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, each word with its capital.

    `small` are given names that are words when written small, `small_given` those that are names even so.
    """

    given: frozenset[str]
    words: frozenset[str]
    surnames: frozenset[str]
    farms: frozenset[str]
    others: frozenset[str]
    small: frozenset[str]
    small_given: frozenset[str]

    def sort(self, word: str) -> Sort:
        """Tell what a word with a capital is, a genitive and a word in capitals only among them."""
        sort = self._plain_sort(word)
        if sort in ("unknown", "caps") and word.isupper() and len(word) >= _SHORTEST_SMALL:
            folded = self._plain_sort(word.capitalize())
            return folded if folded != "unknown" else "caps"
        if sort == "unknown" and word.endswith("s"):
            return self._plain_sort(word[:-1])
        return sort

    def is_small_given(self, word: str) -> bool:
        """Tell whether a word written small is a given name and no other word."""
        return word in self.small_given

    def is_small_surname(self, word: str) -> bool:
        """Tell whether a word written small is a surname."""
        return len(word) >= _SHORTEST_SMALL and word.capitalize() in self.surnames | self.farms

    def _plain_sort(self, word: str) -> Sort:
        kinds: tuple[tuple[Sort, frozenset[str]], ...] = (
            ("given", self.given),
            ("word", self.words),
            ("surname", self.surnames),
            ("farm", self.farms),
            ("other", self.others),
        )
        known = next((sort for sort, words in kinds if word in words), None)
        if known:
            return known
        return "caps" if len(word) > 1 and word.isupper() else "unknown"


def looks_noun(word: str) -> bool:
    """Tell whether a word is built as one for a thing or a body: “Helsetjenester”, “Servicetorget”."""
    return word.endswith(ends("beside", "nouns"))


def looks_body(word: str) -> bool:
    """Tell whether a word is built as a body, a firm or a law, or in the definite form: “Kriseledelsen”."""
    small = word.lower()
    if looks_noun(small) or small.endswith(ends("beside", "bodies")):
        return True
    if len(small) < _LONG_NOUN:
        return False
    farm = small.endswith("en") and small.endswith(ends("beside", "surnames_en"))
    return (small.endswith("en") and not farm) or (small.endswith("et") and not small.endswith("set"))


def looks_common(word: str) -> bool:
    """Tell whether a word that begins a sentence or a title is built as a body or a common word: “Naturligvis”."""
    return looks_body(word) or word.lower().endswith(ends("beside", "common"))


def looks_plural(word: str) -> bool:
    """Tell whether a word is built as one for many: “Lærere”, “Omdisponerte”."""
    return word.endswith(ends("beside", "plurals"))


def looks_given(word: str) -> bool:
    """Tell whether a word is built as a Norwegian given name of two parts, such as Gudveig."""
    return word.removesuffix("s").endswith(_GIVEN_ENDS) and len(word) > 5


@cache
def lexicon() -> Lexicon:
    """Read the lists that come with the package."""
    names = ("given", "words", "surnames", "farms", "others")
    given, words, surnames, farms, others = (_read(f"{name}.txt") for name in names)
    small = frozenset(word for word in others if word[0].islower())
    given -= words
    small_given = frozenset(word.lower() for word in given if len(word) >= _SHORTEST_SMALL) - small
    return Lexicon(given, words, surnames, farms, others - small, small, small_given)


def _read(file: str) -> frozenset[str]:
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
