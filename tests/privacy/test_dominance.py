"""What is nearly one person's is hidden, and so is what a small group all answered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from kb.errors import FaultsFound
from kb.privacy.disclosure import Table, protect

COUNTS = pd.DataFrame([[20, 30, 40], [25, 20, 30], [30, 30, 30]], index=list("abc"), columns=list("xyz"))
HOURS = COUNTS * 10.0


def dominated(largest: float, second: float | None, **options):
    first, next_to = HOURS / 20, HOURS / 40
    first.loc["a", "x"], next_to.loc["a", "x"] = largest, second or 0.0
    table = Table(COUNTS, HOURS, first, None if second is None else next_to)
    return protect({"hours": table}, **options)["hours"]


def test_a_value_that_the_second_largest_knows_too_well_is_hidden():
    # 200 hours, 150 and 40 of them two persons': the second knows that the first wrote between 150 and 160,
    # less than 10 % more than it did. With 150 and 30, 20 hours are others', more than 15.
    assert np.isnan(dominated(150.0, 40.0).cells.loc["a", "x"])
    assert dominated(150.0, 30.0).hidden == 0
    assert dominated(150.0, 40.0, p=5).hidden == 0


def test_a_value_that_is_nearly_one_persons_is_hidden_when_the_second_is_not_known():
    # (1, k)-dominance: 10 % is k = 91.
    assert np.isnan(dominated(185.0, None).cells.loc["a", "x"])
    assert dominated(180.0, None).hidden == 0


def test_the_interval_goes_so_far_above_that_the_largest_stays_unknown(reader):
    shown = dominated(190.0, None)
    low, high = reader({"hours": shown}).interval([("hours", "a", "x")])
    assert high >= 190 * 1.1 - 1e-6
    assert low <= 200 - 9 + 1e-6
    assert shown.dominance == 10


def test_a_table_without_contributions_names_no_rule_of_dominance():
    assert protect({"hours": Table(COUNTS, HOURS)})["hours"].dominance is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(), shape=array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4), known=st.booleans()
)
def test_no_contribution_is_known_to_within_the_percentage(reader, data, shape, known):
    persons = data.draw(arrays(np.int64, shape, elements=st.integers(0, 20)))
    parts = data.draw(arrays(np.float64, (3, *shape), elements=st.floats(1, 500, width=16)))
    largest = np.where(persons > 0, parts[0], 0.0)
    second = np.where(persons > 1, np.minimum(parts[0], parts[1]), 0.0)
    values = largest + second + np.where(persons > 2, parts[2] * (persons - 2), 0.0)
    frames = [
        pd.DataFrame(amounts) for amounts in (persons, values, largest, second if known else 0 * second)
    ]
    shown = protect({"t": Table(*frames[:3], frames[3] if known else None)})
    attacked = reader(shown)
    for row, column in np.argwhere(largest > 0).tolist():
        lacking = 0.1 * largest[row, column] - (values - largest)[row, column] + frames[3].iloc[row, column]
        if lacking > 1e-6 * values.sum():
            low, high = attacked.interval([("t", row, column)])
            value = values[row, column]
            assert high >= value + lacking * (1 - 1e-5)
            assert low <= max(value - lacking * (1 - 1e-5), 1e-6 * value)


ANSWERS = pd.DataFrame(
    [[12, 0, 0], [30, 10, 20], [9, 40, 8], [20, 0, 30]], index=list("abcd"), columns=["nei", "litt", "ja"]
)


def test_what_a_small_group_all_answered_is_hidden_in_a_table_that_tells_of_persons(reader):
    shown = protect({"q": Table(ANSWERS, telling=True)})["q"]
    assert np.isnan(shown.cells.loc["a", "nei"])
    assert shown.row_totals["a"] == 12
    low, high = reader({"q": shown}).interval([("q", "a", "nei")])
    assert high - low >= 5
    assert low < 12
    assert shown.unanimous == 20


def test_ordinary_tables_show_a_row_in_one_cell():
    assert protect({"q": Table(ANSWERS)}).hidden == 0
    responded = pd.DataFrame([[12, 0], [30, 9]], columns=["svarte", "svarte ikke"])
    assert protect({"svar": Table(responded)}).hidden == 0


def test_that_a_large_group_agrees_is_shown():
    answers = ANSWERS.replace(12, 20)
    assert protect({"q": Table(answers, telling=True)}).hidden == 0


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counts=array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=4).flatmap(
        lambda shape: arrays(np.int64, shape, elements=st.sampled_from([0, 0, 0, 1, 3, 8, 12, 40]))
    )
)
def test_no_small_group_is_known_to_stand_in_one_cell(reader, counts):
    frame = pd.DataFrame(counts)
    shown = protect({"q": Table(frame, telling=True)})
    attacked = reader(shown)
    for row, column in np.argwhere((counts > 0) & (counts == counts.sum(axis=1, keepdims=True))).tolist():
        if counts[row, column] < 20:
            low, high = attacked.interval([("q", row, column)])
            assert high - low >= 5 - 1e-6


@settings(deadline=None, max_examples=40)
@given(counts=arrays(np.int64, (4, 3), elements=st.sampled_from([0, 0, 1, 3, 8, 40])))
def test_zeros_are_shown_so_that_no_protection_rests_on_their_being_unknown(counts):
    shown = protect({"q": Table(pd.DataFrame(counts))})["q"]
    assert (shown.cells.to_numpy()[counts == 0] == 0).all()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (Table(COUNTS, None, HOURS / 20), "no values"),
        (Table(COUNTS, HOURS, None, HOURS / 20), "largest contributions are missing"),
        (Table(COUNTS, HOURS, HOURS / 20, HOURS / 10), "above the largest"),
        (Table(COUNTS, HOURS, HOURS, HOURS / 10), "more than the value"),
        (Table(COUNTS, HOURS, HOURS.T), "same labels"),
    ],
)
def test_contributions_that_cannot_be_are_told(table, words):
    with pytest.raises(FaultsFound, match=words):
        protect({"t": table})


def test_thresholds_have_names():
    counts = pd.DataFrame([[4, 30], [9, 40], [30, 30]])
    assert protect({"t": Table(counts)}, smallest="mild").hidden == 0
    assert protect({"t": Table(counts)}, smallest="usual").smallest == 5
    assert protect({"t": Table(counts)}, smallest="strict").smallest == 10


@pytest.mark.parametrize(
    ("options", "words"), [({"smallest": "harsh"}, "mild, usual, strict"), ({"p": 0}, "per cent")]
)
def test_a_rule_that_is_none_is_told(options, words):
    with pytest.raises(FaultsFound, match=words):
        protect({"t": Table(COUNTS)}, **options)
