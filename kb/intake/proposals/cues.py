"""Words and headings by which learning is seen: found in a text, and counted as what they say together."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
GOOD = frozenset("😊🙂😀😃😄😁👍✅✔☺💪🎉👏🟢⭐❤")
BAD = frozenset("☹🙁😟😞😕😢😡👎❌⚠🔴🚩✖")
TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|–")
NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
MOST_KNOWN = 50_000  # words of which it is remembered what begins with them
MOST = 3  # of one group in a passage; more say nothing more
# What turns a word about: «ikke krevende» is no fault, and «ikke bra» no strength.
_NOT = "ikke ikkje uten utan ingen slapp slipper slepp not without no"
_BETWEEN = "så særlig særleg lenger lenger noen noe nokon noko store stor any so very å lite"
NOT, BETWEEN = frozenset(_NOT.split()), frozenset(_BETWEEN.split())
AFTER = frozenset(("ikke", "ikkje", "not", "dårlig", "dårleg"))
FLIPPED = {"fault": "worked", "worked": "fault", "gain": "lack"}

Words = tuple[str, ...]
Hit = tuple[str, str]  # a group, and the words that were found of it


@dataclass(frozen=True, slots=True)
class Cues:
    """Groups of words: what is told of each by language, and all words by their first, `*` for any ending."""

    why: Mapping[str, Mapping[str, str]]
    first: dict[str, list[tuple[Words, str]]] = field(default_factory=dict)
    known: dict[str, tuple[tuple[Words, str], ...]] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> Words:
        """The groups, in the file's order."""
        return tuple(self.why)

    def find(self, text: str) -> Iterator[Hit]:
        """Find all words of all groups in a text; of one group no word is counted twice."""
        tokens = TOKEN.findall(text.lower())
        taken: dict[str, int] = {}
        for at, token in enumerate(tokens):
            for words, group in self._begun(token):
                if taken.get(group, 0) <= at and _stands(words, tokens, at):
                    taken[group] = at + len(words)
                    start, end = at, at + len(words)
                    if group in FLIPPED:
                        start, end = _with_denial(tokens, start, end)
                    turned = end - start > len(words)
                    yield FLIPPED[group] if turned else group, " ".join(tokens[start:end])

    def _begun(self, token: str) -> tuple[tuple[Words, str], ...]:
        """List what may begin with a token; most words of a language come again and again."""
        if token not in self.known:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            stems = (token, *(f"{token[:length]}*" for length in range(3, len(token) + 1)))
            self.known[token] = tuple(one for stem in stems for one in self.first.get(stem, ()))
        return self.known[token]


def _with_denial(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Widen a stretch of words by what turns it about, where that is said."""
    before = start - 2 if start > 1 and tokens[start - 1] in BETWEEN else start - 1
    if before >= 0 and tokens[before] in NOT:
        return before, end
    return start, end + int(end < len(tokens) and tokens[end] in AFTER)


def _stands(words: Words, tokens: Sequence[str], at: int) -> bool:
    if at + len(words) > len(tokens):
        return False
    rest = zip(words[1:], tokens[at + 1 : at + len(words)], strict=True)
    return all(token.startswith(word[:-1]) if word[-1] == "*" else token == word for word, token in rest)


@cache
def _read(file: str) -> Cues:
    read = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    cues = Cues({name: own.get("why", {}) for name, own in read.items()})
    for name, own in read.items():
        for phrase in own["words"]:
            words = tuple(re.findall(r"[^\W_]+(?:-[^\W_]+)*\*?|–", phrase.lower()))
            cues.first.setdefault(words[0], []).append((words, name))
    for listed in cues.first.values():
        listed.sort(key=lambda one: -len(one[0]))  # the longest words stand for themselves
    return cues


def word_cues() -> Cues:
    """Give the groups of words in passages."""
    return _read("cues.toml")


def heading_cues() -> Cues:
    """Give the groups of words in headings."""
    return _read("headings.toml")


@cache
def features() -> Words:
    """Name what is counted of a passage, in order."""
    headings = tuple(f"heading {name}" for name in heading_cues().names)
    return (*word_cues().names, *headings, *_shape(""))


def count(text: str, heading: str) -> dict[str, float]:
    """Count each feature of a passage under its heading path."""
    found = dict.fromkeys(features(), 0.0)
    for group, number in Counter(group for group, _ in word_cues().find(text)).items():
        found[group] = min(number, MOST) ** 0.5
    found |= {f"heading {name}": 1.0 for name in headed(heading)}
    return found | _shape(text)


@cache
def headed(heading: str) -> frozenset[str]:
    """Name the groups that a heading path belongs to."""
    return frozenset(group for group, _ in heading_cues().find(heading))


def _shape(text: str) -> dict[str, float]:
    words = len(text.split())
    return {
        "good mark": float(not GOOD.isdisjoint(text)),
        "bad mark": float(not BAD.isdisjoint(text)),
        "question": float(text.rstrip(" »”\"'*").endswith("?")),
        "figures": len(NUMBER.findall(text)) / max(words, 1),
        "short": float(words < 6),
        "verbless": float(words < 4),
        "quoted": float(text.lstrip("*- ").startswith(("–", "«", "“"))),
    }
