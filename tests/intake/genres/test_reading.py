"""The front door: title, date, genre, and what must never happen."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.intake.genres import read_genre, wording
from kb.intake.records import Block, Original

REPORTS = [
    [
        "# Evaluering av øvelse",
        "Øvelsen ble holdt 14. juni. Den varte i seks timer.",
        "# Funn",
        "- Varslingen tok tid",
    ],
    ["# Årsmelding", "Rådet har hatt seks møter.", "Saker som er behandlet, står i vedlegget."],
    ["# Meeting minutes", "Present: six members.", "- The budget was approved", "Next meeting in May."],
    ["Kort notat om parkering.", "Kan ansatte parkere i bakgården? Ja, etter klokka fire."],
    [],
]


@pytest.mark.parametrize("lines", REPORTS)
def test_what_is_of_no_genre_is_a_report(document, lines):
    assert read_genre(document(*lines)).genre == "report"


def test_a_genre_that_the_user_knows_is_taken(document):
    reading = read_genre(document("# Notat", "Kan vi parkere?"), genre="blog")
    assert (reading.genre, reading.sure, len(reading.questions)) == ("blog", 1.0, 1)


def test_a_title_in_the_text_is_trusted_before_the_properties_and_those_before_the_files_name(document):
    assert read_genre(document("# Årsmelding", "Tekst.", title="Mal", file="x.docx")).title == "Årsmelding"
    assert (
        read_genre(document("Vi har hatt møter hele året.", title="Årsmelding", file="x.docx")).title
        == "Årsmelding"
    )
    unnamed = document(
        "Vi har hatt møter.", title="Microsoft Word - mal.doc", file="2021-03-01-aars_melding.docx"
    )
    assert read_genre(unnamed).title == "Aars melding"


def test_slides_that_begin_with_an_agenda_have_no_title_of_their_own(document):
    assert read_genre(document("# Agenda", "# Overtid", "Tall.", file="hr-status.pdf")).title == "Hr status"


def test_a_date_in_the_text_is_trusted_before_the_files_name_and_that_before_the_properties(document):
    told = document(
        "# Status", "Formannskapet 24. august 2022", "Tekst.", file="2022-01-01-x.txt", made=date(2021, 1, 1)
    )
    named = document("# Status", "Tekst.", file="2022-01-01-x.txt", made=date(2021, 1, 1))
    made = document("# Status", "Tekst.", made=date(2021, 1, 1))
    assert [str(read_genre(one).date) for one in (told, named, made)] == [
        "2022-08-24",
        "2022-01-01",
        "2021-01-01",
    ]


def test_a_date_in_a_sentence_is_not_the_texts_own(document):
    assert read_genre(document("# Status", "Gruppen ble samlet 11. mars 2020.")).date is None


def test_a_day_without_a_year_is_completed_by_the_files_name_only(document):
    lines = ["# Status", "Utvalget 26. mai"]
    assert str(read_genre(document(*lines, file="2020-06-01-x.txt")).date) == "2020-05-26"
    assert read_genre(document(*lines)).date is None


def test_the_language_can_be_told_by_somebody_else(document):
    assert read_genre(document("# Status"), language_of=lambda text: "en").language == "en"


@pytest.mark.parametrize("genre", ["status", "hr", "report", "article"])
def test_a_person_named_anywhere_is_held_back(document, genre):
    assert read_genre(document("# Status", "Takk til Kari Hansen."), genre=genre).held_back == ("name",)


def test_the_title_is_no_section(document):
    reading = read_genre(document("# Årsmelding", "# Funn", "Tekst."))
    assert [section.heading for section in reading.sections] == ["Funn"]


KINDS = st.sampled_from(["heading", "paragraph", "bullet", "quote", "caption"])
WORDS = """Hva lærte dere ? – « » , sier legger til : n = 29 % Alle Svar- prosent 12 Totalt . Fjordvik kommune
3. mai 2020 til og 😊 ikke bra krevende ( ) * # tre spor Kari Hansen rådgiver i HR"""
PIECES = st.sampled_from(WORDS.split())
GENRES = st.sampled_from([None, "application", "status", "blog", "article", "hr"])
BLOCKS = st.builds(
    lambda kind, words, level: Block(kind, " ".join(words), level=level),
    KINDS,
    st.lists(PIECES, min_size=1, max_size=14),
    st.integers(0, 3),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=st.lists(BLOCKS, max_size=8), genre=GENRES)
def test_any_blocks_are_read_without_fail_and_no_speaker_is_named(blocks, genre):
    reading = read_genre(Original("x.txt", "txt", "0" * 64, tuple(blocks)), genre=genre)
    assert 0 <= reading.sure <= 1
    assert not any("Kari" in said.speaker or "Hansen" in said.speaker for said in reading.quotations)


@pytest.mark.parametrize(
    "file", ["questions", "marks", "organisation", "roles", "signals", "survey", "layout"]
)
def test_every_list_of_words_is_in_all_three_languages(file):
    from kb.tomlfiles import read_model

    model = read_model(wording._FOLDER / f"{file}.toml", wording._Lists, remedy="")
    missing = {name for name, told in model.root.items() if set(told) not in ({"nb", "nn", "en"}, {"all"})}
    assert missing == set()


def test_every_wording_finds_itself():
    for file in ("questions", "marks", "organisation", "roles", "signals", "survey"):
        for name, words in wording.lists(file).items():
            for word in words:
                text = word.replace("*", "x").replace("…", "og")
                assert wording.found(file, name, text), (file, name, word)
