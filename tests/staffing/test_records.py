"""Staffing files are read together: every fault of every file at once, with file, line and remedy."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound
from kb.staffing.records import read_staffing

OVERTIME = "område;rolle;periode;type;timer;kostnad;personer;person\n"
NEEDS = "id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato\n"
ASSIGNMENTS = "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n"


def faults_of(folder, **options):
    with pytest.raises(FaultsFound) as told:
        read_staffing(folder, **options)
    return told.value.faults


def test_six_good_files_are_read_with_their_lines_as_index(small):
    assert small.needs.loc[3, "stillinger"] == 2
    assert small.assignments.loc[4, "timer"] == 75.5
    assert small.overtime["timer"].sum() == 271.5
    assert len(small.resources) == len(small.clearances) == len(small.recruitment) == 3


def test_every_fault_of_every_file_is_told_at_once(folder_with):
    folder = folder_with(
        needs=NEEDS + "B1;PLO;Solbakken;lege;mange;2020-04-01;;2020-03-28;0;\n",
        resources=None,
        clearances="ressurs;steg;startet;ferdig\nR1;politiattest;2020-03-20;2020-03-19\n",
        overtime=OVERTIME + "PLO;lege;mars;overtid;10;1;0;\n",
        recruitment="kategori;søkere;rekruttert;engasjert;fra;til\nLeger;5;6;7;2020-03-12;2020-03-11\n",
    )
    told = [(fault.file, fault.place) for fault in faults_of(folder)]
    assert told == [
        ("needs.csv", "line 2, column stillinger"),
        ("resources.csv", "the file"),
        ("clearances.csv", "line 2, column ferdig"),
        ("overtime.csv", "line 2, column personer"),
        ("recruitment.csv", "line 2, column rekruttert"),
        ("recruitment.csv", "line 2, column engasjert"),
        ("recruitment.csv", "line 2, column til"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("B1;PLO;S;lege;5;2020-04-01;2020-03-31;2020-03-28;0;", "til", "before «fra»"),
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;6;2020-03-30", "besatt", "more than «stillinger»"),
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;1;2020-03-27", "besatt_dato", "before «meldt»"),
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;1;", "besatt_dato", "does not go with"),
        ("B1;PLO;S;lege;5;2020-04-01;;2020-03-28;0;2020-03-30", "besatt_dato", "does not go with"),
        ("B1;PLO;S;lege;0;2020-04-01;;2020-03-28;0;", "stillinger", "below 1"),
    ],
)
def test_a_need_that_cannot_be_so_is_told(folder_with, row, column, words):
    (fault,) = faults_of(folder_with(needs=NEEDS + "\n" + row + "\n"))
    assert (fault.file, fault.place) == ("needs.csv", f"line 3, column {column}")
    assert words in fault.problem.lower()
    assert fault.remedy


@pytest.mark.parametrize(
    ("rows", "line", "column", "words"),
    [
        ("PLO;lege;2020-13;overtid;10;1;5;", 2, "periode", "neither a month nor a week"),
        ("PLO;lege;2021-W53;overtid;10;1;5;", 2, "periode", "neither a month nor a week"),
        ("PLO;lege;2020-03;overtid;10;1;2;L1", 2, "personer", "not 1"),
        ("PLO;lege;2020-03;mertid;10;1;2;", 2, "type", "not one of the codes"),
        (
            "PLO;lege;2020-03;overtid;10;1;5;\nPLO;lege;2020-03;overtid;9;1;5;",
            3,
            "person",
            "further up already",
        ),
    ],
)
def test_a_row_of_overtime_that_cannot_be_so_is_told(folder_with, rows, line, column, words):
    (fault,) = faults_of(folder_with(overtime=OVERTIME + rows + "\n"))
    assert (fault.file, fault.place) == ("overtime.csv", f"line {line}, column {column}")
    assert words in fault.problem


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("O1;R9;;;PLO;S;2020-04-01;;;", "ressurs", "not in resources.csv"),
        ("O1;R1;;;PLO;S;2020-04-01;;;", "fra_område", "empty for somebody of our own"),
        ("O1;;P1;;PLO;S;2020-04-01;;;", "fra_område", "empty for somebody of our own"),
        ("O1;R2;;Skole;PLO;S;2020-04-01;;;", "fra_område", "not of our own"),
        ("O1;;;Skole;PLO;S;2020-04-01;;;", "ressurs", "and not both"),
        ("O1;R1;P1;Skole;PLO;S;2020-04-01;;;", "ressurs", "and not both"),
    ],
)
def test_an_assignment_that_fits_no_resource_is_told(folder_with, row, column, words):
    (fault,) = faults_of(folder_with(assignments=ASSIGNMENTS + row + "\n"))
    assert (fault.file, fault.place) == ("assignments.csv", f"line 2, column {column}")
    assert words in fault.problem


def test_a_clearance_of_an_unknown_resource_is_told(folder_with):
    rows = "ressurs;steg;startet;ferdig\nR7;tilgang;2020-03-20;\n"
    (fault,) = faults_of(folder_with(clearances=rows))
    assert str(fault) == (
        "clearances.csv: line 2, column ressurs: Is not in resources.csv. Add it there, or mend the id."
    )


def test_own_staff_without_a_home_area_are_told(folder_with):
    rows = "id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig\n"
    rows += "R1;intern;lærer;2020-03-20;2020-03-19;;ja\nR2;vikarbyrå;lege;2020-03-20;;;ja\n"
    places = [fault.place for fault in faults_of(folder_with(resources=rows))]
    assert places == ["line 2, column ledig_til", "line 2, column hjemmeområde"]


def test_a_misspelt_area_is_told_where_the_areas_are_given(folder_with):
    faults = faults_of(folder_with(), areas=["PLO", "Helse", "Barnehage"])
    assert {(fault.file, fault.place) for fault in faults} == {
        ("needs.csv", "line 4, column område"),
        ("resources.csv", "line 2, column hjemmeområde"),
        ("assignments.csv", "line 2, column fra_område"),
        ("assignments.csv", "line 3, column fra_område"),
    }
    assert "PLO, Helse, Barnehage" in faults[0].remedy


def test_many_faults_of_one_kind_are_told_in_a_few_lines(folder_with):
    rows = "".join(f"R1{n};tilgang;2020-03-20;\n" for n in range(40))
    faults = faults_of(folder_with(clearances="ressurs;steg;startet;ferdig\n" + rows))
    assert len(faults) == 5
    assert "more lines" in faults[-1].place
