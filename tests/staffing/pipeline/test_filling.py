"""Position-days filled and empty, and the days until positions were filled."""

from __future__ import annotations

import math

import pandas as pd

from kb.privacy.disclosure import protect
from kb.staffing.pipeline.filling import position_days, time_to_fill

# B1 runs from Thursday 2 to Tuesday 7 April: 4 days of week 14 and 2 of week 15; 2 of 3 are filled from the 4th.
NEEDS = """id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato
B1;PLO;Solbakken;sykepleier;3;2020-04-02;2020-04-07;2020-04-01;2;2020-04-04
B2;Skole;Åsen skole;lærer;1;2020-04-06;;2020-04-03;1;2020-04-05
B3;Skole;Åsen skole;lærer;2;2020-05-01;;2020-04-08;0;
"""
DAY = pd.Timestamp("2020-04-09")


def test_position_days_by_week_by_hand(staffing_with):
    table = position_days(staffing_with(needs=NEEDS), as_of=DAY)
    assert table.values.to_dict("index") == {
        # two filled on the 4th and 5th; three empty on the 2nd and 3rd, one on the 4th and 5th
        "2020-W14": {"besatt": 4, "ubesatt": 8},
        # B1: two filled and one empty on the 6th and 7th; B2: filled from the 6th to the 9th
        "2020-W15": {"besatt": 8, "ubesatt": 2},
    }
    assert table.counts.to_dict("index") == {
        "2020-W14": {"besatt": 2, "ubesatt": 3},
        "2020-W15": {"besatt": 3, "ubesatt": 1},
    }


def test_position_days_by_area_and_competence_are_the_same_days(staffing_with):
    staffing = staffing_with(needs=NEEDS)
    areas = position_days(staffing, "område", as_of=DAY)
    assert areas.values.loc["PLO"].tolist() == [8, 10]
    assert areas.values.loc["Skole"].tolist() == [4, 0]
    assert areas.counts.loc["PLO"].tolist() == [2, 3]
    assert position_days(staffing, "kompetanse", as_of=DAY).values.loc["lærer"].tolist() == [4, 0]


def test_a_day_before_it_was_filled_knows_it_empty(staffing_with):
    table = position_days(staffing_with(needs=NEEDS), as_of=pd.Timestamp("2020-04-03"))
    assert table.values.loc["2020-W14"].tolist() == [0, 6]


def test_the_shares_of_the_protected_table_are_the_fill_rates(sample):
    tables = {by: position_days(sample, by) for by in ("uke", "område", "kompetanse")}
    shown = protect(tables)
    assert {table.total for table in shown.values()} == {20351.0}
    rates = shown["uke"].shares()["besatt"]
    assert rates["2020-W12"] < 0.35
    assert rates["2020-W21"] > 0.85
    assert math.isnan(rates["2020-W31"])


def test_time_to_fill_counts_those_still_empty(staffing_with):
    staffing = staffing_with(needs=NEEDS)
    # Filled after 3, 3 and 2 days; empty: one for 6 days until its need was over, two for a day by the 9th.
    measured = time_to_fill(staffing, as_of=DAY, smallest=1)
    assert measured.counts.counts.loc["alle"].tolist() == [3, 3]
    assert measured.days.loc["alle", "median"] == 3
    teachers = time_to_fill(staffing, "kompetanse", as_of=DAY, smallest=1).days.loc["lærer"]
    assert teachers["median"] == 2
    by_area = time_to_fill(staffing, "område", as_of=DAY)
    assert by_area.days["median"].isna().all()
    assert by_area.counts.counts.loc["PLO"].tolist() == [2, 1]


def test_nobody_waits_for_a_position_after_its_need_was_over(staffing_with):
    needs = NEEDS.splitlines()[0] + "\nB1;PLO;Solbakken;lege;5;2020-04-02;2020-04-07;2020-04-01;0;\n"
    staffing = staffing_with(needs=needs)
    for as_of, waited in (("2020-04-05", 4), ("2020-04-07", 6), ("2020-04-30", 6)):
        days = time_to_fill(staffing, as_of=pd.Timestamp(as_of)).days.loc["alle"]
        assert days["median over"] == waited


def test_nights_of_the_sample_are_not_half_filled(sample):
    days = time_to_fill(sample, "kompetanse").days
    assert math.isnan(days.loc["sykepleier natt", "median"])
    assert days.loc["sykepleier natt", "median over"] > 30
    assert days.loc["telefonsvarer", "median"] == 2


def test_files_without_rows_need_nothing(only_headers):
    assert position_days(only_headers).counts.empty
    assert time_to_fill(only_headers).days.empty
