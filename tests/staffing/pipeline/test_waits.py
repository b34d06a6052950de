"""Which days may be told of a group, and what is said of those that are not."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kb.staffing.pipeline.waits import waits


def spells(*groups: tuple[str, list[int], list[int]]) -> pd.DataFrame:
    """Give spells of groups: a name, the days of those done, and of those who wait."""
    rows = [(name, day, True) for name, done, _ in groups for day in done]
    rows += [(name, day, False) for name, _, waiting in groups for day in waiting]
    return pd.DataFrame(rows, columns=["gruppe", "dager", "ferdig"]).astype({"ferdig": bool, "dager": int})


def days_of(done: list[int], waiting: list[int], **rule: float) -> pd.Series[float]:
    return waits(spells(("A", done, waiting)), "gruppe", ["A"], **rule).days.loc["A"]


def test_a_median_is_told_of_five_and_not_of_four():
    assert days_of([1, 2, 3, 4, 9], [])["median"] == 3
    four = days_of([1, 2, 3, 4], [])
    assert four.isna().all()


def test_those_who_wait_do_not_make_a_group_of_four_done_large_enough():
    assert math.isnan(days_of([1, 2, 3, 4], [1, 1, 1])["median"])


def test_a_tail_of_one_person_is_not_told_but_that_it_is_longer():
    days = days_of([1, 1, 2, 2, 2, 3, 3, 4, 5, 30], [])
    assert days["median"] == 2
    assert math.isnan(days["P90"])
    assert days["P90 over"] == 4  # three waited 4 days or more; the 5 and the 30 are single persons' own


def test_a_tail_of_enough_persons_is_told():
    days = days_of([1] * 17 + [6] * 3, [])
    assert (days["median"], days["P90"]) == (1, 6)
    assert math.isnan(days["P90 over"])


def test_a_median_that_is_not_reached_is_more_than_enough_have_waited():
    days = days_of([1, 1, 2, 2, 3], [8, 20, 20, 40, 50, 60])
    assert math.isnan(days["median"])
    assert days["median over"] == 40
    assert days["P90 over"] == 40


def test_done_and_waiting_are_counted_by_group_in_the_order_asked_for():
    table = waits(spells(("A", [1, 2], [3]), ("B", [], [4])), "gruppe", ["B", "A", "C"]).counts
    assert table.counts.index.tolist() == ["B", "A", "C"]
    assert table.counts["ferdig"].tolist() == [0, 2, 0]
    assert table.counts["venter"].tolist() == [1, 1, 0]


def test_another_tail_is_named_by_its_share():
    days = days_of([1, 2, 3, 4, 5, 6, 7, 8], [], tail=0.75, smallest=2)
    assert days["P75"] == 6


@given(
    st.lists(st.integers(0, 9), max_size=30),
    st.lists(st.integers(0, 9), max_size=30),
    st.integers(1, 8),
    st.sampled_from([0.6, 0.75, 0.9]),
)
def test_no_day_tells_of_few_persons(done, waiting, smallest, tail):
    days = days_of(done, waiting, smallest=smallest, tail=tail)
    few = math.ceil(smallest / 2)
    told = days[["median", f"P{tail * 100:g}", "lav", "høy"]].dropna()
    assert told.empty or len(done) >= smallest
    for day in told:
        assert sum(own <= day for own in done) >= few
        assert sum(own >= day for own in [*done, *waiting]) >= few
    for over in days.filter(like="over").dropna():
        assert len(done) + len(waiting) >= smallest
        assert sum(own >= over for own in [*done, *waiting]) >= few


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.lists(st.integers(0, 9), max_size=30))
def test_more_than_is_never_said_of_a_time_that_is_not(done, waiting):
    exact = days_of(done, waiting, smallest=1)
    careful = days_of(done, waiting, smallest=6)
    for name in ("median", "P90"):
        if not math.isnan(exact[name]):
            assert math.isnan(careful[f"{name} over"]) or careful[f"{name} over"] < exact[name]
        assert math.isnan(careful[name]) or careful[name] == exact[name]
