"""Passages found by words, by parts of words, by other words, by meaning and by theme, each hit saying why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kb.lessons.retrieval.fusion import learned
from kb.lessons.retrieval.reasons import UNSURE, explain
from kb.lessons.retrieval.signals import measure
from kb.lessons.words.asked import read_query

if TYPE_CHECKING:
    from kb.lessons.bank.themes import Taxonomy
    from kb.lessons.base.store import Entry, Store, Stored
    from kb.lessons.models.embedding import Embedder
    from kb.lessons.retrieval.filters import Filters
    from kb.lessons.retrieval.shelf import Shelf

Rows = NDArray[np.intp]
FUSED = 300  # documents of a very big bank, those with the best passages, that are weighed by all signals


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `text` is the document's own, from `start` to `end`; `why` is in Norwegian.

    `marks` are the stretches of `text` whose words speak for it; `sure` is False below the learned floor.
    """

    document: str
    path: str
    kind: str
    title: str
    heading: str
    text: str
    start: int
    end: int
    score: float
    why: tuple[str, ...]
    themes: tuple[str, ...]
    status: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    sure: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Give the passage as plain values for JSON; a lesson's status is told by `Library.entries`."""
        left_out = {"status", "marks", "sure"}
        return {name: value for name, value in asdict(self).items() if name not in left_out}


def search(
    store: Store,
    shelf: Shelf,
    embedder: Embedder,
    taxonomy: Taxonomy,
    query: str,
    *,
    filters: Filters | None = None,
    limit: int = 10,
    one_each: bool = False,
) -> list[Hit]:
    """Find the passages that answer the query best, among those the filters admit, the best first.

    A filter leaves passages out and changes no score, so the others keep their order. Equal scores are
    ordered by path and place. With `one_each` only the best passage of a document is told. A query without
    a letter or digit finds nothing, unless there are filters: then it lists what they admit, newest first.
    """
    admitted = shelf.admitted(filters)
    asked = read_query(query, taxonomy)
    if not admitted.any() or limit < 1:
        return []
    if not asked.concepts:
        return _newest(store, shelf, np.flatnonzero(admitted), limit) if filters else []
    vector = embedder.query(query)
    signals = measure(shelf, asked, vector, admitted=admitted, most=max(limit, FUSED))
    scores, rows = learned().scores(signals, shelf.owners), signals.rows
    sure = learned().is_sure(signals)
    hits = []
    for place in _best(
        scores, np.flatnonzero(admitted[rows]), shelf.owners[rows] if one_each else None, limit
    ):
        row = int(rows[place])
        themes = shelf.themes_of(row)
        passage, entry = store.passage(int(shelf.ids[row])), shelf.entries[shelf.owners[row]]
        why, marks = explain(asked, entry.title, passage, float(signals.values[place, 0]), themes, taxonomy)
        told = why if sure else (UNSURE, *why)
        hits.append(_hit(passage, entry, float(scores[place]), told, themes, marks, sure=sure))
    return hits


def _best(
    scores: NDArray[np.float64], admitted: Rows, owners: NDArray[np.int64] | None, limit: int
) -> list[int]:
    """Order the admitted rows, best first; rows are in the order of paths, so equal scores keep that order."""
    # Rounded, so that passages alike in all but the last bits keep the same order everywhere.
    keys = -scores[admitted].round(5)
    if owners is None and limit < len(admitted):
        kept = np.flatnonzero(keys <= np.partition(keys, limit - 1)[limit - 1])
        admitted, keys = admitted[kept], keys[kept]
    order = admitted[np.argsort(keys, kind="stable")]
    if owners is not None:
        _, first = np.unique(owners[order], return_index=True)
        order = order[np.sort(first)]
    return [int(row) for row in order[:limit]]


def _newest(store: Store, shelf: Shelf, admitted: Rows, limit: int) -> list[Hit]:
    _, first = np.unique(shelf.owners[admitted], return_index=True)
    rows = admitted[np.sort(first)].tolist()
    dates = {row: shelf.entries[shelf.owners[row]].date or "" for row in rows}
    newest = sorted(rows, key=dates.__getitem__, reverse=True)[:limit]
    return [
        _hit(
            store.passage(int(shelf.ids[row])),
            shelf.entries[shelf.owners[row]],
            0.0,
            ("utvalg",),
            shelf.themes_of(row),
        )
        for row in newest
    ]


def _hit(
    stored: Stored,
    entry: Entry,
    score: float,
    why: tuple[str, ...],
    themes: tuple[str, ...],
    marks: tuple[tuple[int, int], ...] = (),
    *,
    sure: bool = True,
) -> Hit:
    return Hit(
        document=entry.id,
        path=entry.path,
        kind=entry.kind,
        title=entry.title,
        heading=stored.heading,
        text=stored.text,
        start=stored.start,
        end=stored.end,
        score=round(score, 4),
        why=why,
        themes=themes,
        status=entry.status,
        marks=marks,
        sure=sure,
    )
