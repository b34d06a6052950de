"""How much of a phrase each passage holds, read from posting lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.language import grams_of, stem_all
from kb.lessons.postings import IDS, IMPACTS

Fetch = Callable[[str, Sequence[object]], list[Any]]
Shares = NDArray[np.float32]

# Longer lists say little of a passage and cost most: at 100 000 passages a query is twice as fast without.
COMMON = 0.3


@dataclass(frozen=True, slots=True)
class _List:
    """A term's places and impacts among the passages looked at, and its weight (inverse document frequency)."""

    places: NDArray[np.int32]
    impacts: Shares
    weight: float


NOWHERE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The posting lists of a base for some of its passages.

    `places` gives for a passage's id its place among the `count` passages looked at, and `count` where it is
    not one of them; `total` is how many passages the base has.
    """

    fetch: Fetch
    places: NDArray[np.int32]
    count: int
    total: int
    _read: dict[tuple[str, str], _List] = field(default_factory=dict)

    def narrowed(self, places: NDArray[np.intp]) -> Lexicon:
        """Look at some of the passages only, in the order given; weights stay those of the whole base."""
        to = np.full(self.count + 1, len(places), np.int32)
        to[places] = np.arange(len(places), dtype=np.int32)
        return replace(self, places=to[self.places], count=len(places), _read={})

    def grams(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's 4-grams each passage holds, and their weight together."""
        return self._share("gram", [gram for word in phrase for gram in grams_of(word)])

    def stems(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's stems each passage holds, and their weight together."""
        return self._share("stem", stem_all(list(phrase)))

    def holders(self, stems: Sequence[str]) -> NDArray[np.int32]:
        """List the places of the passages that hold all of some stems."""
        lists = [self._list("stem", stem).places for stem in stems]
        return (
            reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists)
            if lists
            else NOWHERE
        )

    def _share(self, kind: str, terms: Iterable[str]) -> tuple[Shares, float]:
        """Sum weighted impacts over the distinct terms; 1 is each term once in a passage of usual length."""
        lists = [self._list(kind, term) for term in dict.fromkeys(terms)]
        held = np.zeros(self.count + 1, np.float32)  # the last place takes what is not looked at
        for one in lists:
            held[one.places] += one.weight * one.impacts
        weight = sum(one.weight for one in lists)
        return np.minimum(held[:-1] / max(weight, 1e-9), 1.0), weight

    def _list(self, kind: str, term: str) -> _List:
        if (kind, term) not in self._read:
            self._read[kind, term] = self._fetched(kind, term)
        return self._read[kind, term]

    def _fetched(self, kind: str, term: str) -> _List:
        sizes = self.fetch(
            "select segment, length(passages) from postings"
            " where segment in (select id from segments) and kind = ? and term = ?",
            (kind, term),
        )
        holders = sum(size for _, size in sizes) // IDS.itemsize
        weight = (
            float(np.log1p((self.total - holders + 0.5) / (holders + 0.5))) if holders <= self.total else 0.0
        )
        if not holders or holders > max(COMMON * self.total, 20):
            return _List(NOWHERE, np.zeros(0, np.float32), weight if not holders else 0.0)
        rows = self.fetch(
            "select passages, impacts from postings"
            " where segment in (select id from segments) and kind = ? and term = ?",
            (kind, term),
        )
        ids = np.frombuffer(b"".join(row[0] for row in rows), IDS)
        impacts = np.frombuffer(b"".join(row[1] for row in rows), IMPACTS).astype(np.float32)
        places = self.places[np.minimum(ids, len(self.places) - 1)]
        there = places < self.count
        return _List(places[there], impacts[there], weight)
