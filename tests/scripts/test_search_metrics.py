"""The measures of an order against examples worked by hand and a second way of computing them."""

import importlib
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SCRIPTS = Path(__file__).parents[2] / "scripts"
ORDERS = st.lists(st.booleans(), max_size=30)
VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40).map(np.array)


@pytest.fixture(scope="module")
def metrics():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        return importlib.import_module("search_metrics")


def plainly(relevant, of, depth=10):
    """Compute nDCG, reciprocal rank and recall from their definitions, one place at a time."""
    gain = sum(1 / math.log2(place + 1) for place, right in enumerate(relevant[:depth], start=1) if right)
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(of, depth) + 1))
    first = next((place for place, right in enumerate(relevant[:depth], start=1) if right), None)
    return (
        gain / ideal if of else 0.0,
        1 / first if first else 0.0,
        sum(relevant[:depth]) / min(of, depth) if of else 0.0,
    )


@pytest.mark.parametrize(
    ("relevant", "of", "ndcg", "mrr", "recall"),
    [
        ([True], 1, 1.0, 1.0, 1.0),
        ([False, True], 1, 1 / math.log2(3), 0.5, 1.0),
        ([True, False, True], 2, 1.5 / (1 + 1 / math.log2(3)), 1.0, 1.0),
        ([True, False, False], 2, 1 / (1 + 1 / math.log2(3)), 1.0, 0.5),
        ([False] * 9 + [True], 1, 1 / math.log2(11), 0.1, 1.0),
        ([False] * 10 + [True], 1, 0.0, 0.0, 0.0),
        ([True] * 10, 25, 1.0, 1.0, 1.0),
        ([False, False], 3, 0.0, 0.0, 0.0),
        ([], 2, 0.0, 0.0, 0.0),
        ([False], 0, 0.0, 0.0, 0.0),
    ],
)
def test_an_order_worked_by_hand(metrics, relevant, of, ndcg, mrr, recall):
    told = metrics.measure_order(relevant, of)
    assert (told.ndcg, told.mrr, told.recall) == pytest.approx((ndcg, mrr, recall))


@given(relevant=ORDERS, more=st.integers(0, 5))
def test_every_order_is_measured_as_the_definitions_say(metrics, relevant, more):
    of = sum(relevant) + more
    told = metrics.measure_order(relevant, of)
    assert (told.ndcg, told.mrr, told.recall) == pytest.approx(plainly(relevant, of))
    for value in (told.ndcg, told.mrr, told.recall):
        assert 0 <= value <= 1 + 1e-9


@given(relevant=ORDERS)
def test_no_order_is_better_than_all_relevant_first(metrics, relevant):
    of = sum(relevant)
    best = metrics.measure_order(sorted(relevant, reverse=True), of)
    told = metrics.measure_order(relevant, of)
    assert told.ndcg <= best.ndcg + 1e-9
    assert told.mrr <= best.mrr
    assert best.ndcg == pytest.approx(1.0 if of else 0.0)


@settings(max_examples=50)
@given(values=VALUES)
def test_the_interval_holds_the_mean_and_is_always_the_same(metrics, values):
    low, high = metrics.interval(values)
    assert values.min() - 1e-9 <= low <= high <= values.max() + 1e-9
    assert metrics.interval(values) == (low, high)
    narrow = metrics.interval(values, share=0.5)
    assert low <= narrow[0] <= narrow[1] <= high


@pytest.mark.parametrize("right", [20, 50, 80])
def test_the_interval_is_as_wide_as_chance_makes_a_share(metrics, right):
    values = np.array([1.0] * right + [0.0] * (100 - right))
    low, high = metrics.interval(values)
    assert low < values.mean() < high
    error = math.sqrt(values.mean() * (1 - values.mean()) / 100)
    assert high - low == pytest.approx(2 * 1.96 * error, rel=0.12)


def test_the_interval_of_values_all_alike_is_that_value(metrics):
    assert metrics.interval(np.full(7, 0.25)) == pytest.approx((0.25, 0.25))
