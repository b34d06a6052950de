"""Intervals: known values, and laws about how they lie."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kb.errors import FaultsFound, KbError
from kb.survey.inference import mean_interval, mean_intervals, share_interval, share_intervals, tabulate

LEVELS = st.sampled_from([0.8, 0.95, 0.99])


@st.composite
def counted(draw):
    """A share's count, base and population, none of them empty."""
    population = draw(st.integers(1, 10_000))
    base = draw(st.integers(1, population))
    return draw(st.integers(0, base)), base, population


def width(interval) -> float:
    return interval.high - interval.low


def test_the_seeds_survey_has_its_known_margins_with_and_without_correction():
    corrected, endless = share_interval(3043, 6087, 8880), share_interval(3043, 6087)
    assert round(100 * width(corrected) / 2, 2) == 0.70
    assert round(100 * width(endless) / 2, 2) == 1.26
    assert (corrected.base, corrected.population, endless.population) == (6087, 8880, None)
    assert "finite population correction" in corrected.method


def test_a_share_is_worked_by_hand():
    """Wilson for 15 of 20: middle (0.75 + 3.8415/40)/1.192073, and 20 of 39 worth 40."""
    found = share_interval(15, 20)
    assert found.low == pytest.approx(0.531299, abs=1e-6)
    assert found.high == pytest.approx(0.888138, abs=1e-6)
    half = share_interval(15, 20, 39)
    assert half.effective_base == pytest.approx(20 * 38 / 19)
    assert half.low == pytest.approx(share_interval(30, 40).low)


def test_a_census_is_sure_and_nobody_is_not():
    assert width(share_interval(3, 10, 10)) == 0
    assert (share_interval(0, 10, 10).high, share_interval(10, 10, 10).low) == (0, 1)
    nobody = share_interval(0, 0, 10)
    assert (nobody.low, nobody.high, nobody.base) == (0, 1, 0)
    assert math.isnan(nobody.estimate)


def test_none_and_all_of_a_sample_leave_the_share_open_to_one_side():
    none, everybody = share_interval(0, 12), share_interval(12, 12)
    assert none.low == 0 < none.high
    assert everybody.high == 1 > everybody.low
    assert none.high == pytest.approx(1 - everybody.low)


def test_the_persons_already_counted_bound_the_interval():
    """Nine of ten said no: whatever the tenth says, at most one in ten says yes."""
    assert share_interval(0, 9, 10).high <= 0.1
    assert share_interval(1, 9, 10).low >= 0.1


@given(counted(), LEVELS)
def test_an_interval_holds_its_share_within_0_and_1(counts, level):
    count, base, population = counts
    for found in (share_interval(count, base, population, level=level), share_interval(count, base)):
        assert 0 <= found.low <= found.estimate <= found.high <= 1


@given(counted(), LEVELS)
def test_the_correction_never_widens(counts, level):
    count, base, population = counts
    corrected = share_interval(count, base, population, level=level)
    endless = share_interval(count, base, level=level)
    assert endless.low - 1e-12 <= corrected.low
    assert corrected.high <= endless.high + 1e-12


@given(st.integers(0, 40), st.integers(1, 40), st.integers(2, 50), st.integers(0, 5000))
def test_more_answers_narrow_the_interval_of_the_same_share(count, base, times, more):
    count = min(count, base)
    population = base * times + more
    assert width(share_interval(count * times, base * times)) < width(share_interval(count, base))
    fewer = width(share_interval(count, base, population))
    assert width(share_interval(count * times, base * times, population)) <= fewer + 1e-12


@given(counted(), st.floats(1.01, 5))
def test_unequal_weights_widen_the_interval(counts, effect):
    count, base, _ = counts
    assert width(share_interval(count, base, design_effect=effect)) > width(share_interval(count, base))


@given(st.lists(counted(), min_size=1, max_size=6), st.randoms())
def test_groups_are_each_by_themselves_whatever_their_order(counts, random):
    groups = [f"g{number}" for number in range(len(counts))]
    table = pd.DataFrame([(c, b - c) for c, b, _ in counts], index=groups, columns=["ja", "nei"])
    sizes = pd.Series([population for *_, population in counts], index=groups)
    shuffled = random.sample(groups, len(groups))
    found = share_intervals(table.loc[shuffled], ["ja"], sizes)
    for group, (count, base, population) in zip(groups, counts, strict=True):
        assert found[group] == share_interval(count, base, population)


def test_categories_are_taken_together_and_several_answers_need_their_base():
    table = pd.DataFrame({"noen": [5], "stor": [10], "svært": [5]}, index=["Pleie"])
    assert share_intervals(table, ["stor", "svært"])["Pleie"].estimate == 0.75
    found = share_intervals(table, ["stor"], bases={"Pleie": 12})["Pleie"]
    assert (found.estimate, found.base) == (10 / 12, 12)


def test_a_table_of_intervals_has_the_labels_of_the_groups():
    table = tabulate({"Pleie": share_interval(5, 10), "Skole": share_interval(2, 10, 12)})
    assert list(table.index) == ["Pleie", "Skole"]
    assert (table["low"] < table["estimate"]).all()
    assert table.loc["Skole", "population"] == 12


def test_every_group_with_impossible_numbers_is_named():
    table = pd.DataFrame({"ja": [5, 5, 3]}, index=["Pleie", "Skole", "Kultur"])
    with pytest.raises(FaultsFound) as told:
        share_intervals(table, ["ja"], {"Pleie": 9, "Skole": 7, "Kultur": 4}, bases=table["ja"] + [-1, 3, 0])
    assert [fault.place for fault in told.value.faults] == ["Pleie", "Skole"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda table: share_intervals(table, ["jo"]), "no category «jo». Choose among: ja, nei"),
        (lambda table: share_intervals(table, ["ja"], {"Skole": 9}), "no number for «Pleie»"),
        (lambda table: mean_intervals(table, {"ja": 1}), "no number for «nei»"),
    ],
)
def test_what_is_missing_is_told(call, words):
    with pytest.raises(KbError, match=words):
        call(pd.DataFrame({"ja": [5], "nei": [2]}, index=["Pleie"]))


def test_a_mean_is_students_interval_and_leaves_missing_out():
    values = [1.0, 4.0, 2.0, 8.0, 5.0]
    expected = stats.t.interval(0.95, 4, np.mean(values), stats.sem(values))
    found = mean_interval([*values, np.nan])
    assert (found.low, found.high) == pytest.approx(expected)
    assert found.base == 5
    corrected = mean_interval(values, 25)
    assert width(corrected) == pytest.approx(width(found) * math.sqrt(1 - 5 / 25))


def test_the_mean_of_a_table_is_the_mean_of_its_persons():
    table = pd.DataFrame({"liten": [1, 0, 0], "noen": [2, 1, 0], "stor": [4, 0, 0]}, index=["a", "b", "c"])
    found = mean_intervals(table, {"liten": 1, "noen": 2, "stor": 3}, {"a": 20, "b": 9, "c": 3})
    persons = mean_interval([1, 2, 2, 3, 3, 3, 3], 20)
    assert (found["a"].low, found["a"].estimate) == pytest.approx((persons.low, persons.estimate))
    assert found["a"].high == min(persons.high, 3)
    assert found["b"].estimate == 2
    assert math.isnan(found["b"].low)
    assert math.isnan(found["c"].estimate)
    assert (
        width(mean_intervals(table, {"liten": 1, "noen": 2, "stor": 3}, {"a": 7, "b": 1, "c": 3})["b"]) == 0
    )


@given(st.lists(st.integers(0, 30), min_size=3, max_size=7).filter(lambda row: sum(row) > 1), st.data())
def test_the_interval_of_a_mean_holds_it_within_the_scale_and_the_correction_never_widens(row, data):
    table = pd.DataFrame([row], index=["alle"])
    scores = {str(column): column + 1.0 for column in table}
    population = data.draw(st.integers(sum(row), 500))
    endless = mean_intervals(table, scores)["alle"]
    corrected = mean_intervals(table, scores, {"alle": population})["alle"]
    assert 1 <= endless.low <= corrected.low <= corrected.estimate
    assert corrected.estimate <= corrected.high <= endless.high <= len(row)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    """Draw 300 of 500 without replacement, 2,000 times: the truth is inside 95 % of the times."""
    draws = np.random.default_rng(5).hypergeometric(175, 325, 300, 2000)
    table = pd.DataFrame({"ja": draws, "nei": 300 - draws})
    found = tabulate(share_intervals(table, ["ja"], pd.Series(500, table.index)))
    assert 0.93 <= ((found["low"] <= 0.35) & (found["high"] >= 0.35)).mean() <= 0.97
