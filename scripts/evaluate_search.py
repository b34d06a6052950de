"""Measure the search on judged queries: every signal alone, and every way of weighing them together.

    python scripts/evaluate_search.py                                  the sample bank, tests/queries
    python scripts/evaluate_search.py --set FOLDER QUERIES.jsonl       a folder of texts of your own
    python scripts/evaluate_search.py --corpus FOLDER                  public text, as far as it is there

Run it in the `.venv`. Knowledge bases are kept in build/evaluation, so a second run embeds nothing.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from search_judging import Judged, judge
from search_metrics import Measures, interval, measure_order
from search_sets import DEVELOPMENT, ROOT, QuerySet, public_sets, read_questions

from kb.lessons.retrieval.fusion import learned
from kb.lessons.retrieval.signals import SIGNALS

Scores = NDArray[np.float64]
FIXED = np.array([1.0, 2.0, 1.0, 6.0, 0.5])  # one weight a signal, whatever the query
FIELDS = ("ndcg", "mrr", "recall")


def ways() -> Mapping[str, Callable[[Judged], Scores]]:
    """Name the ways of ordering passages that are compared."""

    def alone(number: int) -> Callable[[Judged], Scores]:
        return lambda judged: judged.signals.values[:, number].astype(float)

    return {
        **{name: alone(number) for number, name in enumerate(SIGNALS)},
        "fixed weights": lambda judged: judged.signals.values @ FIXED,
        "learned": lambda judged: learned().scores(judged.signals, judged.owners),
    }


def order(judged: Judged, scores: Scores) -> Measures:
    """Measure the order of one query's passages, or of documents by their best passage where those are judged."""
    best = np.argsort(-scores.round(5), kind="stable")
    if judged.by_document:
        _, first = np.unique(judged.owners[best], return_index=True)
        best = best[np.sort(first)]
        return measure_order(judged.relevant[best[:10]].tolist(), len(set(judged.owners[judged.relevant])))
    return measure_order(judged.relevant[best[:10]].tolist(), int(judged.relevant.sum()))


def report(name: str, judged: list[Judged]) -> None:
    """Print a table for a set: a row a kind and way."""
    answered = [one for one in judged if one.relevant.any()]
    kinds = ["all", *dict.fromkeys(one.question.kind for one in answered)]
    print(f"\n{name}: {len(answered)} queries that are answered, over {len(judged[0].owners)} passages")
    print(f"{'':<16}{'kind':<16}{'n':>5}" + "".join(f"{field + '@10':>11}{'95 %':>12}" for field in FIELDS))
    for way, score in ways().items():
        measured = [(one.question.kind, order(one, score(one))) for one in answered]
        for kind in kinds if len(kinds) > 2 else kinds[:1]:
            _row(way, kind, [measures for of, measures in measured if kind in {"all", of}])
    _report_floor(judged)


def _row(way: str, kind: str, measured: list[Measures]) -> None:
    told = f"{way:<16}{kind:<16}{len(measured):>5}"
    for field in FIELDS:
        values = np.array([getattr(one, field) for one in measured])
        low, high = interval(values)
        told += f"{values.mean():>11.3f}{f'{low:.2f}–{high:.2f}':>12}"
    print(told, flush=True)


def _report_floor(judged: list[Judged]) -> None:
    unsure = {
        answered: [one for one in judged if one.relevant.any() == answered] for answered in (True, False)
    }
    for answered, those in unsure.items():
        if those:
            said = sum(not learned().is_sure(one.signals) for one in those)
            print(
                f"ingen sikre treff: said of {said} of {len(those)} that are {'' if answered else 'not '}answered"
            )


def main() -> None:
    """Measure the sets that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--set", nargs=2, action="append", default=[], metavar=("FOLDER", "QUERIES"), type=Path
    )
    parser.add_argument("--corpus", type=Path, help="a folder of public Norwegian text")
    parser.add_argument("--most", type=int, default=500, help="queries of a public set (the first ones)")
    asked = parser.parse_args()
    sets = [QuerySet(folder.name, folder, read_questions(file)) for folder, file in asked.set]
    if not sets:
        sets = [QuerySet("sample bank", ROOT / "lessons", read_questions(DEVELOPMENT))]
    if asked.corpus:
        sets += public_sets(asked.corpus, ROOT / "build" / "evaluation" / "texts")
    for one in sets:
        report(one.name, judge(one, ROOT / "build" / "evaluation", most=asked.most))


if __name__ == "__main__":
    main()
