"""Recruitment by category, and the channels extra hands came through."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kb.privacy.disclosure import protect
from kb.staffing.flows import redeployed, redeployed_within
from kb.staffing.recruitment import CHANNELS, channels, recruited

SPRING, SUMMER = "2020-03-12/2020-06-01", "2020-07-01/2020-08-31"


def test_those_recruited_are_counted_by_category_and_period(small):
    tables = recruited(small)
    assert list(tables) == [SPRING, SUMMER]
    assert tables[SPRING].counts.loc["Leger"].tolist() == [8, 2]
    assert tables[SUMMER].counts.to_numpy().sum() == 6


def test_the_published_recruitment_is_met(sample):
    spring, summer = (recruited(sample)[period].counts for period in (SPRING, SUMMER))
    assert spring.to_numpy().sum() == 100
    assert spring["engasjert"].to_dict() == {
        "Sykepleiere": 12,
        "Leger": 15,
        "Fysioterapeuter": 6,
        "Studenter helsefag": 14,
        "Helsefagarbeidere": 1,
        "Pleiemedarbeidere": 7,
        "Helsesekretærer": 11,
    }
    assert spring["engasjert"].sum() == 66
    assert summer.index.tolist() == ["Koronatelefon, test og smittesporing"]
    assert summer["engasjert"].sum() == 22


def test_the_single_health_worker_is_not_shown_and_the_sums_are(sample):
    shown = protect(recruited(sample))[SPRING]
    assert np.isnan(shown.cells.loc["Helsefagarbeidere", "engasjert"])
    assert shown.column_totals["engasjert"] == 66
    assert shown.total == 100


def test_there_are_five_channels_also_when_one_is_empty(small):
    counts = channels(small)["personer"].counts["personer"]
    assert tuple(counts.index) == CHANNELS
    # R1 twice and P1; R2 from the agency; L1, twelve nurses and seven doctors.
    assert counts.tolist() == [0, 20, 2, 0, 1]


def test_the_channels_of_the_sample_agree_with_recruitment_and_redeployment(sample):
    counts = channels(sample)["personer"].counts["personer"]
    assert counts["ekstern rekruttering"] == 66 + 22
    assert counts["intern omdisponering"] == 327 + 71
    assert counts["intern omdisponering"] == (
        redeployed(sample).counts.to_numpy().sum() + redeployed_within(sample).counts.to_numpy().sum()
    )
    assert (counts >= 5).all()


def test_hours_and_cost_are_told_only_for_channels_where_all_is_known(sample):
    tables = channels(sample)
    assert tables["timer"].shown.index.tolist() == ["overtid", "NAV", "vikarbyrå"]
    assert tables["kostnad"].shown.index.tolist() == ["overtid", "vikarbyrå"]
    assert tables["timer"].shown.loc["overtid", "timer"] == 35_593
    gap = sample.assignments.assign(timer=sample.assignments["timer"].where(sample.assignments["timer"] > 60))
    assert "vikarbyrå" not in channels(replace(sample, assignments=gap))["timer"].shown.index


def test_channels_can_be_protected(sample):
    shown = protect(channels(sample))
    assert shown["personer"].hidden == 0
    assert shown["timer"].cells.loc["overtid", "timer"] == 35_593


def test_files_without_rows_give_five_empty_channels(only_headers):
    assert channels(only_headers)["personer"].counts["personer"].tolist() == [0, 0, 0, 0, 0]
    assert recruited(only_headers) == {}
