"""How much of a phrase each passage holds, read from posting lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.words.language import grams_of, stem_all
from kb.lessons.words.postings import IDS, IMPACTS

Fetch = Callable[[str, Sequence[object] | Mapping[str, object]], list[Any]]
Shares = NDArray[np.float32]

# Lists of more passages than this share say little of each and cost most; in a small bank there are no such.
COMMON, FEW = 0.15, 20
MOST_KEPT = 8_000_000  # places, 64 MB
# What is too long to be of use is measured and not read.
READ = (
    "select term, length(passages), iif(length(passages) > :limit, x'', passages),"
    " iif(length(passages) > :limit, x'', impacts) from postings where segment in (select id from segments)"
    " and kind = :kind and term in (select value from json_each(:terms)) order by segment"
)

GONE = "select coalesce(sum(passages), 0) - ? from segments"
HOLDING = (
    "select passages from postings"
    " where segment in (select id from segments) and kind = 'stem' and term = ? order by segment"
)


@dataclass(frozen=True, slots=True)
class _List:
    """A term's places and impacts among all passages, and its weight (inverse document frequency)."""

    places: NDArray[np.int32]
    impacts: Shares
    weight: float


NOWHERE = np.zeros(0, np.int32)
NOTHING = _List(NOWHERE, np.zeros(0, np.float32), 0.0)


class _Kept:
    """Lists read before, the oldest let go of when they are more than `MOST_KEPT` places together."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], _List] = {}
        self._places = 0

    def missing(self, kind: str, terms: Iterable[str]) -> list[str]:
        return [term for term in terms if (kind, term) not in self._lists]

    def get(self, kind: str, term: str) -> _List:
        return self._lists[kind, term]

    def keep(self, kind: str, lists: Mapping[str, _List]) -> None:
        for term, one in lists.items():
            self._lists[kind, term] = one
            self._places += len(one.places)

    def let_go(self) -> None:
        while self._places > MOST_KEPT and self._lists:
            self._places -= len(self._lists.pop(next(iter(self._lists))).places)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The posting lists of a base.

    `places` gives for a passage's id its place among all `count` passages, and `count` where it is none of them.
    """

    fetch: Fetch
    places: NDArray[np.int32]
    count: int
    _kept: _Kept = field(default_factory=_Kept)

    def read(self, phrases: Iterable[Iterable[str]]) -> None:
        """Read the lists of some phrases' 4-grams and stems, all at once: one by one takes twice as long."""
        self._kept.let_go()
        words = list(dict.fromkeys(word for phrase in phrases for word in phrase))
        self._lists("gram", [gram for word in words for gram in grams_of(word)])
        self._lists("stem", stem_all(words))

    def grams(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's 4-grams each passage holds, (count,), and their weight together.

        A share is 1 where each is held once, in a passage of usual length, or more often; it is cut there.
        """
        return self._share("gram", _grams(phrase))

    def stems(self, phrase: Iterable[str]) -> tuple[Shares, float]:
        """Tell the share of a phrase's stems each passage holds, (count,), and their weight together."""
        return self._share("stem", stem_all(list(phrase)))

    def grams_at(
        self, places: NDArray[np.intp], phrases: Sequence[Iterable[str]]
    ) -> list[tuple[Shares, float]]:
        """Tell what `grams` does of each phrase, at some places only: many phrases in little more time than one."""
        parts = [list(dict.fromkeys(_grams(phrase))) for phrase in phrases]
        terms = list(dict.fromkeys(gram for part in parts for gram in part))
        lists = self._lists("gram", terms)
        number = {term: at for at, term in enumerate(terms)}
        weights = np.array([one.weight for one in lists], np.float32)
        impacts = self._impacts(places, lists)
        return [_weighed(weights[own], impacts[own]) for own in ([number[g] for g in part] for part in parts)]

    def _impacts(self, places: NDArray[np.intp], lists: Sequence[_List]) -> Shares:
        """Give the impacts of lists at some places, (lists, places)."""
        impacts = np.zeros((len(lists), len(places)), np.float32)
        if lists:
            chosen = np.full(self.count, len(places), np.int32)
            chosen[places] = np.arange(len(places), dtype=np.int32)
            columns = chosen.take(np.concatenate([one.places for one in lists]))
            rows = np.repeat(np.arange(len(lists)), [len(one.places) for one in lists])
            there = np.flatnonzero(columns < len(places))
            held = np.concatenate([one.impacts for one in lists])
            impacts[rows[there], columns[there]] = held[there]
        return impacts

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
        places = self._places_of(np.frombuffer(b"".join(row[0] for row in rows), IDS))
        return places[places < self.count]

    def _places_of(self, ids: NDArray[np.uint32]) -> NDArray[np.int32]:
        return self.places.take(ids, mode="clip")  # the last one takes ids beyond

    def _share(self, kind: str, terms: Iterable[str]) -> tuple[Shares, float]:
        lists = self._lists(kind, terms)
        weight = sum(one.weight for one in lists)
        held = np.zeros(self.count, np.float32)
        for one in lists:
            held[one.places] += np.float32(one.weight / max(weight, 1e-9)) * one.impacts
        return np.minimum(held, 1.0, out=held), weight

    def _lists(self, kind: str, terms: Iterable[str]) -> list[_List]:
        wanted = list(dict.fromkeys(terms))
        if missing := self._kept.missing(kind, wanted):
            self._kept.keep(kind, self._read(kind, missing))
        return [self._kept.get(kind, term) for term in wanted]

    def _read(self, kind: str, terms: Sequence[str]) -> dict[str, _List]:
        """Read terms' lists. What is common weighs nothing, what no passage holds weighs most."""
        most = int(max(COMMON * self.count, FEW))
        # Passages that are gone may still stand in a list: read on beyond, and count those that are there.
        gone = self.fetch(GONE, (self.count,))[0][0]
        limit = (most + max(most, gone)) * IDS.itemsize
        values = {"limit": limit, "kind": kind, "terms": json.dumps(terms)}
        found: dict[str, list[tuple[int, bytes, bytes]]] = {term: [] for term in terms}
        for term, *row in self.fetch(READ, values):
            found[term].append((row[0], row[1], row[2]))
        return {term: self._list(rows, most, limit) for term, rows in found.items()}

    def _list(self, rows: Sequence[tuple[int, bytes, bytes]], most: int, limit: int) -> _List:
        if any(length > limit for length, _, _ in rows):
            return NOTHING
        places = self._places_of(np.frombuffer(b"".join(ids for _, ids, _ in rows), IDS))
        there = places < self.count
        holders = int(there.sum())
        if holders > most:
            return NOTHING
        impacts = np.frombuffer(b"".join(impacts for _, _, impacts in rows), IMPACTS).astype(np.float32)
        weight = float(np.log1p((self.count - holders + 0.5) / (holders + 0.5)))
        return _List(places[there], impacts[there], weight)


def _grams(phrase: Iterable[str]) -> list[str]:
    return [gram for word in phrase for gram in grams_of(word)]


def _weighed(weights: Shares, impacts: Shares) -> tuple[Shares, float]:
    weight = float(weights.sum())
    return np.minimum(weights @ impacts / np.float32(max(weight, 1e-9)), 1.0), weight
