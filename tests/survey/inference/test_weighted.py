"""Weighted shares and means: what `svy` does not say, and how they meet the unweighted ones."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.survey.inference import Weights, mean_interval, poststratify, weighted_mean, weighted_share


def weighted(*cells: tuple[int, float]) -> Weights:
    """Weigh cells of some respondents to their totals in the population."""
    names = [f"celle {number}" for number in range(len(cells))]
    respondents = [name for name, (count, _) in zip(names, cells, strict=True) for _ in range(count)]
    totals = pd.Series([total for _, total in cells], index=pd.Index(names, name="cell"))
    return poststratify(pd.DataFrame({"cell": respondents}), totals)


@given(st.lists(st.booleans(), min_size=2, max_size=60), st.integers(0, 400), st.floats(1, 4))
def test_a_weighted_share_lies_in_its_interval_within_0_and_1(answers, more, ratio):
    half = len(answers) // 2
    weights = weighted((half, half * ratio + more), (len(answers) - half, len(answers) - half + more))
    found = weighted_share(pd.Series(answers), weights)
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert found.base == len(answers)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40), st.integers(1, 400))
def test_equal_weights_give_the_unweighted_mean(values, more):
    population = len(values) + more
    found = weighted_mean(pd.Series(values, dtype=float), weighted((len(values), population)))
    plain = mean_interval(values, population)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))
    assert (found.estimate, found.base) == (pytest.approx(plain.estimate), plain.base)


def test_weights_move_the_share_towards_those_who_stand_for_more():
    """Two of four said yes in a cell of 4, none of four in a cell of 12: 2/16 instead of 2/8."""
    found = weighted_share(pd.Series([True, True, False, False] + [False] * 4), weighted((4, 4), (4, 12)))
    assert found.estimate == 2 / 16
    assert found.population == 16


def test_when_all_answer_alike_kishs_base_stands_in():
    weights = weighted((20, 30), (10, 60))
    found = weighted_share(pd.Series([False] * 30), weights)
    assert found.effective_base == pytest.approx(weights.effective_base / (1 - 30 / 90))
    assert found.low == found.estimate == 0 < found.high


def test_a_weighted_census_is_sure():
    weights = weighted((3, 3), (2, 2))
    answers = pd.Series([True, False, True, True, False])
    share, mean = weighted_share(answers, weights), weighted_mean(answers.astype(float), weights)
    assert share.low == share.high == mean.low == mean.high == 0.6


def test_nobody_and_a_single_one_are_not_sure():
    weights = weighted((4, 40))
    nobody = weighted_share(pd.Series([None] * 4, dtype="boolean"), weights)
    assert (nobody.low, nobody.high, nobody.base, nobody.effective_base) == (0, 1, 0, 0)
    assert math.isnan(weighted_mean(pd.Series([np.nan] * 4), weights).estimate)
    single = weighted_mean(pd.Series([3.0, np.nan]), weights)
    assert single.estimate == 3
    assert math.isnan(single.low)


def test_an_answer_without_a_weight_is_refused():
    with pytest.raises(KbError, match="1 who answered have no weight"):
        weighted_share(pd.Series([True, False], index=[3, 4]), weighted((4, 40)))
