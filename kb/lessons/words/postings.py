"""Posting lists: for each stem and 4-gram the passages that hold it, and how much it counts in each.

Stored in segments, as search engines do: a run of `kb index` writes one, and small ones are merged. A list is
two BLOBs, the passages' ids (`<u4`, ascending) and the term's impact in each (`<f2`): BM25's frequency part

    tf (K1 + 1) / (tf + K1 (1 - B + B length / LENGTH))          Robertson and Zaragoza 2009, eq. 3.15

where tf counts a word of the title and of the heading more (`FIELDS`), and LENGTH is a fixed length instead of
the bank's mean, so that an impact never changes when other documents do. Ids of passages that are gone stay
in a segment until it is merged; readers skip them. FTS5 can neither weigh a query's terms (as expansion needs)
nor answer 40 of them over 100 000 passages within a second.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.words.language import STOP_WORDS, grams, stems

if TYPE_CHECKING:
    from sqlite_utils import Database

K1, B = 0.6, 0.4  # low: a passage is short, and a word said twice in it is hardly more to the point
FIELDS = (2.0, 1.5, 1.0)  # what a word of the title, the heading and the body counts
KINDS: Mapping[str, tuple[Callable[[str], list[str]], int]] = {"stem": (stems, 35), "gram": (grams, 230)}
GROWTH = 2  # a segment is merged into the one before it unless that is so many times larger
VERSION = 1  # raise it when terms or impacts come out otherwise
IDS, IMPACTS = np.dtype("<u4"), np.dtype("<f2")

ANALYSIS = hashlib.sha256(
    repr((VERSION, K1, B, FIELDS, [length for _, length in KINDS.values()], sorted(STOP_WORDS))).encode()
).hexdigest()[:16]


PostingList = tuple[str, NDArray[np.uint32], NDArray[np.floating[Any]]]  # a term, ids, impacts


@dataclass(frozen=True, slots=True)
class Fields:
    """A passage as its words are indexed."""

    id: int
    title: str
    heading: str
    text: str


def add(db: Database, passages: Sequence[Fields]) -> None:
    """Write the posting lists of new passages as a segment, and merge small segments; no transaction of its own."""
    if not passages:
        return
    segment = 1 + _single(db, "select coalesce(max(id), 0) from segments")
    db.execute("insert into segments (id, passages) values (?, ?)", [segment, len(passages)])
    for kind, (analyse, length) in KINDS.items():
        _write(db, kind, segment, _lists(passages, analyse, length))
    _merge_small(db)


def rebuild(db: Database, step: int = 20_000) -> None:
    """Write all posting lists anew from the passages; no transaction of its own."""
    db.execute("delete from postings")
    db.execute("delete from segments")
    query = "select p.id, d.title, heading, text from passages p join documents d on d.id = document_id order by p.id"
    rows = [Fields(*row) for row in db.execute(query).fetchall()]
    for start in range(0, len(rows), step):
        add(db, rows[start : start + step])


def _lists(
    passages: Sequence[Fields], analyse: Callable[[str], list[str]], usual: int
) -> Iterable[PostingList]:
    """Yield each term with its passages' ids and impacts, in the order of the terms."""
    numbers: dict[str, int] = {}
    terms: list[int] = []
    owners: list[int] = []
    counts: list[float] = []
    lengths: list[int] = []
    for passage in sorted(passages, key=lambda passage: passage.id):
        weighed, length = _weigh(passage, analyse)
        terms += [numbers.setdefault(term, len(numbers)) for term in weighed]
        counts += weighed.values()
        owners += [passage.id] * len(weighed)
        lengths += [length] * len(weighed)
    if not numbers:
        return
    frequency = np.array(counts, np.float32)
    norm = K1 * (1 - B + B * np.array(lengths, np.float32) / usual)
    impacts = frequency * (K1 + 1) / (frequency + norm)
    order = np.argsort(np.array(terms), kind="stable")
    starts = np.cumsum(np.bincount(terms, minlength=len(numbers)))[:-1]
    ids = np.split(np.array(owners, np.uint32)[order], starts)
    yield from sorted(
        zip(numbers, ids, np.split(impacts[order], starts), strict=True), key=lambda one: one[0]
    )


def _weigh(passage: Fields, analyse: Callable[[str], list[str]]) -> tuple[Counter[str], int]:
    weighed: Counter[str] = Counter()
    length = 0
    for weight, field in zip(FIELDS, (passage.title, passage.heading, passage.text), strict=True):
        found = analyse(field) if field else []
        length += len(found)
        for term in found:
            weighed[term] += weight  # type: ignore[assignment]
    return weighed, length


def _write(
    db: Database,
    kind: str,
    segment: int,
    lists: Iterable[PostingList],
) -> None:
    db.conn.executemany(
        "insert into postings (kind, term, segment, passages, impacts) values (?, ?, ?, ?, ?)",
        (
            (kind, term, segment, ids.astype(IDS).tobytes(), impacts.astype(IMPACTS).tobytes())
            for term, ids, impacts in lists
        ),
    )


def _merge_small(db: Database) -> None:
    """Merge the last segments, back to one that is `GROWTH` times larger than they are together: so they stay few."""
    merged: list[int] = []
    together = 0
    for segment, passages in db.execute("select id, passages from segments order by id desc").fetchall():
        if merged and passages >= GROWTH * together:
            break
        merged.insert(0, segment)
        together += passages
    if len(merged) > 1:
        _merge(db, merged)


def _merge(db: Database, merged: Sequence[int]) -> None:
    """Make one segment, called as the first, of all; their order is that of their passages' ids."""
    counts = [0]
    for kind in KINDS:
        lists: dict[str, list[tuple[bytes, bytes]]] = {}
        for segment in merged:
            query = (
                "select term, passages, impacts from postings where segment = ? and kind = ? order by term"
            )
            for term, ids, impacts in db.execute(query, [segment, kind]):
                lists.setdefault(term, []).append((ids, impacts))
            db.execute("delete from postings where segment = ? and kind = ?", [segment, kind])
        alive = _alive(db, lists.values())
        counts.append(len(alive))
        _write(db, kind, merged[0], _joined(lists, alive))
    db.conn.executemany("delete from segments where id = ?", [[segment] for segment in merged[1:]])
    db.execute("update segments set passages = ? where id = ?", [max(counts), merged[0]])


def _alive(db: Database, lists: Collection[Sequence[tuple[bytes, bytes]]]) -> NDArray[np.uint32]:
    """List the ids of passages that are still there, from the least to the greatest that the lists name."""
    if not lists:
        return np.array([], IDS)
    first = min(np.frombuffer(parts[0][0][: IDS.itemsize], IDS)[0] for parts in lists)
    last = max(np.frombuffer(parts[-1][0][-IDS.itemsize :], IDS)[0] for parts in lists)
    query = "select id from passages where id between ? and ? order by id"
    return np.array([row[0] for row in db.execute(query, [int(first), int(last)])], IDS)


def _joined(lists: dict[str, list[tuple[bytes, bytes]]], alive: NDArray[np.uint32]) -> Iterable[PostingList]:
    """Yield each term once, in order, with the passages that are still there."""
    for term in sorted(lists):
        ids = np.frombuffer(b"".join(part[0] for part in lists[term]), IDS)
        impacts = np.frombuffer(b"".join(part[1] for part in lists[term]), IMPACTS)
        if not len(alive):
            continue
        kept = np.minimum(np.searchsorted(alive, ids), len(alive) - 1)
        there = alive[kept] == ids
        if there.all():
            yield term, ids, impacts
        elif there.any():
            yield term, ids[there], impacts[there]


def _single(db: Database, query: str) -> int:
    return int(db.execute(query).fetchone()[0] or 0)
