"""Pairs that the query adapter learns from: what a passage is called, its other languages, its words otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from train_queries import Chance, Words
from train_texts import Pair, make_pairs

from kb.lessons.words.language import STOP_WORDS, stem_all, tokens
from kb.lessons.words.thesaurus import entries_for

MOST = {"heading": 4000, "law": 1500, "en": 3000, "nn": 1500}  # pairs of a kind, drawn by chance
OTHERWISE = 0.6  # of the keyword searches say what the passage says by the thesaurus's other words


def make_searches(corpus: Path, seed: int) -> list[Pair]:
    """Draw pairs of four kinds, and make one search by keywords for each passage of a heading or a law."""
    chance = Chance(seed)
    pairs = make_pairs(corpus, seed)
    drawn = [pair for kind, most in MOST.items() for pair in _draw(pairs, kind, most, chance)]
    passages = {pair.passage for pair in drawn if pair.kind in {"heading", "law"}}
    asked = [pair for pair in pairs if pair.kind == "keyword" and pair.passage in passages]
    words = Words([pair.passage for pair in asked], {})
    return drawn + [_ask(pair, words, chance) for pair in asked]


def _draw(pairs: Sequence[Pair], kind: str, most: int, chance: Chance) -> list[Pair]:
    own = [pair for pair in pairs if pair.kind == kind]
    return chance.sample(own, min(most, len(own)))


def _ask(pair: Pair, words: Words, chance: Chance) -> Pair:
    if chance.random() < OTHERWISE and (query := say_otherwise(pair.passage, words, chance)):
        return pair._replace(query=query)
    return pair


def say_otherwise(passage: str, words: Words, chance: Chance) -> str:
    """Say up to three words of a passage by other words of the thesaurus, English ones too; often the rarer.

    Sometimes one of the passage's own words stands beside them. Empty where none is known.
    """
    told = [word for word in dict.fromkeys(tokens(passage)) if word not in STOP_WORDS and len(word) > 3]
    telling = {word: words.weigh(word) * chance.random() for word in told}
    likely = sorted(telling, key=lambda word: -telling[word])
    picked = [word for word in likely if others(word)][: chance.choice((1, 1, 2, 2, 3))]
    query = [chance.choice(others(word)) for word in picked]
    if len(query) > 1 and chance.random() < 0.4:
        query.append(likely[0])
    return " ".join(query)


@cache
def others(word: str) -> tuple[str, ...]:
    """List the words that stand with a word in the thesaurus, in all its languages."""
    stems = tuple(stem_all([word]))
    return tuple(entry.word for entry in entries_for(stems) if entry.stems != stems)
