"""A mapping that cannot be is told whole: every key and field, before any export is read."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound
from kb.staffing.mapping import read_plan


@pytest.fixture
def wrong(tmp_path):
    def told(text):
        path = tmp_path / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FaultsFound) as found:
            read_plan(path)
        return [str(fault) for fault in found.value.faults]

    return told


def test_unknown_keys_and_wrong_values_are_told_together(wrong):
    told = wrong(
        '[[source]]\nto = "overtid"\nfile = "a.csv"\nsheets = 1\n[source.fields]\nrolle = { colum = "A" }\n'
    )
    assert [one.split(": ")[1] for one in told] == [
        "source.0.to",
        "source.0.fields.rolle.colum",
        "source.0.sheets",
    ]


def test_a_mapping_without_sources_is_told(wrong):
    assert "mapping.toml: source: Field required." in wrong('title = "x"\n')[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('lønn = "A"', "line 5: «lønn» has letters beyond z, and is to stand in quotation marks."),
        ('x = "A"\n[values.område]', "line 6: «område» has letters beyond z"),
        ('alder = "A"', "Is no column of overtime.csv."),
        ("timer = {}", "Has none or more than one of column, value and per_hour."),
        ('timer = { column = "A", value = "2" }', "Has none or more than one"),
        ('"område" = { column = "A", values = "x" }', "Names a table «x» that is not there."),
        ('person = { value = "P1" }', "Stands for persons, who become pseudonyms."),
        ("rolle = { per_hour = 4 }", "Has per_hour, which prices hours."),
        ('periode = "Dato"', "Is not said to be a week or a month"),
    ],
)
def test_a_field_that_cannot_be_is_told(wrong, line, words):
    told = wrong(f'[[source]]\nto = "overtime"\nfile = "a.csv"\n[source.fields]\n{line}\n')
    assert any(words in one for one in told)


def test_every_field_that_each_row_must_have_is_asked_for(wrong):
    told = wrong('[[source]]\nto = "overtime"\nfile = "a.csv"\n[source.fields]\nperson = "Nr"\n')
    assert [one.split("field ")[1].split(":")[0] for one in told] == [
        "område",
        "rolle",
        "periode",
        "type",
        "timer",
        "kostnad",
    ]


def test_what_the_import_makes_itself_is_not_asked_for(wrong):
    told = wrong(
        '[[source]]\nto = "absence"\nfile = "a.csv"\nspread = { first = "F", last = "T" }\n[source.fields]\n'
    )
    assert [one.split("field ")[1].split(":")[0] for one in told] == ["område", "rolle", "type", "personer"]
