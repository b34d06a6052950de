"""What speaks for each passage when something is searched: measured apart, weighed together in `fusion`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.lessons.words.asked import Asked, Wanted

if TYPE_CHECKING:
    from kb.lessons.models.embedding import Vector
    from kb.lessons.retrieval.shelf import Shelf
    from kb.lessons.words.lexical import Lexicon, Shares

Rows = NDArray[np.intp]
Truths = NDArray[np.bool_]
SIGNALS = ("meaning", "words", "stems", "synonyms", "themes")
FEATURES = ("always", "english", "one word", "length", "known", "english length")
OTHER_FORM = 0.9  # a word in the other written standard counts nearly as itself
SYNONYM = 0.8  # another word for the same
HALF_MET = 0.4  # a share of a synonym's 4-grams that chance gives as well
SMALL = 20  # times as many passages as are asked for: fewer are all measured
CANDIDATES = 1000  # passages whose words are compared with every synonym; the first signals choose them


@dataclass(frozen=True, slots=True)
class Signals:
    """`values` (m, len(SIGNALS)): for the passages in `rows` (m,), ascending; `features` (len(FEATURES),): the query's.

    Meaning is the cosine, standardised over all `count` passages; the others are shares of the query that a
    passage holds, from 0 to 1, each concept weighing what its 4-grams do. `peaks` (len(SIGNALS),) are the
    highest values.
    """

    values: NDArray[np.float32]
    features: NDArray[np.float32]
    rows: Rows
    peaks: NDArray[np.float32]
    count: int

    @classmethod
    def of_all(cls, values: NDArray[np.float32], features: NDArray[np.float32]) -> Signals:
        """Take the values (n, len(SIGNALS)) of all passages there are."""
        return cls(values, features, np.arange(len(values)), values.max(axis=0, initial=-np.inf), len(values))


def measure(
    shelf: Shelf, asked: Asked, vector: Vector, *, admitted: Truths | None = None, most: int | None = None
) -> Signals:
    """Measure all signals for a query with at least one word, and its vector.

    Of a big bank, with `most`, only the documents with the best passages by meaning and words are measured: so
    many of all, and of the `admitted` ones. What a passage has is the same whichever others are measured.
    """
    likeness = _Likeness(shelf, vector)
    shelf.lexicon.read(phrase for concept in asked.concepts for phrase in concept.phrases())
    words, stems, known = _by_words(shelf.lexicon, asked.concepts)
    first = 8 * words
    first += 4 * stems
    first += likeness.nearly
    rows = _worth_measuring(first, shelf, admitted, most)
    best = np.intersect1d(_highest(first, CANDIDATES), rows, assume_unique=True)
    synonyms = np.maximum(words[rows], SYNONYM * stems[rows])
    synonyms[np.searchsorted(rows, best)] = _with_others(shelf.lexicon, best, asked.concepts, words[best])
    by_themes = _by_themes(shelf, asked, vector, rows)
    # Stacked and then turned, so that each signal lies in one piece: a sixth of the time to weigh and compare.
    values = np.stack([likeness.exact(rows), words[rows], stems[rows], synonyms, by_themes]).T
    return Signals(values, _features(asked, known), rows, values.max(axis=0, initial=-np.inf), len(first))


def _features(asked: Asked, known: float) -> NDArray[np.float32]:
    count = sum(len(concept.words) for concept in asked.concepts)
    length = np.log(min(count, 12))
    features = [1.0, asked.english, count == 1, length, known, asked.english * length]
    return np.array(features, np.float32)


class _Likeness:
    """How like the query's meaning passages are: standardised over all, told exactly of those that are asked for."""

    def __init__(self, shelf: Shelf, vector: Vector) -> None:
        self._shelf, self._vector = shelf, vector
        self.nearly = shelf.likenesses(
            vector
        )  # (n,) float32, standardised in place: of a million, each pass tells
        count = max(len(self.nearly), 1)
        self._middle = np.float32(self.nearly.sum() / count)
        self.nearly -= self._middle
        spread = float(np.sqrt(np.dot(self.nearly, self.nearly) / count))
        # A signal that tells nothing apart must not decide by rounding.
        self._spread = np.float32(spread if spread > 1e-6 else 1.0 if spread else np.inf)
        self.nearly /= self._spread

    def exact(self, rows: Rows) -> Vector:
        """Give the standardised likeness of some passages."""
        if self._shelf.scan is None:
            return self.nearly[rows]
        told: Vector = (self._shelf.vectors[rows] @ self._vector - self._middle) / self._spread
        return told


def _highest(values: Vector, count: int) -> Rows:
    return np.argpartition(-values, count)[:count] if len(values) > count else np.arange(len(values))


def _worth_measuring(first: Vector, shelf: Shelf, admitted: Truths | None, most: int | None) -> Rows:
    """List the rows of the `most` documents with the best passages, of all and of the admitted; of a small bank all."""
    if most is None or len(first) <= SMALL * most:
        return np.arange(len(first))
    starts = shelf.starts
    chosen = [_highest(np.maximum.reduceat(first, starts), most)]
    if admitted is not None and not admitted.all():
        there = np.where(admitted, first, -np.inf)
        chosen.append(_highest(np.maximum.reduceat(there, starts), most))
    ends = np.append(starts[1:], len(first))
    return np.concatenate([np.arange(starts[one], ends[one]) for one in np.unique(np.concatenate(chosen))])


def _by_themes(shelf: Shelf, asked: Asked, vector: Vector, rows: Rows) -> Shares:
    """Give how far some passages' themes are the query's, from 0 to 1."""
    if shelf.compass is None or shelf.affinities is None:
        return np.zeros(len(rows), np.float32)
    wanted = shelf.compass.query(vector)
    wanted = np.maximum(wanted, [theme in asked.themes for theme in shelf.compass.themes])
    near: Shares = shelf.affinities[rows] @ (wanted / max(float(wanted.sum()), 1.0)).astype(np.float32)
    return near


def _by_words(lexicon: Lexicon, concepts: Sequence[Wanted]) -> tuple[Shares, Shares, float]:
    """Give the share of the query by 4-grams, the share by stems with synonyms, and how much of it is known."""
    words, stems = np.zeros(lexicon.count, np.float32), np.zeros(lexicon.count, np.float32)
    whole = known = 0.0
    for concept in concepts:
        held, weight = _held(lexicon, concept)
        exact = _exact(lexicon, concept)
        known += weight * float(exact.max(initial=0) > HALF_MET)
        whole += weight
        held *= np.float32(weight)
        words += held
        exact *= np.float32(weight)
        stems += exact
    whole = max(whole, 1e-9)
    words /= np.float32(whole)
    stems /= np.float32(whole)
    return words, stems, known / whole


def _held(lexicon: Lexicon, concept: Wanted) -> tuple[Shares, float]:
    held, weight = lexicon.grams(concept.words)
    for form in concept.forms:
        np.maximum(held, OTHER_FORM * lexicon.grams(form)[0], out=held)
    return held, weight


def _exact(lexicon: Lexicon, concept: Wanted) -> Shares:
    exact = lexicon.stems(concept.words)[0]
    for form in concept.forms:
        lexicon.raise_by_stems(exact, form, OTHER_FORM)
    for other in concept.others:
        lexicon.raise_by_stems(exact, other, SYNONYM)
    return exact


def _with_others(lexicon: Lexicon, best: Rows, concepts: Sequence[Wanted], words: Shares) -> Shares:
    """Give the share of the query by 4-grams at some rows, each concept by the best of its words for it."""
    phrases = [phrase for concept in concepts for phrase in concept.phrases()]
    shares = iter(lexicon.grams_at(best, phrases))
    met, whole = np.zeros(len(best), np.float32), 0.0
    for concept in concepts:
        held, weight = next(shares)
        for _ in concept.forms:
            held = np.maximum(held, OTHER_FORM * next(shares)[0])
        for _ in concept.others:
            held = np.maximum(held, SYNONYM * (next(shares)[0] - HALF_MET) / (1 - HALF_MET))
        met += weight * held
        whole += weight
    either: Shares = np.maximum(met / max(whole, 1e-9), words)
    return either
