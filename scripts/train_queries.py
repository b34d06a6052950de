"""Made queries for a passage: some of its telling words, as a reader half remembers them, or a sentence."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

WORD = re.compile(r"\w+")
LETTERS = "aeiorstnl"


class Chance(random.Random):
    """Seeded chance for training data; no secret hangs on it."""


class Words:
    """How telling each word is over many texts, and its form in the other written Norwegian."""

    def __init__(self, texts: Sequence[str], forms: dict[str, list[str]]) -> None:
        self._texts = len(texts)
        self._found = Counter(word for text in texts for word in set(WORD.findall(text.lower())))
        self.forms = forms

    def weigh(self, word: str) -> float:
        """Return the word's inverse document frequency, the natural logarithm of how rare it is."""
        return math.log((self._texts + 1) / (self._found[word] + 1))


def make_queries(text: str, words: Words, chance: Chance) -> Iterator[tuple[str, str, str]]:
    """Give a query of keywords, one of a sentence's longest words and one of a sentence, each with a passage."""
    told = [
        word for word in dict.fromkeys(WORD.findall(text.lower())) if len(word) > 3 and not word.isdigit()
    ]
    if len(told) < 5:
        return
    picked = sorted(told, key=lambda word: -words.weigh(word) * chance.random())[
        : chance.choice((1, 2, 2, 3, 4))
    ]
    yield " ".join(_remember(word, words, chance) for word in picked), text, "keyword"
    sentence = chance.choice(cut_sentences(text))
    marks = WORD.findall(sentence)
    if len(marks) < 6:
        return
    other = [chance.choice(words.forms.get(word, [word])) for word in dict.fromkeys(marks)]
    yield " ".join(sorted(other, key=lambda word: (-len(word), word))[:4]), sentence, "longest"
    kept = [word for word in marks if chance.random() < 0.6]
    rest = text if chance.random() < 0.3 else text.replace(sentence, " ")
    if len(kept) > 2 and len(rest.split()) > 12:
        yield " ".join(kept), rest, "sentence"


def cut_sentences(text: str) -> list[str]:
    """Cut a text after `.`, `!`, `?` and `:` that a space follows."""
    return re.split(r"(?<=[.!?:]) +", text)


def _remember(word: str, words: Words, chance: Chance) -> str:
    """Return the word, its form in the other written language, misspelt, or a part of a compound."""
    throw = chance.random()
    if throw < 0.35 and word in words.forms:
        return chance.choice(words.forms[word])
    if throw > 0.9 and len(word) > 5:
        return _misspell(word, chance)
    if throw > 0.75 and len(word) > 9:
        cut = chance.randrange(4, len(word) - 4)
        return word[:cut] if chance.random() < 0.5 else word[cut:]
    return word


def _misspell(word: str, chance: Chance) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        (
            before + after,
            before + 2 * letter + after,
            before + after[0] + letter + after[1:],
            before + chance.choice(LETTERS) + after,
        )
    )
