"""Groups of passages that no theme of the taxonomy covers, each with the words that mark it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.lessons.words.language import STOP_WORDS, normalise, stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kb.lessons.models.embedding import Matrix, Vector

    Rows = NDArray[np.intp]

LETTERS = re.compile(r"[^\W\d_]{3,}")
FEWEST_PASSAGES, FEWEST_DOCUMENTS = 4, 2  # fewer are one writer's matter
FEWEST_WORDS = (
    12  # what is shorter, a form's line or a table's head, is far from every theme for saying nothing
)
# Both chosen by taking each of the example bank's 19 themes away in turn: for 11 of them, half or more of one
# of the first eight groups are the lost theme's own passages (7 to 11 with shares to 0.5 and 6 to 10 passages).
FAR = 0.25  # share of the passages that are looked at: those whose best theme is the weakest
EACH_GROUP = 8  # passages for which a group is begun
MOST_PASSAGES, MOST_GROUPS, MOST_ROUNDS = 5000, 60, 30
PRIOR = 0.01  # of a word's count in all texts, as pseudo-counts in its log-odds


@dataclass(frozen=True, slots=True)
class Group:
    """Passages near each other and far from every theme; `passages` are rows, the most typical first."""

    passages: tuple[int, ...]
    examples: tuple[int, ...]  # at most three, of as many documents
    documents: int
    words: tuple[str, ...]
    cohesion: float


def suggest_groups(
    vectors: Matrix, scores: Matrix, texts: Sequence[str], documents: Sequence[str], limit: int = 8
) -> list[Group]:
    """Suggest what the taxonomy may lack: groups among the passages whose best theme is the weakest.

    Vectors (n, d) are unit length, scores (n, themes) those of `affinity`. Spherical k-means on the
    vectors less their mean, begun at the most typical passage and then at the one farthest from all
    chosen, with a group for every `EACH_GROUP` passages. The same input gives the same groups. Groups of
    fewer than four passages or of one document are left out; coherent and large ones come first.
    """
    import numpy as np

    far = _far(scores, texts)
    if len(far) < FEWEST_PASSAGES:
        return []
    centred = _unit(vectors - vectors.mean(axis=0))
    own, centres = _kmeans(centred[far], max(1, min(MOST_GROUPS, len(far) // EACH_GROUP)))
    likeness = (centred[far] * centres[own]).sum(axis=1)
    found = []
    for group in range(len(centres)):
        inside = np.flatnonzero(own == group)
        typical = inside[np.argsort(-likeness[inside].round(6), kind="stable")]
        rows = [int(row) for row in far[typical]]
        spread = len({documents[row] for row in rows})
        if len(rows) >= FEWEST_PASSAGES and spread >= FEWEST_DOCUMENTS:
            found.append((rows, spread, round(float(likeness[inside].mean()), 4)))
    found.sort(key=lambda each: (-round(each[2] * len(each[0]) ** 0.5, 4), each[0]))
    marks = marking_words(texts, documents, [rows for rows, _, _ in found[:limit]])
    return [
        Group(tuple(rows), _examples(rows, documents), spread, words, cohesion)
        for (rows, spread, cohesion), words in zip(found[:limit], marks, strict=True)
    ]


def _examples(rows: Sequence[int], documents: Sequence[str]) -> tuple[int, ...]:
    first = {documents[row]: row for row in reversed(rows)}
    return tuple(row for row in rows if first[documents[row]] == row)[:3]


def marking_words(
    texts: Sequence[str], documents: Sequence[str], groups: Sequence[Sequence[int]], most: int = 6
) -> list[tuple[str, ...]]:
    """Tell the words that mark each group of rows against all other texts, the strongest first.

    Log-odds with an informative prior, over its deviation (Monroe, Colaresi and Quinn, "Fightin' Words",
    Political Analysis 16, 2008), of the number of texts with a stem. A mark stands in two documents of
    its group at least, and is shown as the word that is most usual for it there.
    """
    import math

    held = [frozenset(stems(text)) for text in texts] if groups else []
    everywhere = Counter(stem for own in held for stem in own)
    total = sum(everywhere.values())

    def strength(stem: str, inside: int, size: int) -> float:
        prior = PRIOR * everywhere[stem]
        mass = PRIOR * total
        here, there = inside + prior, everywhere[stem] - inside + prior
        odds = math.log(here / (size + mass - here)) - math.log(there / (total - size + mass - there))
        return odds / math.sqrt(1 / here + 1 / there)

    told = []
    for rows in groups:
        counts = Counter(stem for row in rows for stem in held[row])
        shown = _usual_words([(texts[row], documents[row]) for row in rows])
        size = sum(counts.values())
        ranked = sorted((-strength(stem, counts[stem], size), stem) for stem in shown if counts[stem])
        told.append(tuple(shown[stem] for strong, stem in ranked[:most] if strong < 0))
    return told


def _usual_words(texts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give the most usual word, as written, of each stem that stands in two documents at least."""
    written: dict[str, Counter[str]] = {}
    seen: dict[str, set[str]] = {}
    for text, document in texts:
        for word in LETTERS.findall(text.lower()):
            if normalise(word) not in STOP_WORDS:
                stem = stems(word)[0]
                written.setdefault(stem, Counter())[word] += 1
                seen.setdefault(stem, set()).add(document)
    return {
        stem: min(forms, key=lambda form: (-forms[form], len(form), form))
        for stem, forms in written.items()
        if len(seen[stem]) >= FEWEST_DOCUMENTS
    }


def _far(scores: Matrix, texts: Sequence[str]) -> Rows:
    """List the rows that say something and whose best theme is the weakest, each text once, in order."""
    import numpy as np

    first = {text: row for row, text in reversed(list(enumerate(texts)))}
    telling = np.array(
        sorted(row for text, row in first.items() if len(text.split()) >= FEWEST_WORDS), dtype=np.intp
    )
    best = scores[telling].max(axis=1, initial=0.0).round(6)
    wanted = min(MOST_PASSAGES, max(FEWEST_PASSAGES, int(len(telling) * FAR)))
    rows: Rows = np.sort(telling[np.argsort(best, kind="stable")[:wanted]])
    return rows


def _kmeans(points: Matrix, groups: int) -> tuple[Rows, Matrix]:
    """Group unit vectors: the group of each, and the groups' unit centres."""
    import numpy as np

    chosen = [int((points @ _unit(points.mean(axis=0, keepdims=True))[0]).round(6).argmax())]
    nearest: Vector = points @ points[chosen[0]]
    while len(chosen) < groups:
        chosen.append(int(nearest.round(6).argmin()))
        nearest = np.maximum(nearest, points @ points[chosen[-1]])
    centres = points[chosen]
    for _ in range(MOST_ROUNDS):
        own = (points @ centres.T).round(6).argmax(axis=1)
        sums = np.stack([points[own == group].sum(axis=0) for group in range(groups)])
        moved = np.where(np.abs(sums).sum(axis=1, keepdims=True) > 0, _unit(sums), centres)
        if np.allclose(moved, centres, atol=1e-6):
            break
        centres = moved
    return own, centres


def _unit(vectors: Matrix) -> Matrix:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Matrix = (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return unit
