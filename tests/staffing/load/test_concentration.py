"""Concentration is measured exactly, and tells of nobody alone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.privacy.disclosure import protect
from kb.staffing.load.concentration import concentration, gini, lorenz, people, steps_of_hours
from kb.staffing.load.coverage import COVERED, EXEMPT

HOURS = st.lists(st.integers(1, 4000).map(lambda quarters: quarters / 4), min_size=1, max_size=60)
JULY = date(2020, 7, 1)


@given(HOURS)
def test_gini_is_half_the_mean_difference_over_the_mean(hours):
    values = np.array(hours)
    brute = sum(abs(one - other) for one in hours for other in hours) / (2 * len(hours) ** 2 * values.mean())
    assert gini(values) == pytest.approx(brute, abs=1e-9)


def test_gini_at_its_ends():
    assert gini(np.full(9, 7.5)) == pytest.approx(0, abs=1e-12)
    assert gini(np.array([0.0] * 99 + [10])) == pytest.approx(0.99)
    assert np.isnan(gini(np.zeros(4)))


@given(HOURS, st.integers(1, 12))
def test_every_step_of_the_curve_holds_enough_persons_and_never_lies_above_even_sharing(hours, smallest):
    points = lorenz(np.array(hours), smallest=smallest)
    assert bool(points) == (len(hours) >= smallest)
    for (before, low), (after, high) in pairwise(points):
        assert round((after - before) * len(hours), 6) >= smallest
        assert low <= high + 1e-12
        assert high <= after + 1e-9
    if points:
        assert (points[0], points[-1]) == ((0, 0), pytest.approx((1, 1)))


def test_the_top_tenth_is_told_only_where_it_is_enough_persons(roster):
    hours = {f"P{number}": [float(number)] for number in range(1, 51)}
    rows = roster(JULY, hours)
    whole = concentration(rows, exempt=[])["overtid", COVERED]
    assert whole.top_share == pytest.approx(sum(range(46, 51)) / sum(range(1, 51)))
    assert whole.top_share == 1 - whole.lorenz[-2][1]
    assert concentration(rows[rows["person"] != "P50"], exempt=[])["overtid", COVERED].top_share is None


def test_fewer_than_the_smallest_are_not_measured(roster):
    few = concentration(roster(JULY, {f"P{number}": [4] for number in range(4)}), exempt=[])[
        "overtid", COVERED
    ]
    assert np.isnan(few.gini)
    assert np.isnan(few.known)
    assert (few.lorenz, few.top_share) == ((), None)


def test_leaders_who_are_exempt_and_shifted_hours_stand_apart(sample):
    measured = concentration(sample.overtime, exempt=["tjenesteleder"])
    exempt = measured["overtid", EXEMPT]
    hours = sample.overtime[sample.overtime["rolle"] == "tjenesteleder"].groupby("person")["timer"].sum()
    assert exempt.gini == pytest.approx(gini(hours.to_numpy()), abs=1e-12)
    assert len(exempt.lorenz) == 5
    assert exempt.known == 1
    # Most hours of the others are told by role only.
    assert 0 < measured["overtid", COVERED].known < 0.1
    assert np.isnan(measured["forskjøvet arbeidstid", COVERED].gini)


def test_the_persons_behind_are_counted_in_a_table(sample, roster):
    table = people(sample.overtime, exempt=["tjenesteleder"])
    assert table.counts.loc["overtid"].tolist() == [59, 0, 21]
    rows = pd.concat(
        [roster(JULY, {"P1": [4], "P2": [0]}), roster(JULY, {"P1": [4]}, kind="forskjøvet arbeidstid")]
    )
    few = people(rows, exempt=[])
    assert few.counts[COVERED].tolist() == [1, 1]
    assert protect({"personer": few})["personer"].cells[COVERED].isna().all()


def test_the_means_of_the_steps_give_back_all_hours_and_grow(sample):
    table = steps_of_hours(sample.overtime, exempt=["tjenesteleder"])
    hours = (table.counts * table.values)["timer"]
    leaders = sample.overtime[
        (sample.overtime["rolle"] == "avdelingsleder") & (sample.overtime["type"] == "overtid")
    ]
    assert hours.sum() == pytest.approx(leaders["timer"].sum())
    assert table.values["timer"].is_monotonic_increasing
    assert table.counts["timer"].min() >= 5


def test_where_not_even_two_steps_can_be_made_there_are_none(roster):
    assert steps_of_hours(roster(date(2020, 4, 6), {f"P{n}": [1.0] for n in range(9)}), exempt=[]) is None
