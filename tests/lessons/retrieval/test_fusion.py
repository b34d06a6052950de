"""The signals are weighed by what the query is like, and a floor tells whether anything answers."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kb.lessons.retrieval import fusion
from kb.lessons.retrieval.fusion import DOCUMENT, NEIGHBOURS, Fusion, evidence, learned
from kb.lessons.retrieval.signals import FEATURES, SIGNALS, Signals

NUMBERS = st.floats(-8, 8, width=32)


def values(rows):
    return arrays(np.float32, (rows, len(SIGNALS)), elements=NUMBERS)


BANKS = st.integers(1, 6).flatmap(values)
QUERIES = arrays(np.float32, (len(FEATURES),), elements=NUMBERS)
WEIGHTS = arrays(np.float64, (len(FEATURES), len(SIGNALS)), elements=st.floats(-4, 4))


def of(weights, floor=0.0):
    """Make a fusion whose certainty is the least of each sign of an answer, above a floor."""
    signs = len(evidence(Signals.of_all(np.zeros((1, len(SIGNALS)), np.float32), np.zeros(len(FEATURES)))))
    return Fusion(weights, np.array([-floor, *[1.0] * signs]))


@given(BANKS, QUERIES, WEIGHTS)
def test_a_document_of_one_passage_scores_its_signals_by_what_the_query_is_like(bank, query, weights):
    scores = of(weights).scores(Signals.of_all(bank, query), np.arange(len(bank)))
    share = 1 + NEIGHBOURS + DOCUMENT  # alone, it is its own neighbour and its whole document
    for row, score in zip(bank, scores, strict=True):
        expected = sum(
            float(row[signal]) * float(query[feature]) * weights[feature, signal]
            for feature in range(len(FEATURES))
            for signal in range(len(SIGNALS))
        )
        assert score == pytest.approx(share * expected, abs=1e-2, rel=1e-4)


@given(BANKS, QUERIES, st.integers(0, len(SIGNALS) - 1))
def test_a_single_weight_orders_documents_of_one_passage_as_its_signal_does(bank, query, signal):
    weights = np.zeros((len(FEATURES), len(SIGNALS)))
    weights[0, signal] = 1.0
    query[0] = 1.0
    scores = of(weights).scores(Signals.of_all(bank, query), np.arange(len(bank)))
    best = scores.argmax()
    assert bank[best, signal] == bank[:, signal].max()


@given(BANKS, QUERIES, WEIGHTS, st.integers(0, 6))
def test_documents_are_scored_apart_from_each_other(bank, query, weights, first):
    owners = (np.arange(len(bank)) >= first).astype(np.int64)
    together = of(weights).scores(Signals.of_all(bank, query), owners)
    apart = [
        score
        for rows in (bank[:first], bank[first:])
        for score in of(weights).scores(Signals.of_all(rows, query), np.zeros(len(rows), np.int64))
    ]
    assert together.tolist() == pytest.approx(apart, abs=1e-2)


@given(values(1), QUERIES, WEIGHTS, st.integers(1, 6))
def test_passages_alike_score_alike_however_many_the_document_has(one, query, weights, count):
    alone = of(weights).scores(Signals.of_all(one, query), np.zeros(1, np.int64))[0]
    scores = of(weights).scores(
        Signals.of_all(np.repeat(one, count, axis=0), query), np.zeros(count, np.int64)
    )
    assert scores.tolist() == pytest.approx([alone] * count, abs=1e-2)


def test_a_passage_among_better_ones_scores_more_than_its_like_among_worse():
    weights = np.zeros((len(FEATURES), len(SIGNALS)))
    weights[0, 0] = 1.0
    bank, query = np.zeros((6, len(SIGNALS)), np.float32), np.eye(len(FEATURES), dtype=np.float32)[0]
    bank[:, 0] = [2, 1, 2, 0, 1, 0]
    scores = of(weights).scores(Signals.of_all(bank, query), np.array([0, 0, 0, 1, 1, 1]))
    assert scores[1] > scores[4]
    assert scores[0] > scores[1]


@given(BANKS, BANKS, QUERIES)
def test_more_passages_never_lessen_the_words_that_speak_for_an_answer(bank, more, query):
    before, after = (
        evidence(Signals.of_all(bank, query)),
        evidence(Signals.of_all(np.vstack([bank, more]), query)),
    )
    assert all(one <= other for one, other in zip(before[1:], after[1:], strict=True))


@given(BANKS, QUERIES)
def test_the_same_best_likeness_speaks_for_less_among_more_passages(bank, query):
    few, many = evidence(Signals.of_all(bank, query)), evidence(Signals.of_all(np.vstack([bank] * 4), query))
    assert many[0] < few[0]


@given(BANKS, QUERIES)
def test_it_is_sure_from_the_floor_and_not_below_it(bank, query):
    signals = Signals.of_all(bank, query)
    found = sum(evidence(signals))
    weights = np.zeros((len(FEATURES), len(SIGNALS)))
    assert of(weights, floor=found - 0.1).is_sure(signals)
    assert not of(weights, floor=found + 0.1).is_sure(signals)


def test_the_weights_that_come_along_fit_the_signals_and_are_numbers():
    assert learned().weights.shape == (len(FEATURES), len(SIGNALS))
    assert learned().certainty.shape == (
        1 + len(evidence(Signals.of_all(np.zeros((1, len(SIGNALS))), np.zeros(1)))),
    )
    assert np.isfinite(learned().weights).all()
    assert np.isfinite(learned().certainty).all()


@pytest.mark.parametrize(("key", "names"), [("signals", SIGNALS), ("features", FEATURES)])
def test_weights_of_other_signals_are_told(tmp_path, monkeypatch, key, names):
    told = json.loads(fusion.LEARNED.read_text(encoding="utf-8")) | {key: [*names[1:], names[0]]}
    (tmp_path / "fusion.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(fusion, "LEARNED", tmp_path / "fusion.json")
    learned.cache_clear()
    try:
        with pytest.raises(ValueError, match="learned for other signals"):
            learned()
    finally:
        learned.cache_clear()
