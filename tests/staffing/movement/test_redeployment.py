"""Flows add up whichever way they are summed, and those still away are not taken for returned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.privacy.disclosure import Table, protect
from kb.staffing.flows import redeployed, redeployed_within
from kb.staffing.movement.redeployment import across, away, durations, emptied, flow_tables, net, trimmed
from kb.staffing.records import Staffing

AREAS = ["Helse", "PLO", "Skole"]
MOVES = st.lists(
    st.tuples(
        st.sampled_from(AREAS),
        st.sampled_from(AREAS),
        st.sampled_from(["P1", "P2", "P3", "P4"]),
        st.integers(0, 60),
        st.integers(0, 90) | st.none(),
        st.integers(0, 300).map(lambda quarters: quarters / 4),
    ),
    min_size=1,
    max_size=20,
)


def staffing_with(moves) -> Staffing:
    first = pd.Timestamp("2020-03-16")
    rows = [
        {
            "id": f"O{number:02}",
            "ressurs": None,
            "person": person,
            "fra_område": left,
            "til_område": went,
            "tjenestested": "x",
            "fra": first + pd.Timedelta(days=after),
            "til": pd.NaT if days is None else first + pd.Timedelta(days=after + days),
            "timer": hours,
            "kostnad": np.nan,
        }
        for number, (left, went, person, after, days, hours) in enumerate(moves)
    ]
    frame = pd.DataFrame(rows)
    frame["til"] = pd.to_datetime(frame["til"])
    frame["ressurs"] = pd.Series(dtype="str")
    nothing = pd.DataFrame()
    return Staffing(nothing, nothing, nothing, frame, nothing, nothing)


@settings(deadline=None)
@given(MOVES)
def test_what_areas_gave_is_what_areas_got(moves):
    tables = flow_tables(staffing_with(moves))
    hours = tables["timer"].shown
    assert (
        hours.sum(axis=1).sum() == pytest.approx(hours.sum().sum()) == pytest.approx(sum(m[5] for m in moves))
    )
    for area in hours.index:
        assert hours.loc[area].sum() == pytest.approx(sum(m[5] for m in moves if m[0] == area))
        assert hours[area].sum() == pytest.approx(sum(m[5] for m in moves if m[1] == area))
        assert tables["flyttinger"].shown.loc[area, area] == sum(m[0] == m[1] == area for m in moves)
    assert tables["flyttinger"].shown.to_numpy().sum() == len(moves)
    assert tables["personer"].counts.to_numpy().sum() == len({m[2] for m in moves})


def test_the_sample_agrees_with_the_flows_across_and_within(sample):
    heads = flow_tables(sample)["personer"].counts
    diagonal = pd.Series(np.diag(heads), heads.index)
    assert heads.to_numpy().sum() - diagonal.sum() == 327
    within = redeployed_within(sample).counts["personer"]
    assert diagonal[diagonal > 0].to_dict() == within.to_dict()
    across = redeployed(sample).counts
    assert (heads.loc[across.index, across.columns].where(across > 0, 0) >= across).all(axis=None)
    assert "timer" not in flow_tables(sample)


def test_somebody_who_moved_within_and_later_across_is_counted_across():
    heads = flow_tables(staffing_with([("Skole", "Skole", "P1", 0, 5, 0), ("Skole", "PLO", "P1", 6, 9, 0)]))[
        "personer"
    ]
    assert heads.counts.loc["Skole"].to_dict() == {"PLO": 1, "Skole": 0}


def test_those_who_gave_most_stand_last(sample):
    told = net(protect(flow_tables(sample))["personer"])
    assert told.index[0] == "Helsetjenester"
    assert told["netto"].iloc[0] == 172
    assert told["netto"].sum() == 0


def test_somebody_still_away_is_censored_and_not_counted_as_returned():
    back = [("Skole", "PLO", f"P{number}", 0, 9, 0) for number in range(5)]
    still = [("Skole", "PLO", f"S{number}", 0, None, 0) for number in range(6)]
    assert durations(staffing_with(back)).loc["PLO"].tolist() == [10, 10]
    censored = durations(staffing_with(back + still), pd.Timestamp("2020-06-01"))
    assert censored.loc["PLO"].isna().all()
    assert durations(staffing_with(back[:4])).loc["PLO"].isna().all()


def test_a_move_past_the_last_day_of_the_data_is_censored_there():
    moves = [("Skole", "PLO", f"P{number}", 0, 20, 0) for number in range(5)]
    early = durations(staffing_with(moves), pd.Timestamp("2020-03-20"))
    assert early.loc["PLO"].isna().all()
    assert durations(staffing_with(moves), pd.Timestamp("2020-03-01")).empty


def test_people_away_are_counted_once_a_week():
    moves = [
        ("Skole", "PLO", "P1", 0, 2, 0),
        ("Skole", "Helse", "P1", 3, 4, 0),
        ("PLO", "PLO", "P2", 0, 30, 0),
    ]
    tables = away(staffing_with(moves))
    assert tables["utlånt"].counts.loc["Skole"].to_dict() == {"2020-W12": 1, "2020-W13": 1}
    assert tables["innlånt"].counts["2020-W12"].to_dict() == {"Helse": 1, "PLO": 1, "Skole": 0}
    assert tables["utlånt"].counts.loc["PLO"].sum() == 0


def test_an_area_is_emptied_by_what_it_lent_less_what_it_borrowed():
    lent = [("Skole", "PLO", f"P{number}", 0, 6, 0) for number in range(20)]
    borrowed = [("Helse", "Skole", f"H{number}", 0, 6, 0) for number in range(8)]
    shown = protect(away(staffing_with(lent + borrowed)))
    told = emptied(shown, {"Skole": 40, "PLO": 100})
    assert told.loc["Skole"].tolist() == ["2020-W12", 12, 0.3]
    assert told.loc["PLO", "færre"] == 0
    assert "Helse" not in told.index


def test_few_who_left_are_hidden_and_so_is_how_far_the_area_was_emptied():
    shown = protect(away(staffing_with([("Skole", "PLO", f"P{number}", 0, 6, 0) for number in range(3)])))
    assert emptied(shown, {"Skole": 40}).loc["Skole"].isna().all()


def test_nothing_is_told_where_nobody_moved(only_headers):
    assert flow_tables(only_headers) == {}
    assert away(only_headers) == {}


def test_agency_staff_is_not_redeployed(small):
    heads = flow_tables(small)["personer"].counts
    assert heads.loc["Skole", "Helse"] == 1  # the first move of R1
    assert heads.loc["PLO", "PLO"] == 1
    assert heads.to_numpy().sum() == 2
    assert flow_tables(replace(small))["flyttinger"].shown.to_numpy().sum() == 3


def test_those_across_and_within_are_those_of_the_flows(sample):
    flows = protect(flow_tables(sample))["personer"]
    assert across(flows) == (327, 71)
    assert across(flows)[0] == redeployed(sample).counts.to_numpy().sum()


def test_what_is_hidden_on_the_diagonal_is_not_worked_out():
    counts = pd.DataFrame([[2, 20], [30, 3]], index=["A", "B"], columns=["A", "B"])
    flows = protect({"flows": Table(counts)})["flows"]
    assert np.isnan(across(flows)).all()


def test_areas_that_gave_or_got_none_are_left_out_and_the_sums_stay(sample):
    flows = protect(flow_tables(sample))["personer"]
    shown = trimmed(flows)
    assert shown.cells.shape == (10, 7)
    assert (shown.total, shown.row_totals.sum()) == (flows.total, flows.row_totals.sum())
    assert shown.row_totals.is_monotonic_decreasing
    kept = trimmed(flows, by_size=False).cells.index
    assert kept.tolist() == [area for area in flows.cells.index if area in kept]
