"""Each system's export gives the same answers, in codes or in labels."""

from __future__ import annotations

import csv

import pytest

from kb.survey.exports import convert, read_export, screen


@pytest.fixture
def answers_of(codebook):
    """Read, screen and convert; give the export and its answers as lists."""

    def converted(path, **read):
        export = read_export(path, **read)
        answers = convert(screen(export), codebook()).answers
        rows = [
            [cell if isinstance(cell, str) else None for cell in row]
            for row in answers.itertuples(index=False)
        ]
        assert list(answers.columns) == ["id", "role", "moved", "need", "tools", "days", "recommend", "why"]
        return export, rows

    return converted


def test_microsoft_forms_gives_labels_and_several_answers_in_one_cell(answers_of, layouts, tmp_path):
    path = layouts.xlsx(tmp_path / "Undersøkelse(1-4).xlsx", {"Sheet1": layouts.forms()})
    export, rows = answers_of(path)
    assert export.system == "Microsoft Forms"
    assert rows == layouts.answers
    assert export.told == (
        "Undersøkelse(1-4).xlsx: Microsoft Forms.",
        "Sheet «Sheet1» of 1.",
        "4 rows, 12 columns.",
    )


@pytest.mark.parametrize("labels", [False, True])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_surveyxact_gives_codes_or_labels(answers_of, layouts, write, labels, encoding):
    path = write(layouts.csv(layouts.surveyxact(labels=labels)), "dataset.csv", encoding)
    export, rows = answers_of(path)
    assert export.system == "SurveyXact"
    assert rows == layouts.answers


@pytest.mark.parametrize("labels", [False, True])
def test_questback_gives_codes_or_labels_under_numbered_questions(answers_of, layouts, write, labels):
    export, rows = answers_of(write(layouts.csv(layouts.questback(labels=labels)), encoding="cp1252"))
    assert export.system == "Questback"
    assert "Encoding Windows-1252." in export.told
    assert rows == layouts.answers


@pytest.mark.parametrize("labels", [False, True])
def test_enalyzer_gives_text_or_label_numbers(answers_of, layouts, write, labels):
    export, rows = answers_of(write(layouts.csv(layouts.enalyzer(labels=labels)), encoding="utf-8-sig"))
    assert export.system == "Enalyzer"
    assert rows == layouts.answers


def test_nettskjema_gives_a_column_for_each_box(answers_of, layouts, write):
    path = write(layouts.csv(layouts.nettskjema(), quoting=csv.QUOTE_ALL), "data-123-2020.txt")
    export, rows = answers_of(path)
    assert export.system == "Nettskjema"
    assert [[*row[:5], (row[5] or "").replace(".", ",") or None, *row[6:]] for row in rows] == layouts.answers


@pytest.mark.parametrize("labels", [False, True])
@pytest.mark.parametrize("older", [False, True])
def test_limesurvey_is_read_with_the_structure_beside_it(answers_of, layouts, write, labels, older):
    write(layouts.lss(older=older), "limesurvey_survey_654321.lss")
    text = layouts.csv(layouts.limesurvey(labels=labels), quoting=csv.QUOTE_ALL) + "\r\n"
    export, rows = answers_of(write(text, "results-survey654321.csv", "utf-8-sig"))
    assert export.system == "LimeSurvey"
    assert "Wording and labels from limesurvey_survey_654321.lss." in export.told
    assert rows == layouts.answers


def test_limesurvey_in_full_words_is_read_with_its_structure_too(answers_of, layouts, write):
    structure = write(layouts.lss(), "structure.lss")
    rows = layouts.limesurvey(labels=True)
    parts = {
        f"tools[SQ00{code}]": text for code, text in (("1", "PC"), ("2", "Ekstra skjerm"), ("3", "Stol"))
    }
    head = [layouts.words.get(name, name) for name in rows[0]]
    head = [f"{layouts.words['tools']} [{parts[name]}]" if name in parts else name for name in head]
    _, answers = answers_of(write(layouts.csv([head, *rows[1:]])), structure=structure)
    assert answers == layouts.answers


def test_spss_gives_labels_missing_codes_and_multiple_response_sets(answers_of, layouts, tmp_path):
    export, rows = answers_of(layouts.sav(tmp_path / "data.sav"))
    assert export.system == "SPSS"
    assert "Multiple-response sets: tools." in export.told
    expected = [[*row[:5], (row[5] or "").replace(",", ".") or None, *row[6:]] for row in layouts.answers]
    assert rows == expected


def test_a_plain_table_is_read_from_csv_and_from_excel(answers_of, layouts, write, tmp_path):
    plain = [layouts.columns, *([cell or "" for cell in row] for row in layouts.answers)]
    _, rows = answers_of(write(layouts.csv(plain, separator=",")))
    assert rows == layouts.answers
    title = [["Medarbeiderundersøkelsen 2020"], [], *plain]
    export, rows = answers_of(
        layouts.xlsx(tmp_path / "plain.xlsx", {"Forside": [["Les meg"]], "Svar": title})
    )
    assert rows == layouts.answers
    assert "Sheet «Svar» of 2." in export.told
    assert "1 title rows above the header were passed over." in export.told


def test_surveyxact_labels_beside_the_answers_are_read(layouts, write):
    write("need;1;I liten grad\nneed;9;Vet ikke\n", "labels.csv")
    export = read_export(write(layouts.csv(layouts.surveyxact(labels=False)), "dataset.csv"))
    need = next(one for one in export.variables if one.name == "need")
    assert need.labels == {"1": "I liten grad", "9": "Vet ikke"}


def test_a_file_is_known_by_its_content_not_its_name(answers_of, layouts, tmp_path):
    path = layouts.xlsx(tmp_path / "export.csv", {"Sheet1": layouts.forms()})
    assert answers_of(path)[1] == layouts.answers


def test_formulas_are_read_as_the_values_that_are_stored(layouts, tmp_path, write):
    import zipfile

    path = layouts.xlsx(tmp_path / "a.xlsx", {"Svar": [["id", "days"], ["a", "=1+1"], ["b", 3]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<v/>" in sheet or b"<v></v>" in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v/>", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    export = read_export(tmp_path / "b.xlsx")
    assert export.cells("days") == ["2", "3"]
    assert "1 cells hold formulas; their stored values were read." in export.told


def test_a_categorical_set_of_spss_joins_the_codes_of_its_columns(tmp_path, codebook, layouts):
    import struct

    import pandas as pd
    import pyreadstat

    path = tmp_path / "c.sav"
    frame = pd.DataFrame(
        {"id": [1.0, 2.0], "role": [1.0, 2.0], "first": [3.0, 1.0], "second": [1.0, float("nan")]}
    )
    labels = {name: {1: "PC", 2: "Ekstra skjerm", 3: "Stol"} for name in ("first", "second")}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels)
    text = b"$tools=C 5 Utstyr first second\n".replace(b"5 Utstyr", b"6 Utstyr")
    content = path.read_bytes()
    at = content.index(struct.pack("<ii", 999, 0))
    path.write_bytes(content[:at] + struct.pack("<iiii", 7, 7, 1, len(text)) + text + content[at:])
    converted = convert(screen(read_export(path)), codebook())
    assert converted.answers["tools"].tolist() == ["1|3", "1"]


def test_codes_that_spss_declares_missing_are_no_answers_unless_the_codebook_knows_them(tmp_path, codebook):
    import pandas as pd
    import pyreadstat

    path = tmp_path / "m.sav"
    frame = pd.DataFrame({"id": [1.0, 2.0], "role": [1.0, 1.0], "moved": [1.0, 8.0], "need": [9.0, 99.0]})
    frame["days"] = [2.0, 999.0]
    frame["why"] = ["ja", "-"]
    ranges = {"moved": [8], "days": [999], "need": [{"lo": 9, "hi": 99}], "why": ["-"]}
    pyreadstat.write_sav(frame, path, missing_ranges=ranges)
    export = read_export(path)
    missing = {one.name: set(one.missing) for one in export.variables if one.missing}
    assert missing == {"moved": {"8"}, "need": {"9", "99"}, "days": {"999"}, "why": {"-"}}
    converted = convert(screen(export), codebook())
    assert converted.answers["need"].tolist() == ["9"]  # the second person has no answer left
    told = [finding.place for finding in converted.findings if finding.kind == "missing"]
    assert told == ["column moved", "column need", "column days", "column why"]
