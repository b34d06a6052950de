"""How much of a phrase each passage holds, read from posting lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.language import grams_of, stem_all
from kb.lessons.postings import IDS, IMPACTS

Fetch = Callable[[str, Sequence[object]], list[Any]]
Shares = NDArray[np.float32]

# Lists of more passages than this share say little of each and cost most; in a small bank there are no such.
COMMON, FEW = 0.3, 20
MOST_KEPT = 8_000_000  # places, 64 MB
# One statement a term: what is too long to be of use is measured and not read.
READ = (
    "select length(passages), iif(length(passages) > ?, x'', passages), iif(length(passages) > ?, x'', impacts)"
    " from postings where segment in (select id from segments) and kind = ? and term = ?"
)

GONE = "select coalesce(sum(passages), 0) - ? from segments"
HOLDING = (
    "select passages from postings"
    " where segment in (select id from segments) and kind = 'stem' and term = ? order by segment"
)


@dataclass(frozen=True, slots=True)
class _List:
    """A term's places and impacts among the passages looked at, and its weight (inverse document frequency)."""

    places: NDArray[np.int32]
    impacts: Shares
    weight: float


NOWHERE = np.zeros(0, np.int32)


class _Kept:
    """Lists read before, the oldest let go of when they are more than `MOST_KEPT` places together."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], _List] = {}
        self._places = 0

    def get(self, kind: str, term: str, read: Callable[[str, str], _List]) -> _List:
        found = self._lists.get((kind, term))
        if found is None:
            found = self._lists[kind, term] = read(kind, term)
            self._places += len(found.places)
            while self._places > MOST_KEPT and len(self._lists) > 1:
                self._places -= len(self._lists.pop(next(iter(self._lists))).places)
        return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The posting lists of a base for some of its passages.

    `places` gives for a passage's id its place among all `total` passages, and `total` where it is none of them.
    `count` passages are looked at: all, or those that `chosen` gives a new place (`count` for the others).
    """

    fetch: Fetch
    places: NDArray[np.int32]
    count: int
    total: int
    chosen: NDArray[np.int32] | None = None
    _kept: _Kept = field(default_factory=_Kept)
    _seen: dict[tuple[str, str], _List] = field(default_factory=dict)

    def narrowed(self, places: NDArray[np.intp]) -> Lexicon:
        """Look at some of all passages only, in the order given; weights stay those of the whole base."""
        chosen = np.full(self.total + 1, len(places), np.int32)
        chosen[places] = np.arange(len(places), dtype=np.int32)
        return replace(self, count=len(places), chosen=chosen, _seen={})

    def grams(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's 4-grams each passage holds, and their weight together.

        A share is 1 where each is held once, in a passage of usual length, or more often; it is cut there.
        """
        return self._share("gram", [gram for word in phrase for gram in grams_of(word)])

    def stems(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's stems each passage holds, and their weight together."""
        return self._share("stem", stem_all(list(phrase)))

    def raise_by_stems(self, shares: Shares, phrase: Iterable[str], factor: float) -> None:
        """Raise `shares` (count,) to `factor` times a phrase's stems' share, where that is more.

        Only the few passages that hold one of them are touched: a query has dozens of such phrases.
        """
        lists = self._lists("stem", stem_all(list(phrase)))
        weight = max(sum(one.weight for one in lists), 1e-9)
        places = np.concatenate([one.places for one in lists])
        held = np.concatenate([one.impacts * np.float32(one.weight / weight) for one in lists])
        if len(lists) > 1:
            places, back = np.unique(places, return_inverse=True)
            held = np.bincount(back, held).astype(np.float32)
        shares[places] = np.maximum(shares[places], factor * np.minimum(held, 1.0))

    def holders(self, stems: Sequence[str]) -> NDArray[np.int32]:
        """List the places of the passages that hold all of some stems, however common these are."""
        lists = [self._holding(stem) for stem in dict.fromkeys(stems)]
        return reduce(partial(np.intersect1d, assume_unique=True), lists) if lists else NOWHERE

    def _holding(self, stem: str) -> NDArray[np.int32]:
        rows = self.fetch(HOLDING, (stem,))
        ids = np.frombuffer(b"".join(row[0] for row in rows), IDS)
        places = self.places[np.minimum(ids, len(self.places) - 1)]
        places = places if self.chosen is None else self.chosen[places]
        return places[places < self.count]

    def _share(self, kind: str, terms: Iterable[str]) -> tuple[Shares, float]:
        lists = self._lists(kind, terms)
        held = np.zeros(self.count, np.float32)
        for one in lists:
            held[one.places] += np.float32(one.weight) * one.impacts
        weight = sum(one.weight for one in lists)
        held /= max(weight, 1e-9)
        return np.minimum(held, 1.0, out=held), weight

    def _lists(self, kind: str, terms: Iterable[str]) -> list[_List]:
        return [self._list(kind, term) for term in dict.fromkeys(terms)]

    def _list(self, kind: str, term: str) -> _List:
        if self.chosen is None:
            return self._kept.get(kind, term, self._read)
        if (kind, term) not in self._seen:
            whole = self._kept.get(kind, term, self._read)
            places = self.chosen.take(whole.places)
            there = places < self.count
            self._seen[kind, term] = _List(places[there], whole.impacts[there], whole.weight)
        return self._seen[kind, term]

    def _read(self, kind: str, term: str) -> _List:
        """Read a term's list. What is common weighs nothing, what no passage holds weighs most."""
        most = int(max(COMMON * self.total, FEW))
        # Passages that are gone may still stand in a list: read on beyond, and count those that are there.
        gone = self.fetch(GONE, (self.total,))[0][0]
        limit = (most + max(most, gone)) * IDS.itemsize
        rows = self.fetch(READ, (limit, limit, kind, term))
        ids = np.frombuffer(b"".join(row[1] for row in rows), IDS)
        impacts = np.frombuffer(b"".join(row[2] for row in rows), IMPACTS).astype(np.float32)
        places = self.places[np.minimum(ids, len(self.places) - 1)]
        there = places < self.total
        holders = int(there.sum())
        if holders > most or any(row[0] > limit for row in rows):
            return _List(NOWHERE, np.zeros(0, np.float32), 0.0)
        weight = float(np.log1p((self.total - holders + 0.5) / (holders + 0.5)))
        return _List(places[there], impacts[there], weight)
