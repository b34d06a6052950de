"""What a form's answers say of place, partners and time."""

import pytest

from kb.intake.genres import read_genre
from kb.intake.genres.organisations import municipalities, parts_of
from kb.intake.genres.partners import read_partners
from kb.intake.records import Organisation

FORM = [
    "# Ett lager",
    "# Direktørområde",
    "Helse og mestring og Samfunn og eiendom",
    "# Tjenestested og kommunalsjefområde",
    "Innkjøp, kommunalsjefområdet Økonomi",
    "# Hvem samarbeidet dere med og hvorfor?",
    "Fra mars 2020 til juni 2021 samarbeidet vi med Legevakten og Vann og avløp, og utenfor kommunen med Røde Kors.",
    "# Kontakt",
    "Anne Berg, anne.berg@fjordvik.example, tlf. 400 00 000",
    "# Hva lærte dere?",
    "At det tar tid.",
    "# Hvilken effekt kan arbeidet ha?",
    "Mindre svinn.",
]


@pytest.fixture(scope="module")
def reading(document):
    return read_genre(document(*FORM))


def test_a_form_is_an_application(reading):
    assert (reading.genre, reading.sure >= 0.5) == ("application", True)


def test_the_levels_of_the_organisation_are_told_apart(reading):
    told = {(one.level, one.name) for one in reading.organisations}
    assert told == {
        ("directorate", "Helse og mestring"),
        ("directorate", "Samfunn og eiendom"),
        ("unit", "Innkjøp"),
        ("area", "Økonomi"),
    }
    assert set(reading.areas) == {name for _, name in told}


def test_partners_within_and_without_are_told_apart(reading):
    assert reading.partners_internal == ("Legevakten", "Vann og avløp")
    assert reading.partners_external == ("Røde Kors",)


def test_the_contact_is_told_by_kind_and_not_by_content(reading):
    assert reading.held_back == ("e-mail", "name", "phone")
    contact = next(one.text for one in reading.answers if one.field == "contact")
    assert not any(secret in contact for secret in ("Anne", "Berg", "@", "400"))


def test_the_period_is_that_of_the_partners_answer(reading):
    assert (str(reading.period.start), str(reading.period.end)) == ("2020-03-01", "2021-06-30")


def test_those_who_answer_are_no_partners_of_themselves():
    assert read_partners("Eiendom ordnet hallen, og Røde Kors kokte kaffe.", ["Eiendom"]) == (
        (),
        ("Røde Kors",),
    )


def test_a_name_that_nothing_places_is_left_out():
    assert read_partners("Vi samarbeidet med Xyz, Legevakten og Røde Kors.") == (
        ("Legevakten",),
        ("Røde Kors",),
    )


def test_a_directorate_keeps_the_commas_of_its_name():
    (found,) = parts_of("Helse, omsorg og levekår", ["directorate"])
    assert found == Organisation("Helse, omsorg og levekår", "directorate")


@pytest.mark.parametrize("text", ["Vår kommune", "Hver kommune er seg selv", "kommunen vår", "vi i Fjordvik"])
def test_no_municipality_is_made_up(text):
    assert municipalities(text) == ()


def test_a_municipality_is_named_once():
    text = "Fjordvik kommune og Fjordvik kommunes ansatte, Municipality of Fjordvik"
    assert municipalities(text) == (Organisation("Fjordvik", "municipality"),)
