"""A drafted mapping says what was guessed and what is missing; once completed, it imports what it was made from."""

from __future__ import annotations

import re

import pytest

from kb.errors import KbError
from kb.staffing.mapping import draft_mapping, read_plan
from kb.staffing.mapping.guessing import guess_fields, guess_target

ROSTER = [
    ["Overtid i perioden"],
    ["Avdeling", "Navn", "Ansattnr", "Stilling", "Dato", "Årsakskode", "Timer"],
    ["Solbakken", "Nordmann, Kari", "1001", "sykepleier", "16.03.2020", "Overtid 50", "7,5"],
    ["Solbakken", "Åsheim, Ola", "1002", "lærer", "17.03.2020", "Forskjøvet", "2"],
    ["Sum", "", "", "", "", "", "9,5"],
]


def test_a_draft_tells_what_is_missing_and_imports_once_it_is_completed(exports, imported, rows_of):
    file = exports("overtid.xlsx", ROSTER)
    text = draft_mapping([file])
    assert "# kostnad" in text
    text = re.sub(r"# kostnad = .*", "kostnad = { per_hour = 400 }", text)
    text = text.replace('"Overtid 50" = ""', '"Overtid 50" = "overtid"')
    text = text.replace('"Forskjøvet" = ""', '"Forskjøvet" = "forskjøvet arbeidstid"')
    rows = rows_of(imported(text), "overtime")
    assert [(row["periode"], row["timer"], row["kostnad"]) for row in rows] == [
        ("2020-W12", "7,5", "3000"),
        ("2020-W12", "2", "800"),
    ]


def test_a_draft_shows_no_person(exports):
    text = draft_mapping([exports("overtid.csv", ROSTER)])
    assert not re.search("Nordmann|Kari|Åsheim|1001|1002", text)
    assert 'person = "Ansattnr"' in text
    assert "Sum" not in text.split("[values.")[1]


def test_an_absence_with_two_days_is_shared_out_on_its_weeks(exports, tmp_path):
    head = ["Enhet", "Ansattnr", "Stillingskode", "Fraværskode", "Fra dato", "Til dato", "Prosent"]
    text = draft_mapping(
        [exports("liste.csv", [head, ["PLO", "1", "lege", "Sykmelding", "16.03.2020", "17.03.2020", "50"]])]
    )
    assert 'spread = { first = "Fra dato", last = "Til dato", share = "Prosent" }' in text
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    assert read_plan(path).source[0].to == "absence"


def test_several_files_become_one_mapping_with_tables_of_their_own(exports):
    needs = [["Område", "Tjenestested", "Kompetanse", "Antall", "Fra dato", "Meldt", "Besatt"]]
    needs += [["PLO", "S", "lege", "2", "16.03.2020", "14.03.2020", "0"]]
    text = draft_mapping([exports("overtid.csv", ROSTER), exports("behov.csv", needs)])
    assert text.count("[[source]]") == 2
    assert '[values."område_1"]' in text
    assert '[values."område_2"]' in text


@pytest.mark.parametrize(
    ("names", "about", "target"),
    [
        (["Avdeling", "Ansattnr", "Stilling", "Lønnsart", "Antall", "Beløp", "Periode"], "", "overtime"),
        (["Avdeling", "Ansattnr", "Fraværskode", "Fra dato", "Til dato"], "", "absence"),
        (["Område", "Kompetanse", "Antall stillinger", "Fra dato", "Besatt"], "", "needs"),
        (["Vikar", "Stilling", "Dato", "Timer", "Timepris", "Beløp"], "faktura", "assignments"),
        (["Stilling", "Antall søkere", "Rekruttert", "Engasjert"], "", "recruitment"),
        (["Navn", "Yrke", "Tilgjengelig fra", "Kan bidra"], "", "resources"),
        (["Navn", "Politiattest", "Bestilt", "Mottatt"], "", "clearances"),
    ],
)
def test_the_file_is_guessed_by_its_columns_names(names, about, target):
    assert guess_target(names, about)[0] == target


def test_a_column_that_names_persons_is_guessed_for_persons_only():
    found = guess_fields(["Navn", "Leder", "Avdeling"], "overtime")
    assert {name: guess.column for name, guess in found.items()} == {"område": "Avdeling", "person": "Navn"}


def test_a_file_without_a_header_is_not_drafted_for_its_first_row_may_name_a_person(exports):
    file = exports("visma.csv", [["0", "0", "1001", "1210", "7.5"], ["0", "0", "1002", "1210", "3"]])
    with pytest.raises(KbError, match="has no header that names a column of ours"):
        draft_mapping([file])
