"""Needs, how they were filled, and the waiting of clearances."""

from __future__ import annotations

import math

import pytest

from kb.privacy.disclosure import protect
from kb.staffing.needs import clearance, days_per_step, days_to_fill, fill


def test_positions_are_counted_filled_and_unfilled_by_area(small):
    counts = fill(small).counts
    assert counts.loc["PLO"].tolist() == [4, 3]
    assert counts.loc["Skole"].tolist() == [0, 4]


def test_needs_can_be_counted_by_competence_and_by_the_week_they_were_registered(small):
    assert fill(small, "kompetanse").counts.loc["vert"].tolist() == [1, 1]
    assert fill(small, "uke").counts.index.tolist() == ["2020-W13", "2020-W14"]


@pytest.mark.parametrize("by", ["område", "kompetanse", "tjenestested", "uke"])
def test_no_position_is_lost_on_the_way_into_a_table(sample, by):
    counts = fill(sample, by).counts
    assert counts.to_numpy().sum() == sample.needs["stillinger"].sum()
    assert counts["besatt"].sum() == sample.needs["besatt"].sum()


def test_days_to_fill_weigh_each_filled_position_and_say_how_many_are_left_out(small):
    # Three positions after 2 days and one after 10; 3 + 4 are unfilled.
    time = days_to_fill(small)
    assert (time.median, time.mean) == (2, 4)
    assert (time.filled, time.unfilled) == (4, 7)
    assert time.rate == 4 / 11


def test_the_published_fill_figures_are_met(sample):
    time = days_to_fill(sample)
    assert (time.filled, time.filled + time.unfilled) == (388, 471)
    assert round(time.mean, 1) == 2.6
    early = sample.needs[sample.needs["meldt"] <= "2020-04-01"]
    filled = early[early["besatt_dato"] <= "2020-04-01"]
    assert (filled["besatt"].sum(), early["stillinger"].sum()) == (163, 214)
    nights = early[early["kompetanse"] == "sykepleier natt"]
    assert (nights["besatt"].sum(), nights["stillinger"].sum()) == (9, 22)


def test_the_sample_shows_a_peak_in_spring_and_areas_with_unfilled_needs(sample):
    by_week = fill(sample, "uke").counts.sum(axis=1)
    assert "2020-W12" <= by_week.idxmax() <= "2020-W20"
    assert (fill(sample).counts["ubesatt"] >= 5).sum() >= 3


def test_steps_stand_in_their_order_with_those_who_still_wait(small):
    counts = clearance(small).counts
    assert counts.index.tolist() == [
        "politiattest",
        "arbeidsavtale",
        "registrering",
        "tilgang",
        "første vakt",
    ]
    assert counts["ferdig"].tolist() == [1, 0, 0, 0, 1]
    assert counts["venter"].tolist() == [0, 0, 0, 1, 0]


def test_the_days_of_a_step_are_told_only_where_enough_persons_are_done(small):
    assert days_per_step(small).isna().all()
    days = days_per_step(small, smallest=1)
    assert days["politiattest"] == 6
    assert days["første vakt"] == 1
    assert math.isnan(days["tilgang"])


def test_the_police_certificate_is_the_slow_step_of_the_sample_and_some_wait_still(sample):
    days = days_per_step(sample)
    assert days.idxmax() == "politiattest"
    assert days["politiattest"] > days.drop("politiattest").max()
    assert clearance(sample).counts.loc["politiattest", "venter"] >= 5


def test_tables_of_needs_can_be_protected(sample):
    shown = protect({"fill": fill(sample), "clearance": clearance(sample)})
    assert shown["fill"].total == 471
    assert shown["fill"].shares().loc["Pleie og omsorg", "besatt"] == 150 / 201


def test_files_without_rows_give_no_needs_and_no_waiting(only_headers):
    assert fill(only_headers).counts.empty
    assert clearance(only_headers).counts.to_numpy().sum() == 0
    assert days_per_step(only_headers).isna().all()
    assert math.isnan(days_to_fill(only_headers).mean)
