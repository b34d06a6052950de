"""Needs, and how they were filled."""

from __future__ import annotations

import pytest

from kb.privacy.disclosure import protect
from kb.staffing.needs import fill
from kb.staffing.pipeline.steps import slowest, steps


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


def test_the_published_fill_figures_are_met(sample):
    counts = fill(sample).counts
    assert (counts["besatt"].sum(), counts.to_numpy().sum()) == (388, 471)
    early = sample.needs[sample.needs["meldt"] <= "2020-04-01"]
    filled = early[early["besatt_dato"] <= "2020-04-01"]
    assert (filled["besatt"].sum(), early["stillinger"].sum()) == (163, 214)
    nights = early[early["kompetanse"] == "sykepleier natt"]
    assert (nights["besatt"].sum(), nights["stillinger"].sum()) == (9, 22)


def test_the_sample_shows_a_peak_in_spring_and_areas_with_unfilled_needs(sample):
    by_week = fill(sample, "uke").counts.sum(axis=1)
    assert "2020-W12" <= by_week.idxmax() <= "2020-W20"
    assert (fill(sample).counts["ubesatt"] >= 5).sum() >= 3


def test_the_police_certificate_is_the_slow_step_of_the_sample_and_some_wait_still(sample):
    measured = steps(sample)
    assert slowest(measured).steps == ("politiattest",)
    days = measured.days["median"].drop("hele veien")
    assert days["politiattest"] > days.drop("politiattest").max()
    assert measured.counts.counts.loc["politiattest", "venter"] >= 5


def test_tables_of_needs_can_be_protected(sample):
    shown = protect({"fill": fill(sample), "clearance": steps(sample).counts})
    assert shown["fill"].total == 471
    assert shown["fill"].shares().loc["Pleie og omsorg", "besatt"] == 150 / 201


def test_files_without_rows_give_no_needs_and_no_waiting(only_headers):
    assert fill(only_headers).counts.empty
    assert steps(only_headers).counts.counts.to_numpy().sum() == 0
    assert steps(only_headers).days.isna().to_numpy().all()
