"""All hours come out again, whoever stands behind them is counted once, and leaders stand apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.privacy.disclosure import protect
from kb.reports.text.numbers import money, percent
from kb.staffing.overtime import Total, heads, leaders, most_hours, overtime, shares, total
from kb.staffing.periods import month_of
from kb.staffing.records import KINDS, Staffing

HOURS = [f"timer per {group}" for group in ("måned", "rolle", "type")]
COST = [f"kostnad per {group}" for group in ("måned", "rolle", "type")]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["PLO", "Helse", "Skole"]),
        st.sampled_from(["lege", "sykepleier", "tjenesteleder"]),
        st.sampled_from(["2020-03", "2020-W14", "2020-04"]),
        st.sampled_from(KINDS),
        st.integers(0, 400).map(lambda halves: halves / 2),
        st.integers(0, 90_000),
        st.integers(1, 40),
        st.sampled_from([None, None, "L1", "L2"]),
    ),
    min_size=1,
    max_size=25,
)
COLUMNS = ["område", "rolle", "periode", "type", "timer", "kostnad", "personer", "person"]


def staffing_with(rows) -> Staffing:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["personer"] = frame["personer"].where(frame["person"].isna(), 1)
    frame["person"] = frame["person"].astype("str").where(frame["person"].notna())
    nothing = pd.DataFrame()
    return Staffing(nothing, nothing, nothing, nothing, frame.drop_duplicates(COLUMNS[:4]), nothing)


def test_the_published_overtime_is_met(sample):
    sums = total(protect(overtime(sample)))
    assert sums.hours == 35_593
    assert money(sums.cost) == "14,5\u00a0mill.\u00a0kr"
    assert round(sums.cost_per_hour) == 407
    assert 0 < sums.shifted < sums.hours / 4
    assert sorted(sample.overtime["periode"].unique()) == [f"2020-0{month}" for month in range(3, 8)]


def test_the_share_of_care_is_met_also_after_protection(sample):
    shown = protect(overtime(sample))["timer per måned"]
    assert shown.row_totals["Pleie og omsorg"] == 20_786
    assert percent(shares(shown)["Pleie og omsorg"], 1) == "58,4\u00a0%"


def test_the_published_leaders_are_met(sample):
    counts = leaders(sample).counts.sum(axis=1)
    assert counts.to_dict() == {"tjenesteleder": 21, "avdelingsleder": 59}
    assert most_hours(sample)["tjenesteleder"] == 90


@pytest.mark.parametrize("name", HOURS + COST)
def test_hours_and_cost_in_are_hours_and_cost_out(sample, name):
    table = overtime(sample)[name]
    measure = name.split()[0]
    by_area = sample.overtime.groupby("område")[measure].sum()
    assert table.shown.sum(axis=1).to_dict() == pytest.approx(by_area.to_dict())
    assert table.shown.index.equals(table.counts.index)


@settings(deadline=None)
@given(ROWS)
def test_no_hour_is_lost_and_none_stands_without_a_person(rows):
    staffing = staffing_with(rows)
    for name, table in overtime(staffing).items():
        assert table.shown.to_numpy().sum() == pytest.approx(staffing.overtime[name.split()[0]].sum())
        assert (table.counts.to_numpy()[table.shown.to_numpy() > 0] > 0).all()


@settings(deadline=None)
@given(ROWS)
def test_heads_never_exceed_the_persons_told_and_never_fall_below_the_largest_row(rows):
    frame = staffing_with(rows).overtime
    counts = heads(frame, ["område"])
    told = frame.groupby("område")["personer"]
    assert (counts <= told.sum()).all()
    assert (counts >= told.max()).all()


def test_the_same_persons_in_several_months_and_kinds_count_once(small):
    tables = overtime(small)
    # Twelve nurses and the leader in all; nine nurses and the leader in April, of whichever kind.
    assert tables["timer per rolle"].counts.loc["PLO"].to_dict() == {"tjenesteleder": 1, "øvrige": 12}
    assert tables["timer per måned"].counts.loc["PLO"].to_dict() == {"2020-03": 13, "2020-04": 10}
    assert tables["timer per type"].counts.loc["PLO"].to_dict() == {"forskjøvet arbeidstid": 4, "overtid": 13}


def test_a_week_belongs_to_the_month_of_its_thursday(small):
    assert overtime(small)["timer per måned"].shown.loc["Helse"].tolist() == [0, 40]
    assert month_of("2020-W14") == "2020-04"  # Monday is 30 March
    assert month_of("2020-W13") == "2020-03"
    assert month_of("2020-W53") == "2020-12"
    assert month_of("2020-W54") is month_of("2020-3") is month_of("mars") is None


def test_shifted_working_time_is_in_the_sum_and_told_apart(small):
    assert overtime(small)["timer per type"].shown["forskjøvet arbeidstid"].sum() == 20
    sums = total(protect(overtime(small), smallest=1))
    assert (sums.hours, sums.shifted) == (271.5, 20)
    assert sums.cost_per_hour == 124_600 / 271.5


def test_sums_that_few_stand_behind_are_not_told_either(small):
    assert np.isnan(total(protect(overtime(small))).shifted)


def test_an_area_of_three_persons_is_hidden_in_its_total_too():
    rows = [("PLO", "lege", f"2020-0{month}", "overtid", 100.0, 1, 50, None) for month in range(3, 8)]
    rows += [("Helse", "lege", f"2020-0{month}", "overtid", 90.0, 1, 40, None) for month in range(3, 8)]
    rows += [("Kultur", "vert", f"2020-0{month}", "overtid", 10.0, 1, 3, None) for month in range(3, 8)]
    shown = protect({name: table for name, table in overtime(staffing_with(rows)).items() if name in HOURS})
    assert all(np.isnan(shown[name].row_totals["Kultur"]) for name in HOURS)
    assert all(shown[name].total == 1000 for name in HOURS)


def test_cost_hides_what_hours_hide(sample):
    # At a known price per hour one would give the other away.
    shown = protect(overtime(sample))
    for hours, cost in zip(HOURS, COST, strict=True):
        assert shown[hours].cells.isna().equals(shown[cost].cells.isna())
        assert shown[hours].row_totals.isna().equals(shown[cost].row_totals.isna())
    assert shown.hidden > 0


def test_leaders_are_told_by_a_rounded_limit_and_only_where_there_are_enough(small):
    assert most_hours(small).isna().all()
    assert most_hours(small, smallest=1)["tjenesteleder"] == 40  # 31 hours
    assert leaders(small).counts.loc["tjenesteleder", "PLO"] == 1
    assert leaders(small).counts.loc["avdelingsleder"].sum() == 0


def test_files_without_rows_give_no_hours(only_headers):
    assert np.isnan(Total(0.0, 0.0, 0.0).cost_per_hour)
    assert all(table.counts.empty for table in overtime(only_headers).values())
    assert leaders(only_headers).counts.empty
    assert most_hours(only_headers).isna().all()


def test_leaders_known_only_by_number_are_counted_at_least_once(small):
    anonymous = small.overtime.assign(person=None, personer=1).astype({"person": "str"})
    anonymous["person"] = anonymous["person"].where(anonymous["person"] != "None")
    counts = leaders(replace(small, overtime=anonymous)).counts
    assert counts.loc["tjenesteleder", "PLO"] == 1
