"""Survey questions with their bases, and tables of figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.genres import read_genre
from kb.intake.genres.surveys import read_asked
from kb.intake.genres.tallies import doubts_of, number, read_tables
from kb.intake.records import Block

STAFF = ["Yrkesgruppe og sted Sum", "Sykepleiere 13", "Leger 14", "Vaktmestere 11", "Totalt 38"]


def test_a_table_flattened_to_lines_is_recovered_with_its_head(document):
    (table,) = read_tables(document(*STAFF).blocks)
    assert table.rows[0] == ("Yrkesgruppe og sted", "Sum")
    assert table.rows[-1] == ("Totalt", "38")
    assert doubts_of([table], "hr.pdf") == ()


def test_a_table_flattened_to_one_line_is_recovered(document):
    (table,) = read_tables(document("Skole 64 Barnehage 41 Kultur og idrett 88 Til sammen 193").blocks)
    assert table.rows == (
        ("Skole", "64"),
        ("Barnehage", "41"),
        ("Kultur og idrett", "88"),
        ("Til sammen", "193"),
    )


def test_a_total_that_does_not_add_up_is_told(document):
    reading = read_genre(document("# HR", *STAFF[:-1], "Totalt 39", file="hr.pdf"), genre="hr")
    (doubt,) = reading.doubts
    assert (doubt.file, "38" in doubt.problem, "39" in doubt.problem) == ("hr.pdf", True, True)


def test_prose_with_figures_is_no_table(document):
    lines = ["Vi hadde 12 møter og 3 workshops.", "Perioden 12. mars 2020", "Uke 14", "Uke 15", "Uke 16"]
    assert read_tables(document(*lines).blocks) == ()


def test_cells_that_hold_two_figures_are_parted():
    rows = (("Overtid Timer", "Kroner"), ("PLO", "20 100 8,1 mill."), ("Legevakt", "4 300 2,2 mill."))
    (table,) = read_tables([Block("table", "", rows=rows)])
    assert table.rows == (
        ("Overtid", "Timer", "Kroner"),
        ("PLO", "20 100", "8,1 mill."),
        ("Legevakt", "4 300", "2,2 mill."),
    )


@given(st.lists(st.integers(0, 999_999), min_size=2, max_size=8))
def test_rows_that_add_up_are_never_doubted(parts):
    rows = [(f"Enhet {chr(65 + at)}", f"{part:,}".replace(",", " ")) for at, part in enumerate(parts)]
    rows.append(("Totalt", f"{sum(parts):,}".replace(",", " ")))
    assert doubts_of([Block("table", "", rows=tuple(rows))], "hr.pdf") == ()


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1 060", 1060), ("1,210", 1210), ("8,1 mill.", 8.1), ("66", 66), ("Sum", None), ("", None)],
)
def test_a_figure_is_read_as_people_write_it(cell, value):
    assert number(cell) == value


BASES = {
    ("Alle",): ("Alle", None, None),
    ("Ledere", "Svarprosent 92 %"): ("Ledere", None, 0.92),
    ("Personal-", "ansvar", "Antall", "respondenter:", "29"): ("Personalansvar", 29, None),
    ("Omdisponerte, n=190",): ("Omdisponerte", 190, None),
    ("Tillitsvalgt", "Verne-", "ombud"): ("Tillitsvalgt Verneombud", None, None),
    ("Alle (681)",): ("Alle", 681, None),
    ("Ikke obligatorisk", "Antall respondenter:", "203", "Svar-", "prosent", "51%"): (
        "Ikke obligatorisk",
        203,
        0.51,
    ),
    ("Alle tilsette", "talet på svar: 58"): ("Alle tilsette", 58, None),
}


@pytest.mark.parametrize(("lines", "base"), BASES.items())
def test_a_base_is_read_however_it_is_broken(document, lines, base):
    (asked,) = read_asked(document("# Har du fått nok informasjon?", *lines).blocks)
    assert (asked.base, asked.respondents, asked.rate) == base


def test_questions_under_a_common_base_have_it(document):
    lines = ["# Spørsmål til ledere (n = 26)", "Hvor mye tid brukte du?", "Hadde de rett kompetanse?"]
    assert [(one.base, one.respondents) for one in read_asked(document(*lines).blocks)] == [
        ("ledere", 26)
    ] * 2


def test_a_question_that_is_a_slides_heading_is_not_asked_of_anybody(document):
    lines = ["# Hvordan har vi dekket behovet?", "Ekstern rekruttering", "Overtid"]
    assert read_asked(document(*lines).blocks) == ()


def test_a_remark_between_a_question_and_its_base_is_passed_over(document):
    remark = "Merk: Svaret ditt binder deg ikke, og lederen din får ikke se det."
    (asked,) = read_asked(
        document("# I hvor stor grad ønsker du en ny runde?", remark, "Omdisponerte").blocks
    )
    assert asked.base == "Omdisponerte"
