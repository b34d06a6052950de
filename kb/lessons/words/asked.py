"""A query as search reads it: its language, and its concepts with all the ways they may be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from kb.lessons.bank.themes import Taxonomy
from kb.lessons.words.affinity import stemmed_words
from kb.lessons.words.forms import forms
from kb.lessons.words.language import ENGLISH, STOP_WORDS, is_english, stem_all, tokens
from kb.lessons.words.thesaurus import Concept, concepts

MOST_CONCEPTS = 24  # of one query; a whole page pasted as a query is asked by its first words
MOST_SPELLINGS = 8  # of one phrase in the other written standard
MOST_OTHERS = 64  # other words of all concepts together

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One concept of a query: its own words, their forms in the other standard, and synonyms; all normalised."""

    words: Phrase
    forms: tuple[Phrase, ...] = ()
    others: tuple[Phrase, ...] = ()

    def phrases(self) -> tuple[Phrase, ...]:
        """List all ways to say it: its own words, then their forms, then other words."""
        return (self.words, *self.forms, *self.others)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: as it was typed, whether it is English, its concepts in order, and the themes it calls by name."""

    text: str
    english: bool
    concepts: tuple[Wanted, ...]
    themes: tuple[str, ...] = ()


def read_query(text: str, taxonomy: Taxonomy | None = None) -> Asked:
    """Read a query; one without a word has no concepts. English function words are no concepts either."""
    words = tokens(text)
    told = is_english(words)
    skip = STOP_WORDS if told is False else STOP_WORDS | ENGLISH
    found = concepts(text, skip, MOST_CONCEPTS)
    english = _mostly_english(found) if told is None and text.isascii() else bool(told)
    each = max(1, MOST_OTHERS // max(1, len(found)))
    return Asked(
        text,
        english,
        tuple(_wanted(concept, each, english=english) for concept in found),
        _called(words, taxonomy or {}),
    )


def _called(words: list[str], taxonomy: Taxonomy) -> tuple[str, ...]:
    """List the themes that the query calls by name or synonym."""
    asked = f" {' '.join(stem_all(words))} "
    names = tuple(taxonomy)
    called = (names[number] for phrase, number in stemmed_words(taxonomy) if f" {' '.join(phrase)} " in asked)
    return tuple(dict.fromkeys(called))


def _mostly_english(found: Sequence[Concept]) -> bool:
    known = [concept.english for concept in found if concept.english is not None]
    return 2 * sum(known) > len(known)


def _wanted(concept: Concept, most: int, *, english: bool) -> Wanted:
    words = _content(concept.words)
    return Wanted(words, () if english else _forms(words), _first_others(concept.others, most))


def _first_others(written: Sequence[str], most: int) -> tuple[Phrase, ...]:
    found: dict[Phrase, None] = {}
    for other in written:
        if len(found) == most:
            break
        found[_content(tuple(tokens(other)))] = None
    return tuple(found)


def _content(words: Phrase) -> Phrase:
    return tuple(word for word in words if word not in STOP_WORDS) or words


def _forms(words: Phrase) -> tuple[Phrase, ...]:
    """Write a phrase with each word in any of its forms, except as it stands."""
    ways = product(*((word, *forms(word)) for word in words))
    return tuple(islice(ways, 1, MOST_SPELLINGS))
