from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from kb.staffing.load.checks import POSSIBLE, check
from kb.staffing.load.flags import flagged
from kb.staffing.load.limits import read_limits

RULES = read_limits()
LAW, AGREED = RULES["aml-10-6-4"], RULES["ks-korona-2020"]
APRIL = date(2020, 4, 6)


def by_brute_force(persons, first, limit, length):
    """Count by ISO week the persons with more than `limit` hours in some window of `length` days that ends in it."""
    weeks = {}
    for hours in persons.values():
        ends = {
            (first + timedelta(days=end)).strftime("%G-W%V")
            for end in range(len(hours))
            if sum(hours[max(0, end - length + 1) : end + 1]) > limit
        }
        for week in ends:
            weeks[week] = weeks.get(week, 0) + 1
    return weeks


def test_24_hours_a_week_in_april_2020_are_flagged_by_the_law_and_not_under_the_exception(roster):
    rows = roster(APRIL, {"P1": [4, 4, 4, 4, 4, 4, 0] * 3})
    assert flagged(rows, [LAW], exempt=[]).counts["7 dager"].max() == 1
    assert flagged(rows, [LAW, AGREED], exempt=[]).counts["7 dager"].sum() == 0


def test_flags_by_day_equal_brute_force(roster):
    random = np.random.default_rng(7)
    persons = {f"P{n}": random.choice([0, 0, 1, 2, 4, 6], 56).tolist() for n in range(40)}
    counts = flagged(roster(APRIL, persons), [LAW], exempt=[]).counts["7 dager"]
    by_week = counts.groupby(lambda day: date.fromisoformat(day).strftime("%G-W%V")).max()
    told = by_brute_force(persons, APRIL, 10, 7)
    days = {  # by day: the count of a day is of windows that end on it
        day: sum(sum(hours[max(0, at - 6) : at + 1]) > 10 for hours in persons.values())
        for at, day in enumerate(counts.index)
    }
    assert counts.to_dict() == days
    assert {week for week, total in by_week.items() if total} == set(told)


@pytest.mark.parametrize("form", ["%G-W%V", "%Y-%m"])
def test_who_is_flagged_in_some_period_stands_under_possible_excess(roster, by_period, form):
    rows = by_period(roster(APRIL, {"P1": [9.0] * 40, "P2": [0.1] * 40}), form)
    counts = flagged(rows, [LAW], exempt=[]).counts
    for name, table in check(rows, [LAW], exempt=[]).items():
        assert (counts[name].max() > 0) == (table.counts[POSSIBLE].sum() > 0)


def test_the_exempt_and_those_not_told_apart_are_not_flagged(roster):
    rows = roster(APRIL, {"P1": [12.0] * 7})
    assert flagged(rows, [LAW], exempt=["sykepleier"]).counts.to_numpy().sum() == 0
    crowd = rows.assign(person=None, personer=9)
    assert (
        flagged(crowd.astype({"person": "str"}).assign(person=None), [LAW], exempt=[]).counts.to_numpy().sum()
        == 0
    )


def test_shifted_hours_are_no_overtime(roster):
    rows = roster(APRIL, {"P1": [1.0] * 7})
    shifted = roster(APRIL, {"P1": [12.0] * 7}, kind="forskjøvet arbeidstid")
    assert (
        flagged(pd.concat([rows, shifted], ignore_index=True), [LAW], exempt=[]).counts.to_numpy().sum() == 0
    )
