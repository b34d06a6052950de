"""Learn how the search weighs its signals, and what it says on queries it did not learn from.

    python scripts/tune_search.py                       from tests/queries
    python scripts/tune_search.py --corpus FOLDER       and from public Norwegian text

Run it in the `.venv`. It prints what five-fold cross-validation gives, beside fixed weights, and writes
kb/lessons/data/fusion.json. The weights maximise the likelihood of a passage that answers among the best of
each signal (listwise softmax), held near the fixed weights by a square penalty.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluate_search import FIXED, order
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from search_judging import Judged, judge
from search_sets import DEVELOPMENT, ROOT, QuerySet, public_sets, read_questions

from kb.lessons.retrieval.fusion import LEARNED, Fusion, evidence
from kb.lessons.retrieval.signals import FEATURES, SIGNALS

Floats = NDArray[np.float64]
BEST = 40  # passages of each signal that a query is learned from
PENALTY = 0.1
FOLDS = 5
SHARE_OF_BANK = 3.0  # a judged bank counts as much as three sets of public text
FALSE_ALARMS = 0.05  # of queries that are answered, how many may be called unsure


@dataclass(frozen=True)
class Example:
    """A query to learn from: its best passages' signals times its features, which answer, and its weight."""

    judged: Judged
    products: Floats
    relevant: NDArray[np.bool_]
    weight: float


def example(judged: Judged, weight: float) -> Example:
    """Keep the best passages by each signal, and those that answer."""
    values = judged.signals.values.astype(float)
    best = np.unique(np.argsort(-values, axis=0)[:BEST])
    kept = np.union1d(best, np.flatnonzero(judged.relevant))
    products = values[kept][:, None, :] * judged.signals.features.astype(float)[None, :, None]
    return Example(judged, products.reshape(len(kept), -1), judged.relevant[kept], weight)


def fit(examples: Sequence[Example]) -> Floats:
    """Fit the weights (features, signals)."""
    start = np.zeros((len(FEATURES), len(SIGNALS)))
    start[0] = FIXED
    whole = sum(one.weight for one in examples)

    def loss(flat: Floats) -> tuple[float, Floats]:
        value, slope = 0.0, np.zeros_like(flat)
        for one in examples:
            scores = one.products @ flat
            all_of, right = logsumexp(scores), logsumexp(scores[one.relevant])
            value += one.weight * (all_of - right)
            slope += one.weight * (
                np.exp(scores - all_of) @ one.products
                - np.exp(scores[one.relevant] - right) @ one.products[one.relevant]
            )
        away = flat - start.ravel()
        return float(value / whole + PENALTY * (away @ away)), slope / whole + 2 * PENALTY * away

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return np.asarray(found.x).reshape(start.shape)


def fit_certainty(judged: Sequence[Judged]) -> Floats:
    """Fit a logistic regression of "something answers", moved so that few answered queries fall below nought."""
    rows = np.array([[1.0, *evidence(one.signals)] for one in judged])
    answered = np.array([one.relevant.any() for one in judged], float)
    balance = np.where(answered > 0, 0.5 / answered.sum(), 0.5 / max((1 - answered).sum(), 1))

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        value = (
            balance @ np.logaddexp(0, np.where(answered > 0, -odds, odds)) + 0.001 * weights[1:] @ weights[1:]
        )
        slope = rows.T @ (balance * (expit(odds) - answered)) + 0.002 * np.concatenate([[0.0], weights[1:]])
        return float(value), slope

    weights = np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)
    weights[0] -= np.quantile(rows[answered > 0] @ weights, FALSE_ALARMS)
    return weights


def cross_validate(examples: Sequence[Example]) -> list[tuple[str, float, float]]:
    """Give for each query its set, and the reciprocal rank by fixed weights and by weights learned without it."""
    folds = np.random.default_rng(5).integers(FOLDS, size=len(examples))
    told: list[tuple[str, float, float]] = []
    fixed = np.zeros((len(FEATURES), len(SIGNALS)))
    fixed[0] = FIXED
    for fold in range(FOLDS):
        weights = fit([one for one, of in zip(examples, folds, strict=True) if of != fold])
        for one, of in zip(examples, folds, strict=True):
            if of == fold:
                told.append((one.judged.question.kind, _rank(one, fixed), _rank(one, weights)))
    return told


def chosen(
    validated: Sequence[tuple[str, float, float]], bank: Sequence[Judged], examples: Sequence[Example]
) -> Floats:
    """Take the learned weights where they find more of what the bank is asked than fixed ones; else the fixed."""
    kinds = {one.question.kind for one in bank}
    gain = np.mean([learned - fixed for kind, fixed, learned in validated if kind in kinds])
    print(f"on the bank's queries the learned weights change MRR@10 by {gain:+.3f}")
    if gain > 0:
        return fit(examples).round(3)
    weights = np.zeros((len(FEATURES), len(SIGNALS)))
    weights[0] = FIXED
    return weights


def _rank(one: Example, weights: Floats) -> float:
    scores = Fusion(weights, np.zeros(4)).scores(one.judged.signals, one.judged.owners)
    return order(one.judged, scores).mrr


def _mean(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f}"


def report(told: Sequence[tuple[str, float, float]], show: Callable[[str], None] = print) -> None:
    """Print the mean reciprocal rank at ten of each kind."""
    show(f"{'MRR@10':<18}{'n':>5}{'fixed':>8}{'learned':>9}  (each query by weights learned without it)")
    for kind in dict.fromkeys(kind for kind, _, _ in told):
        rows = [row for row in told if row[0] == kind]
        show(f"{kind:<18}{len(rows):>5}{_mean([r[1] for r in rows]):>8}{_mean([r[2] for r in rows]):>9}")


def main() -> None:
    """Learn, tell and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, help="a folder of public Norwegian text")
    parser.add_argument("--most", type=int, default=300, help="queries of a public set (the first ones)")
    asked = parser.parse_args()
    workplace = ROOT / "build" / "evaluation"
    bank = judge(QuerySet("sample bank", ROOT / "lessons", read_questions(DEVELOPMENT)), workplace)
    public = public_sets(asked.corpus, workplace / "texts") if asked.corpus else []
    sets = [(bank, SHARE_OF_BANK), *((judge(one, workplace, asked.most), 1.0) for one in public)]
    examples = [
        example(one, weight / len(judged)) for judged, weight in sets for one in judged if one.relevant.any()
    ]
    validated = cross_validate(examples)
    report(validated)
    told = {"features": FEATURES, "signals": SIGNALS, "weights": chosen(validated, bank, examples).tolist()}
    told["certainty"] = fit_certainty(bank).round(4).tolist()
    LEARNED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
