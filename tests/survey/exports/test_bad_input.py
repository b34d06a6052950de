"""What is no export, or a broken one, is told in words; nothing ends in a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest

from kb.errors import FaultsFound
from kb.survey.exports import read_export


@pytest.fixture
def faults_of(write):
    def told(content, name="export.csv", encoding="utf-8", **read):
        with pytest.raises(FaultsFound) as raised:
            read_export(write(content, name, encoding), **read)
        return [str(fault) for fault in raised.value.faults]

    return told


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FaultsFound, match="Is not there"):
        read_export(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff", "sep=;\n"])
def test_an_empty_file_is_told(faults_of, content):
    assert faults_of(content) == ["export.csv: the file: Is empty. Export it again."]


def test_no_answers_below_the_header_are_told(faults_of):
    assert faults_of("id;moved\n") == [
        "export.csv: the file: Holds no answers, only a header. Export it again, with the answers."
    ]


def test_one_column_is_told_as_another_separator(faults_of):
    told = faults_of("id#moved\n1#ja\n")
    assert told[0].startswith("export.csv: the file: Has one column only, or another separator")


def test_answers_without_a_header_are_told(faults_of):
    told = faults_of("101;1;3\n102;2;9\n")
    assert told[0].startswith("export.csv: the header: The first line names no columns.")


def test_names_that_stand_twice_and_columns_without_one_are_told_together(faults_of):
    assert faults_of("id;moved;;moved\n1;ja;x;nei\n") == [
        "export.csv: the header, column 3: Has no name. Give it one.",
        "export.csv: the header: «moved» names columns 2, 4. Give each its own name.",
    ]


def test_ragged_rows_are_told_with_their_lines(faults_of):
    told = faults_of("id;moved\n1;ja\n2;nei;x\n3\n" + "4;a;b;c\n" * 9)
    assert told[0] == (
        "export.csv: line 3: Has 3 fields where the header has 2. "
        "Add or remove separators; put a text with a separator in quotation marks."
    )
    assert "line 4: Has 1 fields" in told[1]
    assert "and 6 more lines" in told[-1]


def test_empty_columns_after_the_last_are_passed_over(write):
    export = read_export(write("id;moved;\n1;ja;\n2;nei;;;\n"))
    assert list(export.rows) == ["id", "moved"]


def test_a_quotation_mark_that_is_not_closed_is_told_with_its_line(faults_of):
    told = faults_of('id;why\n1;ok\n2;"aldri\n3;x\n')
    assert told[0].startswith("export.csv: line 3: Cannot be split")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"id;a\x00b\n1;2\n", bytes(range(1, 9)) * 20])
def test_bytes_that_are_no_text_are_told(faults_of, content):
    assert "Is not a text file" in faults_of(content)[0]


def test_a_stray_sign_in_a_text_is_no_fault(write):
    export = read_export(
        write("id;why\n1;én linje\x1fto linjer, limt inn fra et annet program, med mer tekst\n")
    )
    assert export.cells("why") == ["én linje to linjer, limt inn fra et annet program, med mer tekst"]


def test_letters_encoded_twice_are_told(write):
    export = read_export(write("id;svar\n1;få\n".encode().decode("cp1252")))
    assert any("encoded twice" in sentence for sentence in export.told)


def test_utf_16_without_a_mark_is_read(write):
    export = read_export(write("id;svar\n1;få\n", encoding="utf-16-le"))
    assert export.cells("svar") == ["få"]
    assert "Encoding UTF-16 without a byte order mark." in export.told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id;Hva, hvor, hvem\n1;2,5\n2;3,5\n", "semicolon"),
        ("id,Hva; hvem\n1,ja\n2,nei\n", "comma"),
        ("id\tHva, hvor; hvem\n1\tja\n", "tab"),
        ("id|Hva\n1|ja\n", "|"),
    ],
)
def test_the_separator_is_found_and_told(write, text, name):
    export = read_export(write(text))
    assert f"Separator {name}." in export.told
    assert len(export.rows.columns) == 2


def test_the_separator_that_a_first_line_names_is_used(write):
    export = read_export(write("sep=#\nid#svar\n1#ja; kanskje\n2#nei\n"))
    assert export.cells("svar") == ["ja; kanskje", "nei"]
    assert export.rows.index.tolist() == [3, 4]


def test_a_workbook_that_is_cut_off_renamed_or_protected_is_told(faults_of, layouts, tmp_path):
    whole = layouts.xlsx(tmp_path / "whole.xlsx", {"Svar": layouts.forms()}).read_bytes()
    assert "Is not a whole Excel workbook" in faults_of(whole[: len(whole) // 2], "cut.xlsx")[0]
    assert "Is not an Excel workbook" in faults_of(packed({"word/document.xml": b"<x/>"}), "letter.xlsx")[0]
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert "Is protected by a password" in faults_of(protected, "protected.xlsx")[0]
    broken = unpacked(tmp_path / "whole.xlsx") | {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}
    assert "Is a workbook that cannot be read" in faults_of(packed(broken), "broken.xlsx")[0]


def test_a_workbook_that_tells_a_wrong_size_is_read_whole(layouts, tmp_path, write):
    parts = unpacked(layouts.xlsx(tmp_path / "whole.xlsx", {"Svar": layouts.forms()}))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:L5"' in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'<dimension ref="A1:L5"', b'<dimension ref="A1:B2"')
    assert len(read_export(write(packed(parts), "small.xlsx")).rows.columns) == 12


def test_a_workbook_that_unpacks_to_far_more_is_refused_unread(faults_of, layouts, tmp_path):
    parts = unpacked(layouts.xlsx(tmp_path / "whole.xlsx", {"Svar": layouts.forms()}))
    parts["xl/worksheets/sheet1.xml"] = b" " * (30 * 1024 * 1024)
    assert "Unpacks to more than a table holds" in faults_of(packed(parts), "bomb.xlsx")[0]


def test_an_empty_sheet_and_a_sheet_that_is_not_there_are_told(faults_of, layouts, tmp_path):
    content = layouts.xlsx(tmp_path / "a.xlsx", {"Svar": []}).read_bytes()
    assert "Holds nothing on the sheet «Svar»" in faults_of(content, "b.xlsx")[0]
    assert "Has no sheet «Data». Name one of: Svar." in faults_of(content, "b.xlsx", sheet="Data")[0]


def test_a_formula_that_was_never_worked_out_is_told_with_its_place(faults_of, layouts, tmp_path):
    path = layouts.xlsx(tmp_path / "a.xlsx", {"Svar": [["id", "days"], ["a", "=1+1"], ["b", 3]]})
    told = faults_of(path.read_bytes(), "b.xlsx")
    assert told == [
        "b.xlsx: row 2, column 2: Holds a formula without its value. "
        "Open the file in Excel and save it, or paste the values."
    ]


@pytest.mark.parametrize("cut", [8, 300, -20])
def test_an_spss_file_that_is_cut_off_is_told(faults_of, layouts, tmp_path, cut):
    content = layouts.sav(tmp_path / "whole.sav").read_bytes()
    assert "Is not a whole SPSS file" in faults_of(content[:cut], "cut.sav")[0]


@pytest.mark.parametrize(("at", "byte"), [(180, 107), (180, 159), (902, 101), (1069, 98)])
def test_an_spss_file_that_takes_its_reader_down_is_told_like_any_other(
    faults_of, layouts, tmp_path, at, byte
):
    content = bytearray(layouts.sav(tmp_path / "whole.sav").read_bytes())
    content[at] = byte
    assert "Is not a whole SPSS file" in faults_of(bytes(content), "broken.sav")[0]


def test_what_is_no_table_of_answers_is_told(faults_of, layouts):
    assert "Is not a table of answers" in faults_of(layouts.lss(), "survey.lss")[0]
    assert "Is not a table of answers" in faults_of(b"%PDF-1.7 ...", "report.csv")[0]


def test_a_structure_that_is_none_is_told(write, layouts):
    path = write(layouts.csv(layouts.limesurvey(labels=False)))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'
    for content, problem in (
        ("<document", "Is not whole XML"),
        ("<document/>", "Is not a LimeSurvey structure"),
        (bomb, "Is not whole XML"),
        ("a;b\nc;d\n", "Is neither a LimeSurvey structure nor a list of labels"),
    ):
        with pytest.raises(FaultsFound, match=problem):
            read_export(path, structure=write(content, "broken.lss"))
    with pytest.raises(FaultsFound, match="Cannot be opened"):
        read_export(path, structure=path.with_name("nowhere.lss"))
