"""What points at persons never reaches the analysis: columns by header and content, and single cells."""

from __future__ import annotations

import pytest

from kb.errors import FaultsFound, KbError
from kb.survey.exports import convert, pseudonym, read_export, screen

MAIL = "kari.nordmann@fjordvik.example"


@pytest.fixture
def screened(write):
    """Screen a table of columns with one row or more."""

    def read(rows, **options):
        text = "\n".join(";".join(row) for row in rows)
        return screen(read_export(write(text)), **options)

    return read


@pytest.mark.parametrize(
    "header",
    [
        *(
            "E-post",
            "epost",
            "E-postadresse",
            "Email",
            "Din e-post (valgfritt)",
            "recipient_email",
            "E-mail address",
        ),
        *(
            "Navn",
            "Fullt navn",
            "Fornavn",
            "Etternavn:",
            "Name",
            "First name",
            "Navn på leder",
            "Brukernavn",
            "Hva heter du?",
        ),
        *("Telefon", "Mobilnummer", "Tlf.nr", "Phone number", "IP", "ipaddr", "IP-adresse", "IP Address"),
        *("Fødselsnummer", "fnr", "Fødselsdato", "Kontonummer", "Hjemmeadresse"),
    ],
)
def test_a_column_is_quarantined_by_its_header(screened, header):
    found = screened([["id", header, "svar"], ["1", "skjult", "ja"]])
    assert list(found.export.rows) == ["id", "svar"]
    assert found.quarantine[["line", "key", "column", "value"]].to_numpy().tolist() == [
        [2, "1", header, "skjult"]
    ]
    assert any(f"«{header}» is quarantined: its header names" in sentence for sentence in found.told)


@pytest.mark.parametrize(
    "header",
    [
        "Navn på avdeling",
        "Name of unit",
        "Hvor ofte brukte du telefon og e-post i arbeidet hjemmefra?",
        "Tips",
        "Zip",
        "Skipet",
        "Navngi gjerne tiltak vi bør beholde i et eget tekstfelt",
    ],
)
def test_a_column_that_only_speaks_of_such_things_is_kept(screened, header):
    assert list(screened([["id", header], ["1", "skjult"]]).export.rows) == ["id", header]


@pytest.mark.parametrize("answers", [["Ja", "nei"], ["1", "2"], ["Valgt", "Ikke valgt"]])
def test_a_short_question_answered_by_codes_is_kept_whatever_it_asks_of(screened, answers):
    rows = [
        ["id", "Bruker du e-post?", "7. Kanaler - Telefon"],
        *([n, a, a] for n, a in zip("12", answers, strict=True)),
    ]
    assert list(screened(rows).export.rows) == rows[0]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([MAIL, "ola@fjordvik.example", "vil ikke"], "e-mail"),
        (["900 12 345", "+47 22 33 44 55", "-"], "phone"),
        (["192.168.1.12", "10.0.0.7", "2001:db8::1"], "IP address"),
        (["01010750160", "01010750160", ""], "national id"),
    ],
)
def test_a_column_is_quarantined_by_what_stands_in_it(screened, cells, reason):
    found = screened([["id", "felt", "svar"], *([str(n), cell, "ja"] for n, cell in enumerate(cells))])
    assert list(found.export.rows) == ["id", "svar"]
    assert f"«felt» is quarantined: most of its cells are {reason}." in found.told


def test_the_numbers_of_answers_may_look_like_telephones(write, layouts):
    rows = [["$submission_id", "svar"], ["27685292", "1"], ["27685302", "2"]]
    found = screen(read_export(write(layouts.csv(rows))))
    assert found.keys == ("27685292", "27685302")
    assert found.quarantine.empty


def test_a_key_that_is_an_e_mail_becomes_a_pseudonym_that_the_frame_can_have_too(screened):
    rows = [["E-post", "svar"], [MAIL, "ja"], ["ola@fjordvik.example", "nei"]]
    found = screened(rows, key="E-post", secret=b"hemmelig")
    assert found.keys[0] == pseudonym(f" {MAIL.upper()}", b"hemmelig")
    assert found.keys[0] != found.keys[1]
    assert "E-post" not in found.export.rows
    assert found.quarantine.loc[found.quarantine["value"] == MAIL, "key"].tolist() == [found.keys[0]]
    assert screened(rows, key="E-post", secret=b"en annen").keys != found.keys
    assert screened(rows, key="E-post").keys != screened(rows, key="E-post").keys  # a secret nobody keeps


def test_the_systems_own_key_is_a_pseudonym_too_when_it_names_persons(screened):
    found = screened([["respondentid", "svar"], [MAIL, "ja"], ["17", "nei"]], secret=b"x")
    assert MAIL not in found.keys
    assert any("pseudonyms stand for it" in sentence for sentence in found.told)


def test_rows_are_numbered_when_nothing_tells_respondents_apart(screened):
    found = screened([["E-post", "svar"], [MAIL, "ja"]])
    assert found.keys == ("r2",)
    assert "No column tells the respondents apart: the rows are numbered." in found.told


def test_a_stray_identifier_is_masked_told_and_kept_apart(screened):
    text = f"Ring 900 12 345 eller skriv til {MAIL}, fra 10.0.0.7"
    found = screened([["id", "Hvorfor?"], ["1", text], ["2", "Ingen ting å si"]])
    assert found.export.cells("Hvorfor?") == [
        "Ring [telefon] eller skriv til [e-post], fra [ip-adresse]",
        "Ingen ting å si",
    ]
    assert found.quarantine["value"].tolist() == [text]
    assert "«Hvorfor?»: phone, e-mail, IP address in the cell, masked in 1 of them." in found.told
    assert not any(MAIL in sentence for sentence in found.told)


def test_a_stray_identifier_in_a_coded_column_is_refused_without_being_shown(screened, codebook):
    rows = [["id", "role", "moved"], ["1", "1", "1"], ["2", "1", MAIL], ["3", "1", "2"]]
    with pytest.raises(FaultsFound) as raised:
        convert(screened(rows), codebook())
    assert str(raised.value).startswith(
        "export.csv: line 3, column moved: «[e-post]» is not one of the codes."
    )
    assert MAIL not in str(raised.value)


def test_known_names_are_masked(screened):
    rows = [["id", "Hvorfor?"], ["1", "Spør heller Kari Nordmann om det"]]
    found = screened(rows, names=["Kari Nordmann", "Ola Li"])
    assert found.export.cells("Hvorfor?") == ["Spør heller [navn] om det"]


def test_a_column_is_kept_when_told_so_but_its_cells_are_still_looked_at(screened):
    found = screened([["id", "Navn"], ["1", "Skole"], ["2", MAIL]], keep=["Navn"])
    assert found.export.cells("Navn") == ["Skole", "[e-post]"]


def test_a_key_that_is_not_there_is_told(screened):
    with pytest.raises(KbError, match=r"has no column «nøkkel»\. Name one of: id, svar"):
        screened([["id", "svar"], ["1", "ja"]], key="nøkkel")


def test_nothing_that_was_quarantined_is_converted(write, layouts, codebook):
    rows = layouts.questback(labels=True)
    rows = [[*rows[0], "Epost"], *([*row, f"p{n}@fjordvik.example"] for n, row in enumerate(rows[1:]))]
    found = screen(read_export(write(layouts.csv(rows))))
    converted = convert(found, codebook())
    everything = converted.answers.to_csv() + " ".join(
        map(str, (*converted.findings, *converted.told, *found.told))
    )
    assert len(found.quarantine) == 4
    assert not any(value in everything for value in found.quarantine["value"])
