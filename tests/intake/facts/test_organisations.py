import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.facts.named import municipality_of
from kb.intake.facts.names import Names, read_names
from kb.intake.facts.reading import read_facts

KINDS = ("organisation", "unit")
GIVEN = ["Kari", "Ola", "Anne", "Per", "Ingrid", "Mohammed", "Solveig", "Bjørn"]
SURNAMES = ["Nordmann", "Hansen", "Olsen", "Berg", "Solheim", "Bakken"]


def names(text, known=None):
    return [(one.value, one.kind) for one in read_facts(text, names=known) if one.kind in KINDS]


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
def test_a_person_is_never_an_organisation(first, last):
    person = f"{first} {last}"
    texts = (
        f"Dette ble gjort sammen med {person} og NAV.",
        f"Rådgiver {person} i HAMU tok imot NAV, {person} og KS.",
        f"Avdeling {person} finnes ikke. {person} leder arbeidet.",
    )
    assert not any(first in value or last in value for text in texts for value, _ in names(text))


def test_a_form_names_a_unit_that_is_found_again():
    form = "Hvilket tjenestested jobber du på?\n\nByggdrift\n\nHva lærte dere?\n\nDa hjalp Byggdrift til."
    assert names(form) == [("Byggdrift", "unit")] * 2


def test_a_question_that_only_mentions_a_place_of_work_names_none():
    assert names("Har du byttet tjenestested?\n\nOmdisponerte\n") == []


def test_a_list_with_a_name_known_names_all_its_items():
    text = "Vi arbeidet med Røde Kors, Fjellvern nord og Strandmo sykehjem."
    assert [value for value, _ in names(text)] == ["Røde Kors", "Fjellvern nord", "Strandmo sykehjem"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ved Solvang skole gikk det bra.", "Solvang skole"),
        ("Planen til Fjordvik kommunes ansatte.", "Fjordvik kommune"),
        ("NAVs ansatte hjalp til.", "NAV"),
        ("Hele Fjordvik kommune var med.", "Fjordvik kommune"),
        ("It was the Municipality of Fjordvik that paid.", "Municipality of Fjordvik"),
        ("Bussene kom fra Skogheim buss AS i mai.", "Skogheim buss AS"),
        ("I mai ga Fjordvik kulturhus KF oss lokaler.", "Fjordvik kulturhus KF"),
        ("Rommet på Lia School ble stengt.", "Lia School"),
        ("Skrevet i Strategi- og utviklingsenheten", "Strategi- og utviklingsenheten"),
        ("Utstyret kom til Legevakt Vest i går.", "Legevakt Vest"),
    ],
)
def test_a_name_is_told_without_what_surrounds_it(text, name):
    assert [value for value, _ in names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Hver skole fikk sitt.",
        "Hva med KF?",
        "Samarbeid barnevern er viktig.",
        "Enhver kommune må lære.",
        "Ny legevakt ble bygd.",
        "Samarbeid skole og hjem var viktig.",
        "Enheten og avdelingen fikk ros.",
        "Kommunalsjefområdet er stort.",
        "Send en SMS fra PC.",
        "Vi brukte Teams og e-post.",
        "Alle i kommunen sto på.",
    ],
)
def test_common_words_are_no_names(text):
    assert names(text) == []


def test_the_lists_are_the_municipalitys_own_to_change(tmp_path):
    own = tmp_path / "names.toml"
    lists = read_names().model_dump()
    own.write_text(
        "\n".join(f"{key} = {[*map(str, value)]}" for key, value in lists.items()).replace("'HEVE'", "'XYZQ'")
    )
    known = read_names(own)
    assert isinstance(known, Names)
    assert names("Vi hørte XYZQ si det.", known) == [("XYZQ", "unit")]
    assert names("Vi hørte HEVE si det.", known) == []


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Fjordvik kommune", "Fjordvik"),
        ("Nord-Fjordvik Municipality", "Nord-Fjordvik"),
        ("Municipality of Fjordvik", "Fjordvik"),
        ("Fjordvik kommunes", "Fjordvik"),
        ("Fjordvik fylkeskommune", ""),
        ("NAV", ""),
    ],
)
def test_a_municipality_has_a_name_of_its_own(name, own):
    assert municipality_of(name) == own
