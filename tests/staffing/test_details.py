"""What the page has no room for, as `kb staffing summary --json` tells it."""

from __future__ import annotations

import json

import pytest

from kb.staffing.summary import summarise


@pytest.fixture(scope="module")
def told(sample):
    return summarise(sample)["details"]


def test_it_can_be_written_as_json(told):
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_hidden_figures_are_none_in_every_table_of_positions(told):
    assert told["lost_by_competence"]["lege"]["besatt"] is None
    assert told["reasons"]["lege"]["ikke koblet"] is None
    assert told["lost_by_competence"]["all"]["besatt"] == 388


def test_reasons_and_losses_add_up_to_the_empty_positions(told):
    assert sum(told["reasons"]["all"].values()) == 83
    lost = told["lost_by_competence"]["all"]
    assert sum(lost.values()) == 471


def test_areas_and_channels_are_told(told):
    assert told["areas"]["Helsetjenester"] == {"given": 21, "got": 193, "net": 172}
    assert told["channels_personer"]["intern omdisponering"]["2020-W17"] == 358
    assert told["funnel"]["alle"]["registrert"] == 848


def test_concentration_says_how_much_of_the_hours_it_knows(told):
    assert 0 < told["concentration"]["known_share"] < 0.2
    assert told["concentration"]["lorenz"][-1] == [1.0, 1.0]


def test_files_with_headers_only_have_no_details_of_what_is_not_there(only_headers):
    told = summarise(only_headers)["details"]
    assert "areas" not in told
    assert "concentration" not in told
