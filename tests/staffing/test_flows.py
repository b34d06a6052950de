"""Everybody redeployed is counted once, leaves one area and comes to one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.privacy.disclosure import protect
from kb.staffing.flows import balance, redeployed, redeployed_within
from kb.staffing.records import Staffing

AREAS = st.sampled_from(["PLO", "Helse", "Skole", "Kultur"])
PEOPLE = st.sampled_from([("R1", None), ("R2", None), ("R3", None), (None, "P1"), (None, "R1")])
MOVES = st.lists(st.tuples(PEOPLE, AREAS, AREAS, st.integers(0, 200)), max_size=30)


def staffing_with(moves) -> Staffing:
    rows = [
        (f"O{number}", resource, person, start, to, pd.Timestamp("2020-03-16") + pd.Timedelta(days=day))
        for number, ((resource, person), start, to, day) in enumerate(moves)
    ]
    columns = ["id", "ressurs", "person", "fra_område", "til_område", "fra"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:5], "str"))
    frame["fra"] = frame["fra"].astype("datetime64[ns]")
    nothing = pd.DataFrame()
    return Staffing(nothing, nothing, nothing, frame, nothing, nothing)


def test_the_first_move_across_counts_and_work_within_an_area_is_told_apart(small):
    counts = redeployed(small).counts
    assert counts.loc["Skole", "Helse"] == 1
    assert counts.to_numpy().sum() == 1
    assert redeployed_within(small).counts["personer"].to_dict() == {"PLO": 1}


@settings(deadline=None)
@given(MOVES)
def test_rows_and_columns_each_sum_to_the_number_of_persons_redeployed(moves):
    counts = redeployed(staffing_with(moves)).counts
    crossed = {who for who, start, to, _ in moves if start != to}
    assert counts.sum(axis=1).sum() == counts.sum(axis=0).sum() == len(crossed)


@settings(deadline=None)
@given(MOVES)
def test_nobody_is_both_across_and_within_and_nobody_is_lost(moves):
    staffing = staffing_with(moves)
    heads = redeployed(staffing).counts.to_numpy().sum() + redeployed_within(staffing).counts.to_numpy().sum()
    assert heads == len({who for who, _, _, _ in moves})


@settings(deadline=None)
@given(MOVES)
def test_nobody_flows_from_an_area_into_itself(moves):
    counts = redeployed(staffing_with(moves)).counts
    assert all(counts.loc[area, area] == 0 for area in counts.index.intersection(counts.columns))


@settings(deadline=None)
@given(st.randoms(use_true_random=False), MOVES)
def test_the_order_of_the_rows_does_not_matter(random, moves):
    staffing = staffing_with(moves)
    order = list(staffing.assignments.index)
    random.shuffle(order)
    other = replace(staffing, assignments=staffing.assignments.loc[order])
    assert redeployed(staffing).counts.equals(redeployed(other).counts)


def test_the_published_redeployment_is_met(sample):
    counts = redeployed(sample).counts
    assert counts.to_numpy().sum() == 327
    assert redeployed_within(sample).counts["personer"].sum() == 71
    assert counts.sum(axis=1).to_dict() == {
        "Barnehage": 74,
        "Kultur og frivillighet": 61,
        "Grunnskole": 58,
        "Barn og familie": 41,
        "HR og digitalisering": 32,
        "NAV og integrering": 24,
        "Eiendom": 19,
        "Tekniske tjenester": 18,
    }
    assert counts.sum().tolist() == [172, 109, 31, 10, 5]
    # Some went to a second place and still count once.
    across = sample.assignments.dropna(subset=["ressurs", "fra_område"])
    assert len(across) > across["ressurs"].nunique() == 327


def test_the_balance_is_the_margins_of_the_protected_flows(sample):
    table = balance(protect({"flows": redeployed(sample)})["flows"])
    assert table["avgitt"].sum() == table["mottatt"].sum() == 327
    assert table.loc["HR og digitalisering"].tolist() == [32, 5]
    assert table.loc["Helsetjenester"].tolist() == [0, 172]


def test_the_balance_hides_what_the_flows_hide():
    moves = [((f"R{n}", None), "Skole", "Helse", 0) for n in range(3)]
    moves += [((f"S{n}", None), "Kultur", "Helse", 0) for n in range(20)]
    table = balance(protect({"flows": redeployed(staffing_with(moves))})["flows"])
    assert np.isnan(table.loc["Skole", "avgitt"])
    assert table.loc["Helse", "mottatt"] == 23


def test_files_without_rows_give_no_flows(only_headers):
    assert redeployed(only_headers).counts.empty
    assert redeployed_within(only_headers).counts.empty


@pytest.mark.parametrize("name", ["Tekniske tjenester"])
def test_a_flow_of_three_is_not_shown(sample, name):
    shown = protect({"flows": redeployed(sample)})["flows"]
    assert np.isnan(shown.cells.loc[name, "Helsetjenester"])
    assert shown.row_totals[name] == 18
