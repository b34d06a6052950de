"""Questions of a form, however they are worded and laid out."""

import pytest

from kb.intake.genres.forms import field_of, read_answers
from kb.intake.records import Block

WORDINGS = {
    "Hvilke direktørområder omfatter søknaden?": "directorate",
    "Tjenestested og kommunalsjefsområde du hører til": "unit",
    "Kommunalsjefsområde": "area",
    "Hvem har dere samarbeidet med, og hva var grunnen?": "partners",
    "Kven er samarbeidspartane, og kvifor valde de dei?": "partners",
    "Kontaktinformasjon": "contact",
    "Hva ble gjort, hvorfor, og for hvem": "what",
    "Hvordan ble dere utfordret til å tenke annerledes": "challenge",
    "Hva lærte dere underveis?": "learning",
    "What did you learn from working together?": "learning",
    "Hvilken effekt kan arbeidet få for innbyggerne?": "effect",
    "Hva er klokka?": "",
}


@pytest.mark.parametrize(("question", "field"), WORDINGS.items())
def test_a_question_is_known_by_its_wording(question, field):
    assert field_of(question) == field


@pytest.mark.parametrize(
    "lines",
    [
        ["# Hva lærte dere?", "At det tar tid."],
        ["7) Hva lærte dere", "At det tar tid."],
        ["HVA LÆRTE DERE", "At det tar tid."],
        ["Læring: At det tar tid."],
        ["Hva lærte dere? At det tar tid."],
        ["- 7. Hva lærte dere?", "At det tar tid."],
    ],
)
def test_an_answer_is_found_however_the_form_is_laid_out(document, lines):
    (answer,) = read_answers(document(*lines).blocks)
    assert (answer.field, answer.text) == ("learning", "At det tar tid.")


def test_a_form_in_a_table_is_read_row_by_row():
    rows = (("Spørsmål", "Svar"), ("Direktørområde", "Oppvekst"), ("Hva lærte dere?", "At det tar tid."))
    answers = read_answers([Block("table", "", rows=rows)])
    assert [(one.field, one.text) for one in answers] == [
        ("directorate", "Oppvekst"),
        ("learning", "At det tar tid."),
    ]


def test_a_labelled_answer_is_no_new_question(document):
    lines = [
        "# Hvor jobber du?",
        "Innkjøp, kommunalsjefområdet Økonomi",
        "# Kontakt",
        "E-post: post@fjordvik.example",
    ]
    assert [one.field for one in read_answers(document(*lines).blocks)] == ["unit", "contact"]


def test_a_survey_that_speaks_of_a_workplace_is_no_form(document):
    lines = ["# I hvor stor grad ville du likt å bytte tjenestested?", "Alle"]
    assert [one.field for one in read_answers(document(*lines).blocks) if one.field] == []
