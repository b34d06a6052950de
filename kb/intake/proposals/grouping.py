"""The same point told in several places: by meaning where the bank is indexed, by rare words anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.words.language import stems

if TYPE_CHECKING:
    from kb.intake.proposals.records import Proposal
    from kb.lessons.library import Library

Floats = NDArray[np.float32]
MOST = 1000  # of the clearest proposals that are held against each other
# Words alone, and words with meaning, from where two points of different texts are told as one. On the example bank
# all pairs above were read: docs/proposals.md.
WORDS, WORDS_WITH_MEANING, MEANING = 0.5, 0.25, 0.45


@dataclass(frozen=True, slots=True)
class Likeness:
    """The vectors of indexed passages by document: where each begins and ends, centred on the bank's mean."""

    places: dict[str, list[tuple[int, int, Floats]]]

    @classmethod
    def of(cls, library: Library) -> Likeness:
        """Read the vectors of a knowledge base; nothing where none is indexed, for proposing needs no model."""
        from kb.lessons.base.store import Store

        try:
            with closing(Store(library.database)) as store:
                rows = store.passage_ids()
                vectors = store.vectors(library.embedder.name, [number for number, _ in rows])
                where = {
                    row[0]: row[1:] for row in store.fetch("select id, document_id, start, end from passages")
                }
        except KbError:
            return cls({})
        if vectors is None or not len(vectors):
            return cls({})
        centred = vectors - vectors.mean(axis=0)
        places: dict[str, list[tuple[int, int, Floats]]] = {}
        for (number, document), vector in zip(rows, centred, strict=True):
            _, start, end = where[number]
            places.setdefault(document, []).append((start, end, vector))
        return cls(places)

    def vector(self, proposal: Proposal) -> Floats | None:
        """Give the mean of the passages a proposal stands in; None where its text is not indexed as it is."""
        quoted = proposal.quoted
        own = [v for a, b, v in self.places.get(quoted.document, ()) if a < quoted.end and b > quoted.start]
        if not own:
            return None
        mean: Floats = np.mean(own, axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-6)


def grouped(ranked: Sequence[Proposal], likeness: Likeness) -> Iterable[Proposal]:
    """Join proposals of one kind from different texts that say the same; the clearest stands for them."""
    near = _near(ranked[:MOST], likeness)
    joined: set[int] = set()
    told: list[Proposal] = []
    for at, one in enumerate(ranked):
        if at in joined:
            continue
        others = [other for other in near.get(at, ()) if other > at and other not in joined]
        joined.update(others)
        told.append(one.joined_with([ranked[other] for other in others]) if others else one)
    return sorted(told, key=lambda one: -len({source.document for source in one.sources}) * 0.02 - one.score)


def _near(ranked: Sequence[Proposal], likeness: Likeness) -> dict[int, list[int]]:
    if len(ranked) < 2:
        return {}
    words = _words(ranked)
    found = [likeness.vector(one) for one in ranked]
    size = next((len(vector) for vector in found if vector is not None), 1)
    vectors = np.array([np.zeros(size, np.float32) if vector is None else vector for vector in found])
    same = (words >= WORDS) | ((words >= WORDS_WITH_MEANING) & (vectors @ vectors.T >= MEANING))
    places: dict[int, list[int]] = {}
    for a, b in zip(*np.nonzero(np.triu(same, 1)), strict=True):
        if _may_join(ranked[a], ranked[b]):
            places.setdefault(int(a), []).append(int(b))
    return places


def _may_join(one: Proposal, other: Proposal) -> bool:
    return one.kind == other.kind and one.quoted.document != other.quoted.document


def _words(ranked: Sequence[Proposal]) -> Floats:
    """Give the cosines (n, n) of the proposals' stems, weighed by how few have them."""
    own = [frozenset(stems(one.quoted.words)) for one in ranked]
    held = Counter(stem for each in own for stem in each)
    columns = {stem: number for number, stem in enumerate(held)}
    table = np.zeros((len(own), len(columns)), np.float32)
    for row, each in enumerate(own):
        for stem in each:
            table[row, columns[stem]] = log(1 + len(own) / held[stem])
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    cosines: Floats = table @ table.T
    return cosines
