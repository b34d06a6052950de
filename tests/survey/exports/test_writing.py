"""Imported answers are written whole or not at all, and never over other content without being told."""

from __future__ import annotations

import csv
import stat

import pytest

from kb.errors import KbError
from kb.survey.exports import convert, read_export, screen, write_import
from kb.survey.importing import read_survey


@pytest.fixture
def imported(write, layouts, codebook):
    def run(rows):
        screened = screen(read_export(write(layouts.csv(rows))))
        return convert(screened, codebook()), screened

    return run


@pytest.fixture
def example(imported, layouts):
    rows = layouts.questback(labels=True)
    return imported([[*rows[0], "Epost"], *([*row, f"p{row[0]}@fjordvik.example"] for row in rows[1:])])


def test_what_was_written_is_a_survey_the_project_reads(example, tmp_path, layouts):
    folder = tmp_path / "survey"
    write_import(*example, folder / "answers.csv", tmp_path / "private" / "quarantine.csv")
    (folder / "frame.csv").write_text("id\n101\n102\n103\n104\n105\n", encoding="utf-8")
    (folder / "codebook.toml").write_text(layouts.codebook, encoding="utf-8")
    survey = read_survey(folder)
    assert (survey.sent, survey.completed) == (5, 4)
    assert survey.responses["tools"].tolist()[:2] == ["1|2", "3"]


def test_the_quarantine_holds_what_was_taken_out_and_only_its_owner_reads_it(example, tmp_path):
    file = tmp_path / "quarantine.csv"
    write_import(*example, tmp_path / "answers.csv", file)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    assert rows[0] == ["line", "key", "column", "reason", "value"]
    assert rows[1] == ["2", "101", "Epost", "its header names e-mail", "p101@fjordvik.example"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "@" not in (tmp_path / "answers.csv").read_text(encoding="utf-8")


def test_other_content_is_not_overwritten_without_being_told(example, tmp_path):
    answers, quarantine = tmp_path / "answers.csv", tmp_path / "quarantine.csv"
    answers.write_text("noe annet", encoding="utf-8")
    with pytest.raises(KbError, match=r"answers\.csv hold something else already"):
        write_import(*example, answers, quarantine)
    assert answers.read_text(encoding="utf-8") == "noe annet"
    assert not quarantine.exists()
    write_import(*example, answers, quarantine, replace=True)
    write_import(*example, answers, quarantine)  # the same again is no harm


def test_one_file_that_cannot_be_written_leaves_both_as_they_were(example, tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text("før", encoding="utf-8")
    blocked = tmp_path / "fil" / "quarantine.csv"
    blocked.parent.write_text("her er ingen mappe", encoding="utf-8")
    with pytest.raises(KbError, match="cannot be written"):
        write_import(*example, answers, blocked, replace=True)
    assert answers.read_text(encoding="utf-8") == "før"
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix == ".part") == []


def test_a_place_that_cannot_be_taken_puts_the_first_file_back(example, tmp_path):
    answers, folder = tmp_path / "answers.csv", tmp_path / "quarantine.csv"
    (folder / "inni").mkdir(parents=True)
    with pytest.raises(KbError):
        write_import(*example, answers, folder, replace=True)
    assert not answers.exists()


def test_answers_and_quarantine_cannot_share_a_file(example, tmp_path):
    with pytest.raises(KbError, match="cannot hold both"):
        write_import(*example, tmp_path / "a.csv", tmp_path / "." / "a.csv")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+sum(1)", "-cmd|x", "@SUM(A1)"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(imported, tmp_path, text):
    parts = imported([["id", "role", "why"], ["1", "1", text]])
    write_import(*parts, tmp_path / "answers.csv", tmp_path / "quarantine.csv")
    assert f"'{text}" in (tmp_path / "answers.csv").read_text(encoding="utf-8")


def test_numbers_below_zero_are_written_as_they_are(imported, tmp_path):
    parts = imported([["id", "role", "days", "why"], ["1", "1", "-2,5", "-"], ["2", "1", "+1 000", "x"]])
    write_import(*parts, tmp_path / "answers.csv", tmp_path / "quarantine.csv")
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "1;1;;;;-2,5;;-",
        "2;1;;;;+1 000;;x",
    ]
