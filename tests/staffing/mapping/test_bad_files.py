"""What is wrong in an export is told with its place, all faults at once; nothing is guessed, or lost unsaid."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound


def test_a_file_that_is_not_there_is_told(faults_of, plan_of):
    assert faults_of(plan_of()) == [
        "overtid*: the file: Is not there. Put it in exports, or mend file in the mapping."
    ]


@pytest.mark.parametrize("file", ["/etc/passwd", "", "**"])
def test_a_pattern_that_finds_no_file_is_told(faults_of, plan_of, file):
    assert "Is not there" in faults_of(plan_of().replace("overtid*", file))[0]


def test_a_missing_sheet_is_told(exports, faults_of, plan_of, overtime_rows):
    exports("overtid.xlsx", overtime_rows)
    assert faults_of(plan_of('sheet = "Data"')) == [
        "overtid.xlsx: the file: Has no sheet «Data». Name one of: Ark1."
    ]
    exports("overtid.csv", overtime_rows)
    assert "overtid.csv: the file: Has no sheets, so none «Data»." in faults_of(plan_of('sheet = "Data"'))[0]


def test_the_sheet_that_is_named_is_read(exports, imported, rows_of, plan_of, overtime_rows):
    exports("overtid.xlsx", {"Forside": [["Rapport", "x"], ["laget", "y"]], "Data": overtime_rows})
    assert len(rows_of(imported(plan_of('sheet = "Data"')), "overtime")) == 2


def test_every_missing_column_is_told_with_what_there_is(exports, faults_of, plan_of, overtime_rows):
    _header, *rows = overtime_rows
    exports("overtid.csv", [["Avdeling", "Nr", "Stilling", "Dag", "Timer", "Beløp"], *rows])
    told = faults_of(plan_of())
    assert told == [
        "overtid.csv: the header: Has no column «Dato» for field periode. Name another in the mapping. "
        "It has: Avdeling, Nr, Stilling, Dag, Timer, Beløp.",
        "overtid.csv: the header: Has no column «Ansattnr» for field person. Name another in the mapping. "
        "It has: Avdeling, Nr, Stilling, Dag, Timer, Beløp.",
    ]


def test_no_column_at_all_is_told_as_the_wrong_file(exports, faults_of, plan_of):
    exports("overtid.csv", [["a", "b"], ["1", "2"]])
    assert "No line of the first 60 names any of the columns: «Avdeling»" in faults_of(plan_of())[0]


def test_two_columns_that_match_are_told(exports, faults_of, plan_of, overtime_rows):
    rows = [[*row, "x"] for row in overtime_rows]
    rows[0][-1] = "timer "
    exports("overtid.csv", rows)
    (told,) = faults_of(plan_of())
    assert told.startswith(
        "overtid.csv: the header: Has several columns for field timer: 5 «Timer», 7 «timer»."
    )
    rows[0][-1] = "Enhet"
    exports("overtid.csv", rows)
    (told,) = faults_of(plan_of().replace('= "Avdeling"', '= ["Avdeling", "Enhet"]'))
    assert "Has several columns for field område: 1 «Avdeling», 7 «Enhet»." in told


def test_titles_above_the_header_and_sums_below_are_passed_over_and_told(
    exports, imported, rows_of, plan_of, overtime_rows
):
    above = [["Overtid i perioden 01.03.2020–31.03.2020"], [], ["Avdeling: PLO", "Utskrift 02.04.2020"]]
    below = [["Sum", "", "", "", "13", "5200,5"], ["PLO Totalt", "", "", "", "10", ""], ["* uten mertid"]]
    expected = None
    for name in ("overtid.csv", "overtid.xlsx"):
        exports(name, [*above, *overtime_rows, *below])
        done = imported(plan_of())
        assert [row["timer"] for row in rows_of(done, "overtime")] == ["10", "3"]
        assert f"{name}: 2 rows above the header were passed over." in done.told
        assert any("2 left out, sums" in one for one in done.told)
        assert any("1 left out, a note in one cell" in one for one in done.told)
        assert expected in (None, done.files)
        expected = done.files
        (exports.folder / name).unlink()


def test_a_header_told_over_again_on_every_page_is_left_out(
    exports, imported, rows_of, plan_of, overtime_rows
):
    header, *rows = overtime_rows
    exports("overtid.csv", [header, rows[0], header, *rows[1:]])
    done = imported(plan_of())
    assert len(rows_of(done, "overtime")) == 2
    assert "overtid.csv: 1 left out, the header over again: line 3." in done.told


def test_a_header_of_two_rows_with_merged_cells_is_joined(
    exports, imported, faults_of, rows_of, plan_of, overtime_rows
):
    upper = ["", "", "", "", "Overtid 50", "", "Overtid 100", ""]
    lower = ["Avdeling", "Ansattnr", "Stilling", "Dato", "Timer", "Beløp", "Timer", "Beløp"]
    rows = [[*row, "9", "9"] for row in overtime_rows[1:]]
    exports("overtid.csv", [upper, lower, *rows])
    assert any("several columns for field timer" in told for told in faults_of(plan_of()))
    text = (
        plan_of("head_rows = 2")
        .replace('"Timer"', '"Overtid 100 / Timer"')
        .replace('"Beløp"', '"Overtid 100 / Beløp"')
    )
    assert [row["timer"] for row in rows_of(imported(text), "overtime")] == ["18", "9"]


def test_the_row_of_the_header_may_be_told_and_a_file_may_have_none(
    exports, imported, faults_of, rows_of, plan_of, overtime_rows
):
    exports("overtid.csv", [["x", "y"], *overtime_rows])
    assert len(rows_of(imported(plan_of("head = 2")), "overtime")) == 2
    assert "Has nothing in line 9" in faults_of(plan_of("head = 9"))[0]
    exports("overtid.csv", overtime_rows[1:])
    text = plan_of("head = 0")
    for place, name in enumerate(overtime_rows[0], start=1):
        text = text.replace(f'"{name}"', f'"{place}"')
    assert [row["timer"] for row in rows_of(imported(text), "overtime")] == ["10", "3"]


def test_every_cell_that_cannot_be_read_is_told_at_once_with_its_line(
    exports, faults_of, plan_of, overtime_rows
):
    header, first, *rest = overtime_rows
    bad = [["PLO", "1", "lege", "16/03/20", "syv", "100"], ["PLO", "1", "lege", "17.03.2020", "2", "kr"]]
    exports("overtid.csv", [header, first, *bad, *rest])
    told = faults_of(plan_of())
    assert [one.split(": ")[1] for one in told] == [
        "line 3, column Dato",
        "line 3, column Timer",
        "line 4, column Beløp",
    ]
    assert "«16/03/20» is no value for periode. Mend it, or the mapping: it takes a week or a day" in told[0]


def test_an_empty_cell_that_must_be_filled_is_told_where_it_came_from(
    exports, faults_of, plan_of, overtime_rows
):
    header, first, second, third = overtime_rows
    exports("overtid.csv", [header, first, second, ["", *third[1:]], ["Skole", "", *third[2:]]])
    assert faults_of(plan_of()) == [
        "overtid.csv: line 4, to overtime.csv, column område: Is empty. Fill it in.",
        "overtid.csv: line 5, to overtime.csv, column personer: Is empty. Fill it in.",
    ]


def test_faults_of_several_files_are_told_together(exports, faults_of, plan_of, overtime_rows):
    exports("overtid1.csv", [overtime_rows[0]])
    exports("overtid2.csv", b"%PDF-1.7")
    exports("overtid3.xlsx", b"PK\x03\x04nothing")
    exports("overtid4.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    exports("overtid5.csv", b"")
    told = faults_of(plan_of())
    assert [one.split(": ")[0] for one in told] == [
        f"overtid{n}.{e}" for n, e in zip("12345", ["csv", "csv", "xlsx", "xlsx", "csv"], strict=True)
    ]
    assert "Holds nothing below its header" in told[0]
    assert "Is not a table" in told[1]


def test_rows_that_say_the_same_are_told_and_left_out_only_when_the_mapping_says_so(
    exports, imported, rows_of, plan_of, overtime_rows
):
    exports("overtid.csv", [*overtime_rows, overtime_rows[1]])
    done = imported(plan_of())
    assert rows_of(done, "overtime")[0]["timer"] == "17,5"
    assert any("1 say the same as one further up and were counted, line 5" in one for one in done.told)
    done = imported(plan_of('duplicates = "leave out"'))
    assert rows_of(done, "overtime")[0]["timer"] == "10"
    assert "overtid.csv: 1 left out, the same as a row further up: line 5." in done.told


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+HYPERLINK()", '=cmd|"/c calc"!A0', "-2+3"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(
    exports, imported, rows_of, plan_of, overtime_rows, text
):
    header, first, *rest = overtime_rows
    for name in ("overtid.csv", "overtid.xlsx"):
        exports(name, [header, [*first[:2], text, *first[3:]], *rest])
        rows = rows_of(imported(plan_of()), "overtime")
        assert rows[0]["rolle"] == f"'{text}"
        (exports.folder / name).unlink()


def test_a_formula_without_its_value_is_told(exports, faults_of, plan_of, overtime_rows):
    import io

    from openpyxl import Workbook

    book = Workbook()
    for row in overtime_rows:
        book.active.append(row)
    book.active["E2"] = "=3+4.5"
    content = io.BytesIO()
    book.save(content)
    exports("overtid.xlsx", content.getvalue())
    assert "row 2, column 5: Holds a formula without its value." in faults_of(plan_of())[0]


def test_what_our_own_rules_refuse_is_told_by_the_row_it_came_from(exports, faults_of):
    header = ["Nr", "Område", "Sted", "Yrke", "Antall", "Fra", "Til", "Meldt", "Besatt"]
    rows = [["1", "PLO", "S", "lege", "2", "01.04.2020", "31.03.2020", "28.03.2020", "0"]]
    rows += [["1", "PLO", "S", "lege", "0", "01.04.2020", "", "28.03.2020", "0"]]
    exports("behov.csv", [["Behov"], [], header, *rows])
    names = ["id", '"område"', "tjenestested", "kompetanse", "stillinger", "fra", "til", "meldt", "besatt"]
    fields = "\n".join(f'{name} = "{column}"' for name, column in zip(names, header, strict=True))
    told = faults_of(f'[[source]]\nto = "needs"\nfile = "behov.csv"\n[source.fields]\n{fields}\n')
    assert [one.split(": ")[1] for one in told] == [
        "line 5, to needs.csv, column stillinger",
        "line 5, to needs.csv, column id",
    ]


ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=15)
CELLS = st.one_of(
    ODD, st.sampled_from(["16.03.2020", "7,5", "1e9", "Sum", "'", '"', "=1", "2020-W13", "43906", "-", "½"])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=6, max_size=7), min_size=1, max_size=5))
def test_no_cell_ends_in_a_traceback(exports, imported, plan_of, overtime_rows, rows):
    exports("overtid.csv", [overtime_rows[0], *rows])
    try:
        done = imported(plan_of())
    except FaultsFound as found:
        assert all(fault.remedy for fault in found.faults)
    else:
        assert done.rows["overtime"] <= len(rows)


def test_a_day_in_a_workbook_is_the_same_as_text_as_a_date_and_as_a_number(
    exports, imported, plan_of, overtime_rows
):
    header, first, *_ = overtime_rows
    days = ["16.03.2020", dt.date(2020, 3, 16), 43906, dt.datetime(2020, 3, 16, 7, 0), "2020-03-16"]
    files = []
    for day in days:
        exports("overtid.xlsx", [header, [*first[:3], day, *first[4:]]])
        files.append(imported(plan_of()).files)
    assert all(one == files[0] for one in files)
