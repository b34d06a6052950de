"""The passages of a knowledge base held in memory as arrays: what a search of many passages runs over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.base.store import Entry, Store
from kb.lessons.words.affinity import (
    FLOOR,
    Compass,
    build_compass,
    fingerprint,
    labels_of,
    stemmed_words,
    themes_of,
)
from kb.lessons.words.lexical import Lexicon

if TYPE_CHECKING:
    from kb.lessons.bank.themes import Taxonomy
    from kb.lessons.models.embedding import Matrix, Vector
    from kb.lessons.models.scan import Scan
    from kb.lessons.retrieval.filters import Filters

MANY = 20_000  # passages, from which a product of all vectors is the most a search does
MOST_THEMES = 3  # told of a passage that nobody has labelled


@dataclass(frozen=True, slots=True)
class Shelf:
    """All passages, a row each, in the order of their documents' paths and of their places in them.

    `ids` (n,) are the passages' ids, `owners` (n,) the places of their documents in `entries`, `starts` the
    first row of each document that has passages, and `vectors` (n, d) their embeddings by one model; a passage
    the model has not embedded has zeros. `affinities` (n, themes) tell how near each stands to the themes of
    `compass`, from 0 to 1.
    """

    ids: NDArray[np.int64]
    owners: NDArray[np.int64]
    starts: NDArray[np.intp]
    entries: tuple[Entry, ...]
    vectors: Matrix
    lexicon: Lexicon
    compass: Compass | None = None
    affinities: Matrix | None = None
    scan: Scan | None = None

    def likenesses(self, vector: Vector) -> Vector:
        """Give the cosines (n,) of all passages with a vector (d,), nearly where they are very many."""
        return self.vectors @ vector if self.scan is None else self.scan.likenesses(vector)

    def admitted(self, filters: Filters | None) -> NDArray[np.bool_]:
        """Tell which rows (n,) the filters admit; a text without labels has a theme where its passage does."""
        if filters is None:
            return np.ones(len(self.ids), np.bool_)
        entries = np.array([filters.admits(entry) for entry in self.entries], np.bool_)[self.owners]
        if filters.theme is None or self.compass is None or self.affinities is None:
            return entries
        apart = replace(filters, theme=None)
        free = [not entry.themes and apart.admits(entry) for entry in self.entries]
        near = self.affinities[:, self.compass.themes.index(filters.theme)] >= FLOOR
        both: NDArray[np.bool_] = entries | (np.array(free, np.bool_)[self.owners] & near)
        return both

    def themes_of(self, row: int) -> tuple[str, ...]:
        """List the themes of a passage: its lesson's labels, or those it is near to, the nearest first."""
        labels = self.entries[int(self.owners[row])].themes
        if labels or self.compass is None or self.affinities is None:
            return labels
        return tuple(theme for theme, _ in themes_of(self.compass.themes, self.affinities[row])[:MOST_THEMES])


class Reader:
    """A knowledge base kept open: its shelf is filled once, and again when the file has changed."""

    def __init__(self, database: Path, model: str, taxonomy: Taxonomy) -> None:
        self.database = database
        self.model = model
        self.taxonomy = taxonomy
        self._store: Store | None = None
        self._shelf: Shelf | None = None
        self._seen: tuple[int, ...] = ()

    def open(self) -> tuple[Store, Shelf]:
        """Give the store and its shelf as the file is now. Raises `KbError` where there is no base to read."""
        file = _identity(self.database)
        if self._store is None or self._seen[:2] != file:
            self.close()
            self._store = Store(self.database)
        seen = (*file, self._store.version())
        if self._shelf is None or self._seen != seen:
            self._shelf = None  # let go of it first: two of a big base may not fit in memory
            self._shelf = fill(self._store, self.model, self.taxonomy)
        self._seen = seen
        return self._store, self._shelf

    def close(self) -> None:
        """Close the file."""
        if self._store is not None:
            self._store.close()
        self._store, self._shelf, self._seen = None, None, ()


def _identity(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        return (0, 0)
    return (told.st_dev, told.st_ino)


def fill(store: Store, model: str, taxonomy: Taxonomy) -> Shelf:
    """Read a whole knowledge base for one model; raise `KbError` where the model has embedded none of it."""
    entries = tuple(sorted(store.entries().values(), key=lambda entry: entry.path))
    number = {entry.id: place for place, entry in enumerate(entries)}
    # Ids grow with their place in a document, so this is the order of paths and places.
    places = sorted((number[document], passage) for passage, document in store.passage_ids())
    ids = np.array([passage for _, passage in places], np.int64)
    owners = np.array([owner for owner, _ in places], np.int64)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    vectors = store.vectors(model, ids.tolist())
    if vectors is None and len(ids):
        raise KbError(f"The knowledge base has no vectors of the model {model}. Run `kb index` with it.")
    vectors = np.zeros((0, 1), np.float32) if vectors is None else vectors
    lexicon = Lexicon(store.fetch, _rows_by_id(ids), len(ids))
    scan = _scan(vectors)
    themes = store.theme_vectors(model, fingerprint(taxonomy)) if taxonomy else None
    if themes is None:
        return Shelf(ids, owners, starts, entries, vectors, lexicon, scan=scan)
    labels = labels_of(taxonomy, [entry.themes for entry in entries])[owners]
    compass = build_compass(tuple(taxonomy), themes, vectors, labels)
    near = compass.passages(vectors, _evidence(lexicon, taxonomy))
    return Shelf(ids, owners, starts, entries, vectors, lexicon, compass, near, scan)


def _scan(vectors: Matrix) -> Scan | None:
    if len(vectors) < MANY:
        return None
    from kb.lessons.models.scan import Scan

    return Scan(vectors)


def _evidence(lexicon: Lexicon, taxonomy: Taxonomy) -> Matrix:
    """Count the names and synonyms of each theme whose words all stand in each passage, float32 (n, themes)."""
    counts = np.zeros((lexicon.count, len(taxonomy)), np.float32)
    for phrase, theme in stemmed_words(taxonomy):
        counts[lexicon.holders(phrase), theme] += 1
    return counts


def _rows_by_id(ids: NDArray[np.int64]) -> NDArray[np.int32]:
    rows = np.full(int(ids.max(initial=0)) + 2, len(ids), np.int32)  # the last one takes ids beyond
    rows[ids] = np.arange(len(ids), dtype=np.int32)
    return rows
