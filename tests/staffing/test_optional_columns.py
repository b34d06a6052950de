"""What may be left out: old files stay valid, and what nobody told stays unknown."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound
from kb.staffing.hindsight.pool import people
from kb.staffing.records import read_staffing

NEEDS = "id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato;årsak\n"
RESOURCES = "id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig"
OTHERS = {"clearances": "ressurs;steg;startet;ferdig\n", "assignments": None}
RECRUITMENT = "kategori;søkere;rekruttert;tilbudt;engasjert;fra;til\n"


def faults_of(folder):
    with pytest.raises(FaultsFound) as told:
        read_staffing(folder)
    return told.value.faults


def test_a_column_that_was_left_out_is_there_with_nothing_in_it(small):
    assert small.needs["årsak"].isna().all()
    assert small.resources["stillingsandel"].isna().all()
    assert small.recruitment["tilbudt"].isna().all()
    assert not small.resources["begrenset"].any()


def test_the_reason_that_was_told_is_kept(folder_with):
    row = "B1;PLO;S;lege;5;2020-04-01;;2020-03-28;1;2020-03-30;ikke svar\n"
    assert read_staffing(folder_with(needs=NEEDS + row)).needs["årsak"].tolist() == ["ikke svar"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;5;2020-03-30;ikke svar", "all positions were filled"),
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;0;;fordi", "not one of the codes"),
    ],
)
def test_a_reason_that_cannot_be_so_is_told(folder_with, row, words):
    (fault,) = faults_of(folder_with(needs=NEEDS + row + "\n"))
    assert fault.place == "line 2, column årsak"
    assert words in fault.problem


@pytest.fixture
def pool(folder_with):
    rows = "R1;frivillig;lege;2020-03-25;;;begrenset;50\nR2;frivillig;lege;2020-03-25;;;nei;\n"
    rows += "R3;frivillig;lege;2020-03-25;;;ja;100\nR4;frivillig;lege;2020-03-25;;;ja;\n"
    header = "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n"
    return read_staffing(
        folder_with(
            resources=f"{RESOURCES};stillingsandel\n{rows}",
            clearances=OTHERS["clearances"],
            assignments=header,
        )
    )


def test_who_is_willing_within_limits_counts_as_willing_and_is_told_apart(pool):
    assert pool.resources["villig"].tolist() == ["ja", "nei", "ja", "ja"]
    assert pool.resources["begrenset"].tolist() == [True, False, False, False]


def test_the_pool_of_hindsight_leaves_out_who_said_no(pool):
    assert people(pool)["villig"].to_dict() == {"R1": True, "R2": False, "R3": True, "R4": True}


def test_more_than_a_whole_position_is_told(folder_with):
    rows = "R1;vikarbyrå;lærer;2020-03-25;;;ja;120\nR2;vikarbyrå;lege;2020-03-25;;;ja;0\n"
    faults = faults_of(
        folder_with(
            resources=f"{RESOURCES};stillingsandel\n{rows}",
            clearances=OTHERS["clearances"],
            assignments="id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n",
        )
    )
    assert [(fault.place, fault.problem) for fault in faults] == [
        ("line 3, column stillingsandel", "«0» is below 1.")
    ]


def test_those_offered_a_place_are_among_those_who_applied(folder_with):
    rows = "Leger;20;10;21;8;2020-03-12;2020-06-01\nSykepleiere;30;9;8;9;2020-03-12;2020-06-01\n"
    told = [(fault.place, fault.problem) for fault in faults_of(folder_with(recruitment=RECRUITMENT + rows))]
    assert told == [
        ("line 2, column tilbudt", "Is more than «søkere»."),
        ("line 3, column engasjert", "Is more than «tilbudt»."),
    ]
