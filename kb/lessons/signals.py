"""What speaks for each passage when something is searched: measured apart, weighed together in `fusion`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.lessons.asked import Asked, Wanted

if TYPE_CHECKING:
    from kb.lessons.embedding import Vector
    from kb.lessons.lexical import Lexicon, Shares
    from kb.lessons.shelf import Shelf

SIGNALS = ("meaning", "words", "stems", "synonyms", "themes")
FEATURES = ("always", "english", "one word", "length", "known", "english length")
OTHER_FORM = 0.9  # a word in the other written standard counts nearly as itself
SYNONYM = 0.8  # another word for the same
HALF_MET = 0.4  # a share of a synonym's 4-grams that chance gives as well
CANDIDATES = 1000  # passages whose words are compared with every synonym; the first signals choose them


@dataclass(frozen=True, slots=True)
class Signals:
    """`values` (n, len(SIGNALS)): for each passage; `features` (len(FEATURES),): of the query itself.

    Meaning is the cosine, standardised over all passages; the others are shares of the query that a passage
    holds, from 0 to 1, each concept weighing what its 4-grams do.
    """

    values: NDArray[np.float32]
    features: NDArray[np.float32]


def measure(shelf: Shelf, asked: Asked, vector: Vector) -> Signals:
    """Measure all signals of all passages for a query with at least one word, and its vector."""
    meaning = _standardise(shelf.vectors @ vector)
    words, stems, known = _by_words(shelf.lexicon, asked.concepts)
    first = meaning + 8 * words + 4 * stems
    best = (
        np.argpartition(-first, CANDIDATES)[:CANDIDATES] if len(first) > CANDIDATES else np.arange(len(first))
    )
    synonyms = np.maximum(words, SYNONYM * stems)
    synonyms[best] = _with_others(shelf.lexicon.narrowed(best), asked.concepts, words[best])
    count = sum(len(concept.words) for concept in asked.concepts)
    length = np.log(min(count, 12))
    features = [1.0, asked.english, count == 1, length, known, asked.english * length]
    # Stacked and then turned, so that each signal lies in one piece: a sixth of the time to weigh and compare.
    values = np.stack([meaning, words, stems, synonyms, _by_themes(shelf, asked, vector)]).T
    return Signals(values, np.array(features, np.float32))


def _by_themes(shelf: Shelf, asked: Asked, vector: Vector) -> Shares:
    """Give how far the passages' themes are the query's, from 0 to 1."""
    if shelf.compass is None or shelf.affinities is None:
        return np.zeros(len(shelf.ids), np.float32)
    wanted = shelf.compass.query(vector)
    wanted = np.maximum(wanted, [theme in asked.themes for theme in shelf.compass.themes])
    near: Shares = shelf.affinities @ (wanted / max(float(wanted.sum()), 1.0)).astype(np.float32)
    return near


def _standardise(values: Vector) -> Vector:
    spread = float(values.std()) if len(values) else 0.0
    # A signal that tells nothing apart must not decide by rounding.
    standard: Vector = (values - values.mean()) / (spread if spread > 1e-6 else 1.0) if spread else values * 0
    return standard


def _by_words(lexicon: Lexicon, concepts: Sequence[Wanted]) -> tuple[Shares, Shares, float]:
    """Give the share of the query by 4-grams, the share by stems with synonyms, and how much of it is known."""
    words, stems = np.zeros(lexicon.count, np.float32), np.zeros(lexicon.count, np.float32)
    whole = known = 0.0
    for concept in concepts:
        held, weight = _held(lexicon, concept)
        exact = _exact(lexicon, concept)
        words += weight * held
        stems += weight * exact
        whole += weight
        known += weight * float(exact.max(initial=0) > HALF_MET)
    whole = max(whole, 1e-9)
    return words / whole, stems / whole, known / whole


def _held(lexicon: Lexicon, concept: Wanted) -> tuple[Shares, float]:
    held, weight = lexicon.grams(concept.words)
    for form in concept.forms:
        held = np.maximum(held, OTHER_FORM * lexicon.grams(form)[0])
    return held, weight


def _exact(lexicon: Lexicon, concept: Wanted) -> Shares:
    exact = lexicon.stems(concept.words)[0]
    for form in concept.forms:
        lexicon.raise_by_stems(exact, form, OTHER_FORM)
    for other in concept.others:
        lexicon.raise_by_stems(exact, other, SYNONYM)
    return exact


def _with_others(lexicon: Lexicon, concepts: Sequence[Wanted], words: Shares) -> Shares:
    """Give the share of the query by 4-grams, each concept by the best of its words for it."""
    met, whole = np.zeros(lexicon.count, np.float32), 0.0
    for concept in concepts:
        held, weight = _held(lexicon, concept)
        for other in concept.others:
            share = (lexicon.grams(other)[0] - HALF_MET) / (1 - HALF_MET)
            held = np.maximum(held, SYNONYM * share)
        met += weight * held
        whole += weight
    best: Shares = np.maximum(met / max(whole, 1e-9), words)
    return best
