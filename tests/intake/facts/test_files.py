from datetime import date

import pytest

from kb.errors import FaultsFound
from kb.intake.facts.files import read_file_facts


def test_the_day_a_text_was_written_is_told_by_its_front_matter(tmp_path):
    text = tmp_path / "status.md"
    text.write_text(
        "---\ntitle: Status\ndate: 2020-05-26\n---\n\nLedelsen ble satt 11. mars.\n", encoding="utf-8"
    )
    read = read_file_facts(text)
    assert (read.near, read.facts[0].value) == (date(2020, 5, 26), "2020-03-11")
    assert read.line_of(read.facts[0]) == 6


def test_the_day_is_told_by_the_name_of_the_file_unless_it_is_given(tmp_path):
    text = tmp_path / "2019-06-15-status.txt"
    text.write_text("Ledelsen ble satt 11. mars.", encoding="utf-8")
    assert read_file_facts(text).facts[0].value == "2019-03-11"
    assert read_file_facts(text, near=date(2021, 5, 1)).facts[0].value == "2021-03-11"


def test_places_are_those_in_the_file_as_it_is_written(tmp_path):
    text = tmp_path / "æøå mappe.txt"
    text.write_text("Først.\n\nDet kom 14 vikarer.\n", encoding="utf-8")
    (one,) = read_file_facts(text).facts
    assert text.read_text(encoding="utf-8")[one.start : one.end] == "14"


def test_persons_in_the_passages_are_masked_in_json(tmp_path):
    text = tmp_path / "hilsen.txt"
    text.write_text("Kari Nordmann fikk 14 vikarer av NAV.", encoding="utf-8")
    told = read_file_facts(text).as_dict()["facts"]
    assert [one["passage"]["sentence"] for one in told] == ["[navn] fikk 14 vikarer av NAV."] * 2


def test_a_document_is_read_with_its_headings_and_tables(tmp_path):
    from docx import Document

    document = Document()
    document.add_heading("Bemanning", 1)
    document.add_paragraph("Vi fikk 14 vikarer i uke 12 i 2020.")
    file = tmp_path / "notat.docx"
    document.save(str(file))
    told = [(one.value, one.passage.heading) for one in read_file_facts(file).facts]
    assert told == [(14, "Bemanning"), ("2020-03-16/2020-03-22", "Bemanning")]


@pytest.mark.parametrize("name", ["none.txt", "none.docx", "picture.png"])
def test_what_cannot_be_read_is_told_with_its_remedy(tmp_path, name):
    if name == "picture.png":
        (tmp_path / name).write_bytes(b"\x89PNG\r\n")
    with pytest.raises(FaultsFound) as told:
        read_file_facts(tmp_path / name)
    assert told.value.faults[0].remedy
