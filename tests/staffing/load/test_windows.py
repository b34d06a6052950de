"""Rolling windows are what slicing and adding gives, for days, and bounds for weeks and months."""

from __future__ import annotations

import numpy as np
import pytest

from kb.staffing.load.windows import Windows, at_most, surely

ROSTERS, DAYS = 10_000, 60


@pytest.mark.parametrize("length", [7, 28, 364])
def test_rolling_windows_equal_brute_force_on_ten_thousand_random_rosters(length):
    random = np.random.default_rng(20200318)
    worked = random.random((ROSTERS, DAYS)) < 0.4
    hours = np.where(worked, random.integers(1, 52, (ROSTERS, DAYS)) / 4, 0.0)
    windows = Windows.of(np.arange(18_000, 18_000 + DAYS + 1), length)
    sums = surely(hours.T, windows).T
    starts = [max(0, day - length + 1) for day in range(DAYS)]
    brute = [[sum(roster[start : day + 1]) for day, start in enumerate(starts)] for roster in hours.tolist()]
    assert np.abs(sums - np.array(brute)).max() < 1e-9
    assert windows.complete.tolist() == [day >= length - 1 for day in range(DAYS)]
    assert np.array_equal(sums, at_most(hours.T, windows).T)


def test_weeks_give_the_least_and_the_most_that_can_lie_in_a_window():
    windows = Windows.of(np.array([0, 7, 14, 21]), 7)
    hours = np.array([[5.0], [8.0], [1.0]])
    least, most = surely(hours, windows)[:, 0], at_most(hours, windows)[:, 0]
    # The window ending on day 6 is week 1; on day 9, it lies across weeks 1 and 2.
    assert (least[6], most[6]) == (5, 5)
    assert (least[9], most[9]) == (0, 13)
    assert (least[13], most[13]) == (8, 8)


def test_no_month_lies_within_seven_days():
    windows = Windows.of(np.array([0, 31, 61]), 7)
    assert surely(np.array([[40.0], [40.0]]), windows).sum() == 0
    assert at_most(np.array([[40.0], [40.0]]), windows).max() == 80
