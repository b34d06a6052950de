"""Passages found by words, by parts of words, by meaning and by theme, each hit saying why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kb.errors import KbError
from kb.lessons.filters import Filters
from kb.lessons.language import grams, stems, words
from kb.lessons.reasons import asked_themes, reasons
from kb.lessons.store import Entry, Store, Stored

if TYPE_CHECKING:
    from kb.lessons.embedding import Embedder, Vector
    from kb.lessons.themes import Taxonomy

# Weights of the standardised scores. Fusing by rank instead takes a strong list down to the weak one's
# level (nDCG 75.6 against 92.9 for the sum of standardised scores, on NorQuAD).
WEIGHTS = {"grams": 1.0, "stems": 0.5, "meaning": 3.0, "theme": 0.5}
# Most passages share no word with a query, so the few that do stand many deviations out and would outvote
# meaning altogether; from here on, more words in common count no more.
MOST = 4.0
# One word alone, exact or misspelt, is what words find best and the model worst: no such bound, less meaning
# (MRR 0.80 to 0.90 on 24 queries over the example bank, unchanged on 54 over the source texts).
WEIGHTS_OF_ONE_WORD = {**WEIGHTS, "meaning": 2.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: `text` is the document's own, from `start` to `end`; `why` is in Norwegian."""

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

    def as_dict(self) -> dict[str, Any]:
        """Give the passage as plain values for JSON; a lesson's status is told by `Library.entries`."""
        return {name: value for name, value in asdict(self).items() if name != "status"}


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The passages the filters admit: their ids and, in the same order, the documents they stand in."""

    ids: list[int]
    entries: list[Entry]


def search(
    store: Store,
    embedder: Embedder,
    taxonomy: Taxonomy,
    query: str,
    *,
    filters: Filters | None = None,
    limit: int = 10,
    one_each: bool = False,
) -> list[Hit]:
    """Find the passages that answer the query best, among those the filters admit, the best first.

    Scores are sums of standardised scores, so they compare within one search only. Equal scores are
    ordered by path and place. With `one_each` only the best passage of a document is told. A query without
    a letter or digit finds nothing, unless there are filters: then it lists what they admit, newest first.
    """
    import numpy as np

    candidates = _admitted(store, filters or Filters())
    if not candidates.ids or limit < 1:
        return []
    if not words(query):
        return _newest(store, candidates, limit) if filters else []
    asked = asked_themes(query, taxonomy)
    scores = _scores(store, embedder, query, candidates, asked)
    weights, most = (WEIGHTS, MOST) if len(words(query)) > 1 else (WEIGHTS_OF_ONE_WORD, np.inf)
    total = np.sum([weights[name] * values.clip(max=most) for name, values in scores.items()], axis=0)
    # Rounded, so that passages alike in all but the last bit keep the same order everywhere.
    key = [
        (-round(float(t), 6), e.path, i)
        for t, e, i in zip(total, candidates.entries, candidates.ids, strict=True)
    ]
    order = sorted(range(len(key)), key=key.__getitem__)
    best = _first_of_each(order, candidates) if one_each else order
    return [
        _hit(
            passage,
            entry,
            float(total[at]),
            _why(query, passage, entry, float(scores["meaning"][at]), asked, taxonomy),
        )
        for at in best[:limit]
        for passage, entry in [(store.passage(candidates.ids[at]), candidates.entries[at])]
    ]


def _first_of_each(order: Sequence[int], candidates: _Candidates) -> list[int]:
    first: dict[str, int] = {}
    for at in order:
        first.setdefault(candidates.entries[at].id, at)
    return list(first.values())


def _admitted(store: Store, filters: Filters) -> _Candidates:
    entries = {key: entry for key, entry in store.entries().items() if filters.admits(entry)}
    places = [(passage, entries[name]) for passage, name in store.passage_ids() if name in entries]
    return _Candidates([passage for passage, _ in places], [entry for _, entry in places])


def _scores(
    store: Store, embedder: Embedder, query: str, candidates: _Candidates, asked: Sequence[str]
) -> dict[str, Vector]:
    import numpy as np

    matrix = store.vectors(embedder.name, candidates.ids)
    if matrix is None:
        raise KbError(
            f"The knowledge base has no vectors of the model {embedder.name}. Run `kb index` with it."
        )
    by_grams, by_stems = store.lexical("grams", grams(query)), store.lexical("stems", stems(query))
    raw = {
        "grams": np.array([by_grams.get(i, 0.0) for i in candidates.ids]),
        "stems": np.array([by_stems.get(i, 0.0) for i in candidates.ids]),
        "meaning": matrix @ embedder.query(query),
        "theme": np.array([float(len(set(asked) & set(entry.themes))) for entry in candidates.entries]),
    }
    return {name: _standardise(values) for name, values in raw.items()}


def _standardise(values: Vector) -> Vector:
    spread = float(values.std())
    # A channel that tells nothing apart must not decide by rounding.
    standard: Vector = (values - values.mean()) / (spread if spread > 1e-9 else 1.0)
    return standard


def _newest(store: Store, candidates: _Candidates, limit: int) -> list[Hit]:
    first = {
        entry.id: (entry, passage)
        for passage, entry in zip(reversed(candidates.ids), reversed(candidates.entries), strict=True)
    }
    by_path = sorted(first.values(), key=lambda pair: pair[0].path)
    newest = sorted(by_path, key=lambda pair: pair[0].date or "", reverse=True)[:limit]
    return [_hit(store.passage(passage), entry, 0.0, ("utvalg",)) for entry, passage in newest]


def _why(
    query: str, passage: Stored, entry: Entry, meaning: float, asked: Sequence[str], taxonomy: Taxonomy
) -> tuple[str, ...]:
    themes = [taxonomy[theme].names["nb"] for theme in asked if theme in entry.themes]
    return reasons(query, f"{entry.title} {passage.heading} {passage.text}", meaning, themes)


def _hit(stored: Stored, entry: Entry, score: float, why: tuple[str, ...]) -> Hit:
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
        themes=entry.themes,
        status=entry.status,
    )
