"""Lessons near a text, as the knowledge base has them: when, where, how far they came, and what was promised.

Near is told by meaning (cosine of centred vectors) and by rare words (cosine of stems weighed by how few lessons have
them), each held against how near the other lessons stand. docs/proposals.md tells how that was measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from math import log
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from kb.lessons.bank.passages import LONGEST
from kb.lessons.bank.records import Action, Kind, Lesson
from kb.lessons.retrieval.shelf import Reader
from kb.lessons.words.language import stems

if TYPE_CHECKING:
    from kb.lessons.base.store import Entry, Store
    from kb.lessons.library import Library
    from kb.lessons.retrieval.shelf import Shelf
Floats = NDArray[np.float64]
Relation = Literal["agrees", "contradicts", "unclear"]

# Logistic, fitted to the 17 pairs of 3 003 that people linked, by title, by title and opening, and by whole text.
MEANING, WORDS, START = 1.357, 0.601, -7.090
NEAR = 0.05  # of linked pairs 0.91 are told by whole text, 2.0 lessons a text; 0.1 would lose every sixth of them
SAME = 0.15  # best F1 by whole text (0.51): from here on it is said to agree or to contradict
# What is usual of texts that have nothing in common, for small banks; words' cosine grows with the root of the stems.
APART, SPREAD = (-0.01, 0.0068), (0.09, 0.026)
DOUBT = 10  # lessons' worth of them
TITLE = 30  # words that a text's first line may have to be its title
SCANT = 5  # passages' worth of no centre, where there are hardly any to take the mean of


@dataclass(frozen=True, slots=True)
class Near:
    """A lesson near a text: `score` is from 0 to 1, `promised` its actions, `relation` to what the text says."""

    lesson: str
    title: str
    path: str
    kind: Kind
    when: str
    area: str
    status: str
    themes: tuple[str, ...]
    promised: tuple[Action, ...]
    relation: Relation
    score: float

    def as_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        promised = [action.model_dump(mode="json", exclude_none=True) for action in self.promised]
        return {**asdict(self), "themes": list(self.themes), "promised": promised}


def near_lessons(
    library: Library,
    text: str,
    limit: int = 5,
    *,
    kind: Kind | None = None,
    themes: Collection[str] = (),
    apart: Collection[str] = (),
) -> list[Near]:
    """List the lessons near a text, the nearest first. Raises `KbError` where nothing is indexed.

    `kind` and `themes` are the text's own where they are known; `apart` are ids to leave out.
    """
    return Nearness(library).of_all([text], limit, kinds=[kind], themes=[themes], apart=apart)[0]


class Nearness:
    """The lessons of a knowledge base, opened once for many texts. Raises `KbError` where nothing is indexed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        reader = Reader(library.database, library.embedder.name, library.taxonomy)
        self._store, shelf = reader.open()
        self._places = [place for place, entry in enumerate(shelf.entries) if entry.status]
        self._entries = [shelf.entries[place] for place in self._places]
        self._centre = shelf.vectors.sum(axis=0) / (len(shelf.vectors) + SCANT)
        self._vectors = _means(shelf, self._places, self._centre)
        self._stems = [frozenset(stems(_text(self._store, entry))) for entry in self._entries]
        held = Counter(stem for own in self._stems for stem in own)
        self._weights = {stem: log((len(self._stems) + 1) / count) for stem, count in held.items()}
        self._rarest = log(len(self._stems) + 1)
        self._lengths = np.array([self._weight(own) for own in self._stems])

    def of_all(
        self,
        texts: Sequence[str],
        limit: int = 5,
        *,
        kinds: Sequence[Kind | None],
        themes: Sequence[Collection[str]],
        apart: Collection[str] = (),
    ) -> list[list[Near]]:
        """List the lessons near each text; all texts are embedded in one call."""
        if not self._entries or not texts:
            return [[] for _ in texts]
        asked = zip(texts, self._embedded(texts), kinds, themes, strict=True)
        return [
            self._nearest(self._scores(text, vector, apart), limit, kind, set(own))
            for text, vector, kind, own in asked
        ]

    def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as the bank's are: in passages, whose mean is the text's."""
        parts = [_parts(text) for text in texts]
        vectors = self._library.embedder.documents([part for own in parts for part in own]) - self._centre
        own = np.split(vectors, np.cumsum([len(own) for own in parts])[:-1])
        return _unit(np.array([rows.mean(axis=0) for rows in own], np.float32))

    def _scores(self, text: str, vector: NDArray[np.float32], apart: Collection[str]) -> Floats:
        """Give each lesson's nearness (n,) from 0 to 1; those apart have 0, and are no measure of the others."""
        own = frozenset(stems(text))
        words = np.array([self._weight(own & theirs) for theirs in self._stems], np.float64)
        words /= np.sqrt(np.maximum(self._weight(own) * self._lengths, 1e-9))
        asked = np.array([entry.id not in apart for entry in self._entries])
        total = MEANING * _standard(self._vectors @ vector, asked, APART[0], SPREAD[0])
        total += WORDS * _standard(words, asked, APART[1] * len(own) ** 0.5, SPREAD[1])
        scores: Floats = np.where(asked, 1 / (1 + np.exp(-(total + START))), 0.0)
        return scores

    def _weight(self, own: Collection[str]) -> float:
        return sum(self._weights.get(stem, self._rarest) for stem in own)

    def _nearest(self, scores: Floats, limit: int, kind: Kind | None, themes: set[str]) -> list[Near]:
        order = np.argsort(-scores.round(6), kind="stable")[:limit]
        near = [int(at) for at in order if scores[at] >= NEAR]
        return [self._near(self._entries[at], round(float(scores[at]), 3), kind, themes) for at in near]

    def _near(self, entry: Entry, score: float, kind: Kind | None, themes: set[str]) -> Near:
        lesson = Lesson.model_validate_json(str(self._store.metadata(entry.id)))
        period = lesson.period
        return Near(
            lesson=lesson.id,
            title=lesson.title,
            path=entry.path,
            kind=lesson.kind,
            when=f"{period.start.isoformat()}–{period.end.isoformat() if period.end else ''}",
            area=" › ".join(lesson.area.levels),
            status=lesson.status,
            themes=tuple(lesson.themes),
            promised=tuple(lesson.actions),
            relation=_relation(lesson, score, kind, themes),
            score=score,
        )


def _relation(lesson: Lesson, score: float, kind: Kind | None, themes: set[str]) -> Relation:
    """Tell what a lesson is to a text that is as near as those people link: of one kind it agrees, else contradicts."""
    if kind is None or score < SAME:
        return "unclear"
    if kind == lesson.kind:
        return "agrees"
    return "contradicts" if not themes or not themes.isdisjoint(lesson.themes) else "unclear"


def _parts(text: str) -> list[str]:
    """Cut a text into pieces of the length of a passage, each under the text's first line where there are several."""
    words = text.split()
    if len(words) <= LONGEST:
        return [text]
    title = first if len((first := text.strip().partition("\n")[0]).split()) <= TITLE else ""
    return [f"{title}\n{' '.join(words[at : at + LONGEST])}" for at in range(0, len(words), LONGEST)]


def _text(store: Store, entry: Entry) -> str:
    return "\n".join([entry.title, *(passage.text for passage in store.passages_of(entry.id))])


def _means(shelf: Shelf, places: Sequence[int], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give each document's mean of its centred passages, (n, d), unit length."""
    sums = np.zeros((len(shelf.entries), shelf.vectors.shape[1]), np.float32)
    np.add.at(sums, shelf.owners, shelf.vectors - centre)
    return _unit(sums[list(places)])


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.where(lengths > 1e-6, lengths, 1.0)).astype(np.float32)
    return unit


def _standard(values: NDArray[np.floating], asked: NDArray[np.bool_], mean: float, spread: float) -> Floats:
    """Hold each value against all that are asked for, and in a small bank against what is usual."""
    others = values[asked]
    count = len(others) + DOUBT
    middle = (others.sum() + DOUBT * mean) / count
    variance = (((others - middle) ** 2).sum() + DOUBT * spread**2) / count
    standard: Floats = (values - middle) / np.sqrt(variance)
    return standard
