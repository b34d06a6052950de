"""Hours are shared out over time without losing one, and what is not known is not shown as zero."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.privacy.disclosure import protect
from kb.staffing.movement.channels import channels_over_time, cost_per_hour, lead_times
from kb.staffing.movement.weeks import last_day, week_by_week

START = pd.Timestamp("2020-03-01")
WORK = st.lists(
    st.tuples(
        st.integers(0, 90), st.integers(0, 120) | st.none(), st.integers(0, 900), st.integers(0, 90_000)
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(WORK, st.sampled_from(["uke", "måned"]))
def test_hours_in_are_hours_out_however_they_are_shared_out(work, period):
    frame = pd.DataFrame(
        {
            "fra": [START + pd.Timedelta(days=first) for first, *_ in work],
            "til": pd.to_datetime(
                [None if n is None else START + pd.Timedelta(days=d + n) for d, n, *_ in work]
            ),
            "timer": [float(hours) for *_, hours, _ in work],
            "kostnad": [float(cost) for *_, cost in work],
            "hvem": [f"P{number}" for number in range(len(work))],
        }
    )
    spread = week_by_week(frame, last_day(frame), period)
    for measure in ("timer", "kostnad"):
        assert spread.groupby("hvem")[measure].sum().to_dict() == pytest.approx(
            frame.set_index("hvem")[measure].to_dict()
        )
    assert not spread.duplicated(["hvem", period]).any()


def test_an_assignment_over_two_weeks_is_shared_by_days(small):
    tables = channels_over_time(small)
    # R2 works 75.5 hours from Wednesday 1 April to Tuesday 14 April: 5, 7 and 2 days.
    assert tables["timer"].shown.loc[
        "vikarbyrå", ["2020-W14", "2020-W15", "2020-W16"]
    ].tolist() == pytest.approx([75.5 * 5 / 14, 75.5 / 2, 75.5 / 7])
    assert tables["personer"].counts.loc["vikarbyrå"].sum() == 3
    # Redeployment tells no hours, and overtime is mostly kept by month.
    assert tables["timer"].shown.index.tolist() == ["vikarbyrå"]
    assert "overtid" not in tables["personer"].counts.index


def test_overtime_by_month_is_whole_and_sets_the_period(sample):
    tables = channels_over_time(sample, "måned")
    months = [f"2020-0{month}" for month in range(3, 8)]
    assert tables["timer"].shown.columns.tolist() == months
    assert tables["timer"].shown.loc["overtid"].sum() == pytest.approx(35_593)
    assert set(tables["timer"].shown.index) == {"overtid", "NAV", "vikarbyrå"}
    assert set(tables["kostnad"].shown.index) == {"overtid", "vikarbyrå"}


def test_overtime_by_week_is_in_the_weeks(small):
    weeks = small.overtime[small.overtime["periode"].str.contains("W")]
    tables = channels_over_time(replace(small, overtime=weeks))
    assert tables["timer"].shown.loc["overtid"].to_dict() == {"2020-W14": 40}
    assert tables["personer"].counts.loc["overtid", "2020-W14"] == 7


def test_the_cost_of_an_hour_comes_from_what_may_be_shown(sample):
    shown = protect(channels_over_time(sample, "måned"))
    each = cost_per_hour(shown["timer"], shown["kostnad"])
    assert round(each["overtid"]) == 407
    assert np.isnan(each["NAV"])


def test_channels_that_take_over_from_one_another_are_shares_of_each_period(sample):
    shares = protect(channels_over_time(sample, "måned"))["personer"].transposed().shares()
    assert shares.columns.tolist()[0] == "ekstern rekruttering"
    assert shares["overtid"].dropna().between(0, 1).all()


def test_lead_time_is_told_where_enough_came(sample, small):
    told = lead_times(sample)
    assert told.loc["vikarbyrå", "median"] <= told.loc["intern omdisponering", "median"]
    assert told.loc["overtid"].isna().all()
    assert lead_times(small).isna().all(axis=None)
    # R1's clearance began on 20 March, and the first day of work was the 27th.
    assert lead_times(small, smallest=1).loc["intern omdisponering"].tolist() == [7, 7]


def test_files_without_rows_give_no_tables(only_headers):
    assert channels_over_time(only_headers) == {}
