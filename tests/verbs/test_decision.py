"""`kb decision`: a note as page and Word, and decisions recorded back on the lessons."""

import nbformat
import pytest
from banks import lesson_text, write

from .running import kb

NOTE = """\
title = "Beslutningsnotat: lager"
matter = "Kriseledelsen skal ta stilling til lageret."
evaluation = "evalueringen av lageret"
notebook = "e.ipynb"
decided_by = "Kommunedirektøren"
date = 2020-11-16

[[recommendations]]
priority = 1
what = "Behold felles lager"
why = "Oversikten holdt."
cost = "40 000 kr i året"
concerns = ["Alle områder"]
owner = "Lagerleder"
findings = [{name = "lager", says = "Lageret ga oversikt"}]
lessons = ["felles-lager"]
alternatives = [{what = "Avvikle", means = "Ingen oversikt"}]
decision = {answer = "yes", on = 2020-11-16, by = "Kommunedirektøren"}
"""


@pytest.fixture(autouse=True)
def bank(tmp_path, monkeypatch):
    write(tmp_path, "kb.toml", "[model]\nname = 'static'\n[reports]\nmunicipality = 'Fjordvik kommune'\n")
    write(tmp_path, "lessons/entries/2020-06-15-lager.md", lesson_text())
    write(tmp_path, "notat.toml", NOTE)
    cell = nbformat.v4.new_code_cell(
        "belegg.finding('Lageret ga oversikt.', kind='strength', name='lager', evidence=[])"
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "e.ipynb")
    monkeypatch.chdir(tmp_path)
    kb("index")
    return tmp_path


def test_a_note_becomes_a_page_with_its_recommendations(bank):
    page = kb("decision", "note", "notat.toml").stdout.strip()
    text = (bank / page).read_text(encoding="utf-8")
    assert "1. Behold felles lager" in text
    assert "40\u00a0000 kr i året" in text or "40 000 kr i året" in text


@pytest.mark.page
def test_a_note_becomes_a_word_document_too(bank):
    told = kb("decision", "note", "notat.toml", "--docx").stdout.splitlines()
    assert told[-1].endswith(".docx")


def test_a_decision_is_recorded_back_on_its_lesson(bank):
    assert "1 lessons changed" in kb("decision", "record", "notat.toml").stdout
    lesson = (bank / "lessons/entries/2020-06-15-lager.md").read_text(encoding="utf-8")
    assert 'answer: "yes"' in lesson
    assert "note: notat.toml" in lesson
    assert kb("check").stdout == "No faults.\n"


def test_the_faults_of_a_note_are_all_told(bank):
    write(bank, "notat.toml", NOTE.replace("priority = 1", "priority = 0").replace("owner", "eier"))
    told = kb("decision", "note", "notat.toml", status=1).stderr
    assert "priority" in told
    assert "owner" in told
    assert "eier" in told
