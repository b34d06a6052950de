"""Days away by area, week and kind, beside what was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.errors import FaultsFound
from kb.privacy.disclosure import protect
from kb.staffing.absence import ASKED, DAYS, absence, absence_beside_needs, asked_for, side_by_side
from kb.staffing.records import read_staffing

HEADER = "område;rolle;uke;type;personer;dager;stillinger\n"
ABSENCE = (
    HEADER
    + """PLO;sykepleier;2020-W14;sykmelding;12;40,5;
PLO;sykepleier;2020-W14;karantene;6;18;
PLO;helsefagarbeider;2020-W14;egenmelding;7;9;
PLO;sykepleier;2020-W15;sykmelding;10;35;
Helse;lege;2020-W14;sykt barn;3;4;
Skole;lærer;2020-W14;permisjon;8;;4
"""
)


@pytest.fixture
def away(folder_with):
    return read_staffing(folder_with(absence=ABSENCE))


def test_files_without_absence_are_read_and_tell_none(small):
    assert small.absence.empty
    assert absence(small) is None
    assert absence_beside_needs(small) == {}


def test_days_are_summed_by_week_and_kind_and_positions_are_not_turned_into_days(away):
    weeks = absence(away)
    assert weeks.values.loc["PLO"].to_dict() == {"2020-W14": 67.5, "2020-W15": 35.0}
    assert "Skole" not in weeks.values.index
    assert absence(away, "type").values.loc["PLO", "karantene"] == 18
    assert absence(away, measure="stillinger").values.to_numpy().tolist() == [[4.0]]


def test_behind_a_figure_stand_at_least_the_persons_of_the_largest_row_of_each_role(away):
    assert absence(away).counts.loc["PLO"].to_dict() == {"2020-W14": 19, "2020-W15": 10}


def test_few_persons_away_are_hidden(away):
    shown = protect({"weeks": absence(away)})["weeks"]
    assert shown.cells.loc["Helse"].isna().any()


def test_positions_asked_for_count_in_every_week_of_their_need(away):
    asked = asked_for(away)
    needs = away.needs.set_index("id")
    assert asked.counts.to_numpy().sum() >= needs["stillinger"].sum()
    first = needs.iloc[0]
    assert asked.counts.loc[first["område"], first["fra"].strftime("%G-W%V")] >= first["stillinger"]


def test_absence_and_what_was_asked_for_stand_side_by_side(away):
    table = side_by_side(protect(absence_beside_needs(away), smallest=1))
    assert list(table.columns) == ["område", "uke", DAYS, ASKED]
    rows = table.set_index(["område", "uke"])
    assert rows.index.tolist() == [(area, f"2020-W{week}") for area in ("Helse", "PLO") for week in (14, 15)]
    assert rows[DAYS].tolist() == [4.0, 0.0, 67.5, 35.0]
    asked = asked_for(away).counts
    assert rows.loc[("PLO", "2020-W14"), ASKED] == asked.loc["PLO", "2020-W14"]


def test_what_is_hidden_is_no_zero_and_what_nobody_asked_for_is(away):
    hidden = side_by_side(protect(absence_beside_needs(away), smallest=5)).set_index(["område", "uke"])
    assert hidden[DAYS].isna().any()
    nothing = replace(away, needs=away.needs.assign(område="Kultur"))
    told = side_by_side(protect(absence_beside_needs(nothing), smallest=1))
    assert told[ASKED].tolist() == [0.0] * 4


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("PLO;lege;2020-13;sykmelding;5;4;", "uke", "not a week"),
        ("PLO;lege;2020-W54;sykmelding;5;4;", "uke", "not a week"),
        ("PLO;lege;2020-W14;sykmelding;5;;", "dager", "so is «stillinger»"),
        ("PLO;lege;2020-W14;influensa;5;3;", "type", "not one of the codes"),
        ("PLO;lege;2020-W14;sykmelding;0;3;", "personer", "below 1"),
    ],
)
def test_absence_that_cannot_be_so_is_told(folder_with, row, column, words):
    with pytest.raises(FaultsFound) as found:
        read_staffing(folder_with(absence=HEADER + row + "\n"))
    (fault,) = found.value.faults
    assert (fault.file, fault.place) == ("absence.csv", f"line 2, column {column}")
    assert words in fault.problem
