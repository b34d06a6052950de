"""Adjustments, Wilson's and Newcombe's intervals and the rank-sum test agree with `statsmodels`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from kb.survey.inference import adjust, compare_shares, judge, share_interval


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.sampled_from(["holm", "bh"]))
def test_adjusted_probabilities_agree(p, adjustment):
    oracle = multipletests(p, method={"holm": "holm", "bh": "fdr_bh"}[adjustment])[1]
    assert adjust(p, adjustment).tolist() == pytest.approx(oracle.tolist())


@given(
    st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999)
)
def test_an_uncorrected_share_agrees(counts, level):
    found = share_interval(*counts, level=level)
    oracle = proportion_confint(*counts, alpha=1 - level, method="wilson")
    assert (found.low, found.high) == pytest.approx(tuple(map(float, oracle)), abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=2, max_size=2))
def test_the_interval_of_a_difference_agrees(rows):
    table = pd.DataFrame(rows, index=["a", "b"], columns=["ja", "nei"])
    found = compare_shares(table, ["ja"])[0]
    (yes, no), (other_yes, other_no) = rows
    oracle = confint_proportions_2indep(yes, yes + no, other_yes, other_yes + other_no, method="newcomb")
    assert (found.low, found.high) == pytest.approx(tuple(map(float, oracle)))


@pytest.mark.parametrize("adjustment", ["holm", "bh"])
def test_the_marks_of_a_family_agree(adjustment):
    counts = np.random.default_rng(3).multinomial(60, [0.3, 0.7], 14)
    table = pd.DataFrame([[45, 15], [5, 70], *counts.tolist()], columns=["ja", "nei"]).rename(index=str)
    family = judge(compare_shares(table, ["ja"]), adjustment=adjustment)
    p = [judged.comparison.p for judged in family.judged]
    oracle = multipletests(p, alpha=0.05, method={"holm": "holm", "bh": "fdr_bh"}[adjustment])[0]
    marked = [judged.verdict in ("more", "fewer") for judged in family.judged]
    assert marked == oracle.tolist()
    assert {"0", "1"} <= {judged.comparison.group for judged in family.marked}
