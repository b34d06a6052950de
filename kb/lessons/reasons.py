"""Why a passage was found, in Norwegian words a reader can check against the passage, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.lessons.asked import Asked, Phrase, Wanted
from kb.lessons.language import STOP_WORDS, WORD, grams_of, normalise, stem_all, tokens

if TYPE_CHECKING:
    from kb.lessons.store import Stored
    from kb.lessons.themes import Taxonomy

ALIKE = 1.0  # standard deviations above the mean from which a passage is called like in meaning
LIKE_SPELLING = 0.4  # share of 4-grams in common: a letter left out or turned of a long word
SHORTEST_PART = 4  # letters that make a part of a word worth telling
NEAREST = "nærmest av det som finnes"
UNSURE = "ingen sikre treff"

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """How a concept is met: the kind of likeness, what is told of it, and the passage's words that meet it."""

    how: str
    told: str
    by: tuple[str, ...]


def explain(
    asked: Asked, title: str, passage: Stored, meaning: float, themes: Iterable[str], taxonomy: Taxonomy
) -> tuple[tuple[str, ...], Marks]:
    """Say why a passage was found, and mark the words of its text that speak for it.

    `meaning` is the standardised likeness. Every concept of the query is told by the strongest of: the word
    itself, its form in the other written standard, another word for it, a part of a word, a like spelling.
    """
    held = dict.fromkeys(tokens(f"{title} {passage.heading} {passage.text}"))
    met = [found for concept in asked.concepts if (found := _meet(concept, list(held)))]
    called = [theme for theme in asked.themes if theme in set(themes)]
    told = [
        *(
            f"{how}: {', '.join(dict.fromkeys(one.told for one in met if one.how == how))}"
            for how in _kinds(met)
        ),
        *(["likt i mening"] if meaning >= ALIKE else []),
        *(f"tema: {taxonomy[theme].names['nb']}" for theme in called),
    ]
    return tuple(told) or (NEAREST,), _marks(passage.text, {word for one in met for word in one.by})


def _kinds(met: Sequence[_Met]) -> Iterator[str]:
    for how in ("ord", "målform", "synonym", "del av ord", "lik stavemåte"):
        if any(one.how == how for one in met):
            yield how


def _meet(concept: Wanted, held: list[str]) -> _Met | None:
    phrase = " ".join(concept.words)
    if by := _stand_in(concept.words, held):
        return _Met("ord", phrase, by)
    for form in concept.forms:
        if by := _stand_in(form, held):
            return _Met("målform", f"{phrase} ~ {' '.join(by)}", by)
    for other in concept.others:
        if by := _stand_in(other, held):
            return _Met("synonym", f"{phrase} ~ {' '.join(by)}", by)
    if len(concept.words) == 1:
        word = concept.words[0]
        near = _part(word, held) or _spelt_alike(word, held)
        if near:
            return _Met(near[0], f"{word} ~ {near[1]}", (near[1],))
        for form in (*concept.forms, *concept.others):
            if len(form) == 1 and (near := _part(form[0], held)):
                return _Met("synonym", f"{word} ~ {near[1]}", (near[1],))
    return None


def _stand_in(phrase: Phrase, held: list[str]) -> tuple[str, ...]:
    """Give the passage's words that have the stems of a whole phrase; none unless all of them do."""
    stems: dict[str, str] = {}
    for word, stem in zip(held, stem_all(held), strict=True):
        stems.setdefault(stem, word)
    wanted = stem_all(list(phrase))
    return tuple(stems[stem] for stem in wanted) if all(stem in stems for stem in wanted) else ()


def _part(word: str, held: list[str]) -> tuple[str, str] | None:
    """Find the shortest word that begins or ends with the query's word, or the other way round."""
    near = [
        other
        for other in held
        if other not in STOP_WORDS
        and min(len(other), len(word)) >= SHORTEST_PART
        and _shares_an_end(word, other)
    ]
    return ("del av ord", min(near, key=lambda other: (len(other), other))) if near else None


def _shares_an_end(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _spelt_alike(word: str, held: list[str]) -> tuple[str, str] | None:
    """Find the word of the passage that shares most 4-grams with the query's word, when they share enough."""
    asked = set(grams_of(word))
    others = {other: set(grams_of(other)) for other in held if other not in STOP_WORDS}
    likeness = {other: 2 * len(asked & own) / (len(asked) + len(own)) for other, own in others.items()}
    best = min(likeness, key=lambda other: (-likeness[other], other), default=word)
    return ("lik stavemåte", best) if likeness.get(best, 0.0) >= LIKE_SPELLING else None


def _marks(text: str, wanted: set[str]) -> Marks:
    """Find the stretches of a text whose words, normalised, are among the wanted, or have their stems."""
    stems = set(stem_all(sorted(wanted)))
    found = []
    for match in WORD.finditer(text):
        word = normalise(match[0])
        if word in wanted or (word not in STOP_WORDS and stem_all([word])[0] in stems):
            found.append(match.span())
    return tuple(found)
