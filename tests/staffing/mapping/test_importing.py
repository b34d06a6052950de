"""Exports become our files: filtered, translated, summed by week and person, and whole or not at all."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.staffing.mapping import write_imported
from kb.staffing.mapping.spreading import weeks
from kb.staffing.records import read_staffing


def test_overtime_by_day_becomes_a_row_a_week_and_person(exports, imported, rows_of, plan_of, overtime_rows):
    exports("overtid.csv", overtime_rows)
    first, second = rows_of(imported(plan_of()), "overtime")
    assert (first["periode"], first["timer"], first["kostnad"], first["personer"]) == (
        "2020-W12",
        "10",
        "4000,5",
        "1",
    )
    assert (second["periode"], second["timer"], second["kostnad"]) == ("2020-W13", "3", "1200")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_any_separator_and_encoding_gives_the_same(
    exports, imported, plan_of, overtime_rows, separator, encoding
):
    exports("overtid.csv", overtime_rows, separator=separator, encoding=encoding)
    expected = imported(plan_of()).files
    exports("overtid.csv", overtime_rows)
    assert imported(plan_of()).files == expected


def test_a_workbook_gives_the_same_as_text(exports, imported, plan_of, overtime_rows):
    days = [dt.date(2020, 3, 16), dt.date(2020, 3, 18), dt.date(2020, 3, 23)]
    hours, costs = [7.5, dt.time(2, 30), 3], [3000, 1000.5, 1200]
    typed = [
        [row[0], int(row[1]), row[2], day, hour, cost]
        for row, day, hour, cost in zip(overtime_rows[1:], days, [7.5, 2.5, 3], costs, strict=True)
    ]
    exports("overtid.csv", overtime_rows)
    expected = imported(plan_of()).files
    (exports.folder / "overtid.csv").unlink()
    exports("overtid.xlsx", [overtime_rows[0], *typed])
    assert imported(plan_of()).files == expected
    assert hours[1].isoformat() == "02:30:00"  # how a clock in a cell is read: see test_values


def test_all_files_of_a_pattern_are_read_together(exports, imported, rows_of, plan_of, overtime_rows):
    exports("overtid1.csv", overtime_rows)
    exports("overtid2.csv", overtime_rows)
    assert [row["timer"] for row in rows_of(imported(plan_of()), "overtime")] == ["20", "6"]


def test_codes_are_translated_and_rows_of_others_left_out_and_told(
    exports, imported, rows_of, plan_of, overtime_rows
):
    header, *rows = overtime_rows
    codes = ["1210", "1310", "9000"]
    exports(
        "overtid.csv", [[*header, "Lønnsart"], *([*row, code] for row, code in zip(rows, codes, strict=True))]
    )
    text = plan_of('keep = [{ column = "Lønnsart", values = ["1210", "13*"] }]').replace(
        'type = { value = "overtid" }',
        'type = { column = "Lønnsart", values = { "1210" = "overtid", "13*" = "forskjøvet arbeidstid" } }',
    )
    done = imported(text)
    assert [row["type"] for row in rows_of(done, "overtime")] == ["overtid", "forskjøvet arbeidstid"]
    assert "overtid.csv: 1 left out, «Lønnsart» is none of those kept: line 4." in done.told


def test_values_that_the_mapping_lacks_are_told_once_each_with_all_their_lines(
    exports, faults_of, plan_of, overtime_rows
):
    exports("overtid.csv", [*overtime_rows, *overtime_rows[1:]])
    text = plan_of().replace(
        '"område" = "Avdeling"', '"område" = { column = "Avdeling", values = { "Skole" = "Grunnskole" } }'
    )
    (told,) = faults_of(text)
    assert told.startswith(
        "overtid.csv: line 2–3, 5–6, column Avdeling: «PLO» is not among the values of område"
    )


@pytest.mark.parametrize(
    ("unknown", "areas"), [("keep", ["PLO", "Grunnskole"]), ("leave out", ["Grunnskole"])]
)
def test_the_mapping_may_say_what_is_done_with_other_values(
    exports, imported, rows_of, plan_of, overtime_rows, unknown, areas
):
    exports("overtid.csv", overtime_rows)
    field = f'{{ column = "Avdeling", values = {{ "Skole" = "Grunnskole" }}, unknown = "{unknown}" }}'
    done = imported(plan_of().replace('"område" = "Avdeling"', f'"område" = {field}'))
    assert [row["område"] for row in rows_of(done, "overtime")] == areas


def test_a_value_written_out_goes_before_a_pattern_and_the_longest_pattern_first(
    exports, imported, rows_of, plan_of, overtime_rows
):
    exports("overtid.csv", overtime_rows)
    values = '{ "p*" = "kort", "PL*" = "lang", "skole" = "hel", "sko*" = "del" }'
    done = imported(
        plan_of().replace('"område" = "Avdeling"', f'"område" = {{ column = "Avdeling", values = {values} }}')
    )
    assert [row["område"] for row in rows_of(done, "overtime")] == ["lang", "hel"]


def test_corrections_are_subtracted_and_a_sum_below_zero_is_told(
    exports, imported, faults_of, rows_of, plan_of, overtime_rows
):
    less = ["PLO", "1001", "sykepleier", "16.03.2020", "2,5-", "-1000"]
    exports("overtid.csv", [*overtime_rows, less])
    assert rows_of(imported(plan_of()), "overtime")[0]["timer"] == "7,5"
    exports("overtid.csv", [overtime_rows[0], less])
    assert faults_of(plan_of())[0].startswith(
        "overtid.csv: line 2, to overtime.csv, column timer: «-2,5» is below 0."
    )


def test_kroner_are_worked_out_where_the_mapping_says_what_an_hour_costs(
    exports, imported, rows_of, plan_of, overtime_rows
):
    exports("overtid.csv", [row[:5] for row in overtime_rows])
    done = imported(plan_of().replace('kostnad = "Beløp"', "kostnad = { per_hour = 400.5 }"))
    assert [row["kostnad"] for row in rows_of(done, "overtime")] == ["4005", "1201,5"]


def test_persons_are_counted_where_the_file_is_to_have_no_persons(exports, imported, rows_of):
    header = ["Avdeling", "Navn", "Stilling", "Uke", "Dager"]
    exports(
        "fravær.csv",
        [header, ["PLO", "A A", "lege", "12/2020", "2"], ["PLO", "B B", "lege", "12/2020", "1,5"]],
    )
    text = """
[[source]]
to = "absence"
file = "fravær.csv"
[source.fields]
"område" = "Avdeling"
rolle = "Stilling"
uke = "Uke"
type = { value = "sykmelding" }
dager = "Dager"
person = "Navn"
"""
    assert rows_of(imported(text), "absence") == [
        {
            "område": "PLO",
            "rolle": "lege",
            "uke": "2020-W12",
            "type": "sykmelding",
            "personer": "2",
            "dager": "3,5",
        }
    ]


def test_what_is_said_in_two_ways_of_one_is_told(exports, imported):
    header = ["Vikar", "Stilling", "Dato"]
    exports("faktura.csv", [header, ["A", "lege", "16.03.2020"], ["A", "sykepleier", "14.03.2020"]])
    text = """
[[source]]
to = "resources"
file = "faktura.csv"
group = true
[source.fields]
id = "Vikar"
kilde = { value = "vikarbyrå" }
kompetanse = "Stilling"
ledig_fra = "Dato"
villig = { value = "ja" }
"""
    done = imported(text)
    assert "1 rows of resources.csv are told with several «kompetanse»; the first was taken." in done.told
    assert b"R001;vikarbyr\xc3\xa5;lege;2020-03-14;;;ja\n" in done.files["resources.csv"]


def test_files_that_nothing_was_mapped_to_get_a_header_only_where_none_is_there(
    exports, imported, plan_of, overtime_rows, tmp_path
):
    exports("overtid.csv", overtime_rows)
    done = imported(plan_of())
    assert done.files["needs.csv"].count(b"\n") == 1
    write_imported(done, tmp_path / "ours")
    assert list(imported(plan_of()).files) == ["overtime.csv"]
    assert "absence.csv" not in done.files
    assert len(read_staffing(tmp_path / "ours").overtime) == 2


def test_nothing_is_overwritten_without_being_told(exports, imported, plan_of, overtime_rows, tmp_path):
    exports("overtid.csv", overtime_rows)
    folder = tmp_path / "ours"
    write_imported(imported(plan_of()), folder)
    write_imported(imported(plan_of()), folder)  # the same again
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    exports("overtid.csv", overtime_rows[:2])
    with pytest.raises(KbError, match=r"overtime\.csv in .* hold something else already"):
        write_imported(imported(plan_of()), folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    write_imported(imported(plan_of()), folder, replace=True)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} != before


def test_where_one_file_cannot_be_written_none_is(exports, imported, plan_of, overtime_rows, tmp_path):
    exports("overtid.csv", overtime_rows)
    done = imported(plan_of())
    folder = tmp_path / "ours"
    (folder / "recruitment.csv").mkdir(parents=True)
    with pytest.raises(KbError, match="cannot be written"):
        write_imported(done, folder, replace=True)
    assert [file.name for file in folder.iterdir()] == ["recruitment.csv"]


@given(
    st.dates(dt.date(2019, 12, 1), dt.date(2021, 1, 31)),
    st.integers(0, 60),
    st.booleans(),
)
def test_days_of_an_absence_are_neither_lost_nor_made(first, length, weekends):
    from fractions import Fraction

    last = first + dt.timedelta(days=length)
    parts = weeks(first, last, Fraction(1), weekends=weekends)
    days = [first + dt.timedelta(days=step) for step in range(length + 1)]
    counted = [day for day in days if weekends or day.weekday() < 5]
    expected = {
        week: len(list(group)) for week, group in itertools.groupby(f"{day:%G-W%V}" for day in counted)
    }
    assert {part["uke"]: part["dager"] for part in parts} == expected


def absence_plan(spread):
    fields = '"område" = "A"\nrolle = "S"\ntype = { value = "sykmelding" }\nperson = "N"'
    return f'[[source]]\nto = "absence"\nfile = "f.csv"\nspread = {spread}\n[source.fields]\n{fields}\n'


def test_an_absence_on_a_weekend_is_left_out_and_told(exports, imported, rows_of):
    rows = [["A", "N", "S", "F", "T"], ["PLO", "1", "lege", "14.03.2020", "15.03.2020"]]
    exports("f.csv", rows)
    done = imported(absence_plan('{ first = "F", last = "T" }'))
    assert rows_of(done, "absence") == []
    assert "f.csv: 1 left out, an absence without a day that counts: line 2." in done.told
    done = imported(absence_plan('{ first = "F", last = "T", weekends = true }'))
    assert [row["dager"] for row in rows_of(done, "absence")] == ["2"]


@pytest.mark.parametrize(
    ("share", "days"), [("50", "2,5"), ("50 %", "2,5"), ("0,5", "2,5"), ("1", "5"), ("", "5")]
)
def test_a_share_is_per_cent_or_a_part_of_one_as_excel_keeps_it(exports, imported, rows_of, share, days):
    exports(
        "f.csv", [["A", "N", "S", "F", "T", "%"], ["PLO", "1", "lege", "16.03.2020", "20.03.2020", share]]
    )
    done = imported(absence_plan('{ first = "F", last = "T", share = "%" }'))
    assert [row["dager"] for row in rows_of(done, "absence")] == [days]


@pytest.mark.parametrize(
    ("first", "last", "share", "words"),
    [
        ("20.03.2020", "16.03.2020", "100", "is no time that somebody was away"),
        ("20.03.2020", "", "100", "are not two days"),
        ("20.03.2020", "20.03.2030", "100", "is no time that somebody was away"),
        ("20.03.2020", "21.03.2020", "150", "is no share in per cent"),
    ],
)
def test_an_absence_that_cannot_be_is_told(exports, faults_of, first, last, share, words):
    exports("f.csv", [["A", "N", "S", "F", "T", "%"], ["PLO", "1", "lege", first, last, share]])
    (told,) = faults_of(absence_plan('{ first = "F", last = "T", share = "%" }'))
    assert told.startswith("f.csv: line 2, columns F and T")
    assert words in told


def test_excels_mark_that_a_file_is_open_is_no_export(exports, imported, plan_of, overtime_rows):
    exports("overtid.xlsx", overtime_rows)
    exports("~$overtid.xlsx", b"owner")
    assert imported(plan_of().replace("overtid*", "*.xlsx")).rows == {"overtime": 2}
