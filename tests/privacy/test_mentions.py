import pytest

from kb.privacy.persons import find_persons, mask_persons


def found(text, **settings):
    return [one.text for one in find_persons(text, **settings) if one.kind == "name"]


@pytest.mark.parametrize("verb", ["sier", "forteller", "mener", "seier", "fortel", "ifølge", "says"])
def test_whom_a_verb_of_speech_names_is_a_person(verb):
    assert found(f"– Det gikk for fort, {verb} Torvund.") == ["Torvund"]


@pytest.mark.parametrize(
    "body", ["NAV", "KS", "Folkehelseinstituttet", "Kommunedirektøren", "Sykehusinnkjøp", "Pandemiplanen"]
)
def test_bodies_offices_and_plans_that_speak_are_no_persons(body):
    assert found(f"– Det gikk for fort, sier {body}.") == []
    assert found(f"{body} sier at det gikk for fort.") == []


def test_a_municipality_that_speaks_is_no_person():
    assert found("Ifølge Nordbygd kommune var det nok utstyr.") == []


@pytest.mark.parametrize(
    "said", ["hedres for innsatsen", "utnevnt til leder", "overtok i mai", "was appointed head"]
)
def test_a_full_name_on_no_list_begins_a_line_before_what_was_done(said):
    assert found(f"Xippi Torvund {said}") == ["Xippi Torvund"]
    assert found(f"Xippi Torvund\\n{said}".replace("\\n", "\n")) == ["Xippi Torvund"]


def test_a_title_with_capitals_is_no_name():
    assert found("Digital Arbeidsglede\nRuller Ut Nye Verktøy") == []
    assert found("Tabell 3 Svar Per Område") == []


def test_a_name_found_once_is_found_by_its_parts_in_the_whole_text():
    text = "Xippi Loppi Torvund hedres. Senere fikk Xippi ros, og Torvunds plan ble brukt av Loppi Torvund."
    assert found(text) == ["Xippi Loppi Torvund", "Xippi", "Torvunds", "Loppi Torvund"]
    assert mask_persons(text) == "[navn] hedres. Senere fikk [navn] ros, og [navn] plan ble brukt av [navn]."


def test_the_parts_of_a_listed_name_are_found_too():
    text = "Liste: Qix Zeppelin. Planen til Zeppelin holdt."
    assert found(text, names=["Qix Zeppelin"]) == ["Qix Zeppelin", "Zeppelin"]
    assert found(text) == []


def test_the_place_the_institution_and_the_word_of_the_same_name_are_left():
    text = "Hanne Nordbygd leder laget. Nordbygd kommune hjalp, og i Nordbygd var det stille."
    assert found(text) == ["Hanne Nordbygd"]
    assert found("Hanne Fjell leder laget. Fjell og fjord. – Fint, sier Fjell.") == ["Hanne Fjell", "Fjell"]


def test_what_a_text_calls_a_thing_once_is_a_thing_in_all_of_it():
    assert found("Ekstremværet Hans kom i august. Før Hans kom, var vi klare.") == []
    assert found("Ekstremværet Hans kom i august. Jeg snakket med Hans.") == ["Hans"]


@pytest.mark.parametrize("place", ["Haakon Jarls skole", "Ole Bulls plass", "Kong Haakons gate"])
def test_what_is_named_after_a_person_is_a_place(place):
    assert found(f"Vi flyttet til {place} i mai.") == []


def test_the_persons_of_a_text_are_found_in_its_title_too():
    body = "Xippi Torvund hedres etter et langt år. Torvund takket."
    assert found("Takk, Xippi") == []
    assert found("Takk, Xippi", within=body) == ["Xippi"]
    assert mask_persons("Torvunds plan", within=body) == "[navn] plan"


def test_a_title_before_a_name_is_no_part_of_it():
    text = "Rådgiver Xippi Torvund skrev planen. Rådgiver er en stilling. Torvund vet det."
    assert [one for one in found(text) if "Rådgiver" in one] in ([], ["Rådgiver Xippi Torvund"])
    assert "Torvund" in found(text)


def test_a_part_with_an_initial_and_a_method_called_after_a_person_are_found():
    text = "Xippi Torvund hedres. Torvund-metoden brukes. Xippi T. har vakt."
    assert found(text) == ["Xippi Torvund", "Torvund", "Xippi T."]
