"""Kaplan–Meier: by hand, by law, and against statsmodels."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.staffing.pipeline.survival import curve

WAITS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60)
SHARES = st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 0.95])


def later(day: int | None) -> float:
    return math.inf if day is None else day


def test_a_curve_by_hand():
    # Six persons: done on day 1, 3, 3 and 6; two wait, since 3 and 8 days.
    found = curve([6, 3, 1, 3, 3, 8], [True, True, True, False, True, False])
    assert found.days == (1, 3, 6)
    assert found.at_risk == (6, 5, 2)
    assert found.done == (1, 2, 1)
    assert found.waiting == (Fraction(5, 6), Fraction(1, 2), Fraction(1, 4))
    assert (found.day(0.5), found.day(0.75), found.day(0.9)) == (3, 6, None)


def test_those_who_wait_count_though_they_are_not_done():
    done_only = curve([2, 2, 4], [True] * 3)
    with_waiting = curve([2, 2, 4, 9, 9, 9], [True] * 3 + [False] * 3)
    assert (done_only.day(0.5), with_waiting.day(0.5)) == (2, 4)


def test_nobody_done_gives_no_day():
    assert curve([4, 7], [False, False]).day(0.01) is None
    assert curve([], []).limits(0.5) == (None, None)


def test_nine_of_ten_done_is_a_share_of_nine_tenths():
    # 1 - 0.9 in binary is a little less than a tenth.
    assert curve(range(1, 11), [True] * 10).day(0.9) == 9


def test_the_interval_of_the_median_by_hand():
    # Ten done on days 1 to 10. After day 1, S = 0.9 and its error is sqrt(1 / (10 · 9)) / -log 0.9 = 1.0005, so
    # log(-log S) is 1.883 errors below log(log 2): within 1.96. After day 7 it is 1.376 above, after day 8 2.144.
    assert curve(range(1, 11), [True] * 10).limits(0.5) == (1, 8)
    assert curve(range(1, 11), [True] * 10).limits(0.5, level=0.9) == (2, 8)
    assert curve([1, 2, 3, 30, 30, 30, 30], [True] * 3 + [False] * 4).limits(0.5) == (1, None)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), SHARES)
def test_without_anybody_waiting_it_is_the_empirical_quantile(days, share):
    expected = np.quantile(np.array(days), share, method="inverted_cdf")
    assert curve(days, [True] * len(days)).day(share) == expected


@given(WAITS, st.randoms(use_true_random=False))
def test_the_order_of_persons_is_irrelevant(waits, chance):
    shuffled = chance.sample(waits, len(waits))
    assert curve(*zip(*shuffled, strict=True)) == curve(*zip(*waits, strict=True))


@given(WAITS, st.integers(0, 12), SHARES)
def test_one_more_who_waits_never_shortens_the_time(waits, since, share):
    before = curve(*zip(*waits, strict=True)).day(share)
    after = curve(*zip(*waits, (since, False), strict=True)).day(share)
    assert later(after) >= later(before)


@given(WAITS, SHARES, SHARES)
def test_a_larger_share_never_takes_shorter(waits, one, other):
    found = curve(*zip(*waits, strict=True))
    assert later(found.day(min(one, other))) <= later(found.day(max(one, other)))


@given(WAITS)
def test_the_interval_holds_the_median(waits):
    found = curve(*zip(*waits, strict=True))
    low, high = found.limits(0.5)
    assert later(low) <= later(found.day(0.5)) <= later(high)


@pytest.mark.parametrize("seed", range(40))
def test_statsmodels_agrees(seed):
    from statsmodels.duration.survfunc import SurvfuncRight

    chance = np.random.default_rng(seed)
    days, done = chance.integers(1, 30, 80), chance.random(80) < chance.uniform(0.3, 0.9)
    done[0] = True
    theirs, ours = SurvfuncRight(days, done), curve(days.tolist(), done.tolist())
    drops = theirs.n_events > 0
    assert ours.days == tuple(theirs.surv_times[drops])
    assert ours.at_risk == tuple(theirs.n_risk[drops])
    assert np.allclose([float(share) for share in ours.waiting], theirs.surv_prob[drops], rtol=1e-12)
    for share in (0.21, 0.52, 0.87):  # shares that no curve of theirs meets exactly: they ask for fewer left
        assert later(ours.day(share)) == np.nan_to_num(theirs.quantile(share), nan=math.inf)


@pytest.mark.parametrize("seed", range(40))
def test_statsmodels_gives_the_same_interval(seed):
    from statsmodels.duration.survfunc import SurvfuncRight

    chance = np.random.default_rng(seed)
    days, done = chance.integers(1, 40, 120), chance.random(120) < 0.8
    done[days == days.max()] = False  # theirs warns where nobody is left
    low, high = curve(days.tolist(), done.tolist()).limits(0.5)
    assert (low, later(high)) == SurvfuncRight(days, done).quantile_ci(0.5)
