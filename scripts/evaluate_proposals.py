"""Measure how well passages that tell learning are found: on labelled passages, tuned and held back.

`--tune` learns kb/intake/proposals/weights.json anew from the tuned passages, and prints nothing of the others.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.errors import KbError
from kb.lessons.bank.gathering import gather

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "intake" / "proposals"
WEIGHTS = ROOT / "kb" / "intake" / "proposals" / "weights.json"
RIDGE = 1.0  # chosen by leaving out a tenth at a time of the tuned passages: 0.3, 1 and 3 were tried
Floats = NDArray[np.float64]


class Labelled(NamedTuple):
    """A passage with what its author says it tells: none, strength or improvement."""

    label: str
    theme: str
    genre: str
    language: str
    heading: str
    text: str


def read_labelled(part: str) -> list[Labelled]:
    """Read `tuned` or `held`."""
    with (LABELLED / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
        return [Labelled(*row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def rates(told: Sequence[str | None], labels: Sequence[str], of: str = "") -> tuple[float, float]:
    """Give precision and recall of what is told: of any learning, or of one kind with its kind right."""
    hits = sum(
        t is not None and label != "none" and (not of or t == of == label)
        for t, label in zip(told, labels, strict=True)
    )
    said = sum(t == of if of else t is not None for t in told)
    true = sum(label == of if of else label != "none" for label in labels)
    return hits / max(said, 1), hits / max(true, 1)


def fit(rows: Floats, truths: Floats, ridge: float = RIDGE) -> Floats:
    """Fit a logistic by Newton's method; the first weight is where it starts, and is not drawn towards nought."""
    table = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros(table.shape[1])
    pull = np.full(len(weights), ridge)
    pull[0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truths) + pull * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    fitted: Floats = weights
    return fitted


def tune() -> None:
    """Learn the weights from the tuned passages and write them; tell the figures with a tenth left out at a time."""
    from kb.intake.proposals.cues import count, features

    passages = read_labelled("tuned")
    rows = np.array([list(count(one.text, one.heading).values()) for one in passages])
    learning = np.array([one.label != "none" for one in passages], float)
    worse = np.array([one.label == "improvement" for one in passages], float)
    some = learning > 0
    learnt = {"learning": fit(rows, learning), "improvement": fit(rows[some], worse[some])}
    names = ("start", *features())
    told = {of: dict(zip(names, weights.round(3).tolist(), strict=True)) for of, weights in learnt.items()}
    WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for ridge in (0.3, 1.0, 3.0):
        print(f"ridge {ridge}: {_left_out(rows, learning, worse, ridge)}")


def _left_out(rows: Floats, learning: Floats, worse: Floats, ridge: float) -> str:
    folds, some = np.arange(len(rows)) % 10, learning > 0
    told, kinds = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(10):
        out = folds == fold
        told[out] = _predicted(rows[out], fit(rows[~out], learning[~out], ridge))
        kinds[out] = _predicted(rows[out], fit(rows[~out & some], worse[~out & some], ridge))
    hits = ((told >= 0.5) & some).sum()
    right = ((kinds >= 0.5) == (worse > 0))[some].mean()
    return (
        f"precision {hits / (told >= 0.5).sum():.2f}, recall {hits / some.sum():.2f}, kind right {right:.2f}"
    )


def _predicted(rows: Floats, weights: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-(np.column_stack([np.ones(len(rows)), rows]) @ weights)))
    return chance


def tell_labelled(part: str) -> None:
    """Print precision and recall of one part of the labelled passages, by kind, language and genre."""
    from kb.intake.proposals.judging import judge

    passages = read_labelled(part)
    told = [judge(one.text, one.heading, one.language).kind for one in passages]
    print(f"{part}: {len(passages)} passages")
    for name, of in (("learning", ""), ("strength", "strength"), ("improvement", "improvement")):
        print(f"  {name:<12} {_rates(passages, told, of)}")
    for field in ("language", "genre"):
        for value in sorted({str(getattr(one, field)) for one in passages}):
            own = [
                (one, kind) for one, kind in zip(passages, told, strict=True) if getattr(one, field) == value
            ]
            print(
                f"  {value:<12} {_rates([one for one, _ in own], [kind for _, kind in own], '')}  n {len(own)}"
            )


def _rates(passages: Sequence[Labelled], told: Sequence[str | None], of: str) -> str:
    precision, recall = rates(told, [one.label for one in passages], of)
    return f"precision {precision:.2f}  recall {recall:.2f}"


def tell_sources() -> None:
    """Print how many of the headings that the bank's lessons name as sources have a proposal under them."""
    from kb.intake.proposals.drafting import written_source
    from kb.intake.proposals.proposing import propose
    from kb.settings import read_settings

    library = read_settings(ROOT).library()
    found = propose(library)
    told: dict[tuple[str, str], list[str]] = {}
    for one in found:
        for quoted in one.sources:
            told.setdefault((written_source(quoted), quoted.heading.split(" › ")[-1]), []).append(one.kind)
    lessons = [one.lesson for one in gather([library.lessons / "entries"], ROOT, library.taxonomy).documents]
    named = [
        (lesson.kind, (source.document, source.passage))
        for lesson in lessons
        if lesson
        for source in lesson.sources
        if source.document.startswith("texts/") and (library.lessons / source.document).exists()
    ]
    reached = sum(place in told for _, place in named)
    alike = sum(kind in told.get(place, ()) for kind, place in named)
    print(
        f"bank: {len(found)} proposals; of {len(named)} passages that lessons name as sources, {reached} have one under"
    )
    print(f"  the same heading, {alike} one of the lesson's kind")


def tell_nearness() -> None:
    """Print how well lessons that people linked are told as near, by title and by whole text."""
    from kb.intake.nearness import NEAR, Nearness
    from kb.lessons.base.store import Store
    from kb.settings import read_settings

    library = read_settings(ROOT).library()
    nearness = Nearness(library)
    chains = [[entry.id for entry in one.lessons] for one in library.recurring()]
    linked = {pair for chain in chains for pair in permutations(chain, 2)}
    with closing(Store(library.database)) as store:
        lessons = [entry for entry in store.entries().values() if entry.status]
        whole = {e.id: "\n".join([e.title, *(p.text for p in store.passages_of(e.id))]) for e in lessons}
    for name, texts in (("title", {e.id: e.title for e in lessons}), ("whole text", whole)):
        scores = {
            (own, other.lesson): other.score
            for own, text in texts.items()
            for other in nearness.of_all([text], len(texts), kinds=[None], themes=[()], apart={own})[0]
        }
        hits = sum(pair in linked for pair in scores)
        print(
            f"near by {name}, from {NEAR}: precision {hits / len(scores):.2f}, recall {hits / len(linked):.2f},"
            f" {len(scores) / len(texts):.1f} lessons a text"
        )


def main() -> None:
    """Learn the weights, or print what was measured."""
    if "--tune" in sys.argv:
        tune()
        return
    tell_labelled("tuned")
    tell_labelled("held")
    tell_sources()
    try:
        tell_nearness()
    except KbError as error:
        print(f"near lessons were not measured: {error}")


if __name__ == "__main__":
    main()
