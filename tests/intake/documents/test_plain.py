import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.documents.plain import read_plain

from .conftest import outline

# ~ stands for the space that text from a PDF keeps where a line ran on.
SLIDES = """ Tema

~

Sykehjem og hjemmetjeneste
Vakter som ble dekket etter at vi fikk en felles~

oversikt over ledige folk

Svar-

prosent

81%

Antall~

svar:

212


~
Hvem som ble tilsatt i uke
12

 Yrke Antall~

Kokker  3~

Sjåfører 14~

Vektere 2~

Sum 19~

~



Kommentarer til overtiden
• I alt 1 250 timer på fem~

uker (400 000 kr)
• Av disse sto renholdet for 600


Felles drifts-~
og beredskapsplan

""".replace("~", " ")


def test_slides_saved_as_text_are_read_with_titles_whole_lines_and_tables():
    assert outline(read_plain(SLIDES.replace("\n\n\n", "\n\n\n\n"))) == [
        "## Tema",
        "## Sykehjem og hjemmetjeneste",
        "Vakter som ble dekket etter at vi fikk en felles oversikt over ledige folk",
        "Svarprosent 81%",
        "Antall svar: 212",
        "## Hvem som ble tilsatt i uke 12",
        "| Yrke, Antall / Kokker, 3 / Sjåfører, 14 / Vektere, 2 / Sum, 19",
        "## Kommentarer til overtiden",
        "- I alt 1 250 timer på fem uker (400 000 kr)",
        "- Av disse sto renholdet for 600",
        "## Felles drifts- og beredskapsplan",
    ]


def test_a_status_in_lines_keeps_headings_depths_and_emoji():
    text = (
        "Status\n\nUtvalget 3. mai\n\nSkole\n\n- Nytt tilbud på to dager 😊\n- Tre spor\n - Elever\n - Heimen"
    )
    text += "\n\nHelse\n\n- Slitne folk"
    assert outline(read_plain(text)) == [
        "# Status",
        "Utvalget 3. mai",
        "## Skole",
        "- Nytt tilbud på to dager 😊",
        "- Tre spor",
        "-- Elever",
        "-- Heimen",
        "## Helse",
        "- Slitne folk",
    ]


def test_a_forms_short_answer_is_no_heading():
    text = "Søknad\n\nHvor jobber du?\n\nEiendom\n\nHva lærte dere?\n\nAt ett lager er bedre enn førti skap."
    text += "\n\nKontakt\n\nole@fjordvik.example"
    assert outline(read_plain(text)) == [
        "# Søknad",
        "## Hvor jobber du?",
        "Eiendom",
        "## Hva lærte dere?",
        "At ett lager er bedre enn førti skap.",
        "## Kontakt",
        "ole@fjordvik.example",
    ]


def test_what_people_said_and_what_pictures_show_are_told_apart():
    text = (
        "Folk flyttes dit behovet er størst.\n\n– Vi spurte alle først, sier rådgiveren i bemanningsenheten.\n\n"
        "Bilde av staben.\nBILDE: Staben ved vaktbordet.\n\nNy ordning\n\nRådgiveren legger til:\n\n"
        "– Listene holder vi selv."
    )
    kinds = [block.kind for block in read_plain(text)]
    assert kinds == ["paragraph", "quote", "caption", "caption", "heading", "paragraph", "quote"]


def test_lines_an_editor_broke_are_joined_and_lists_are_not():
    wrapped = (
        "Kommunen satte krisestab søndag kveld og holdt den til onsdag. Alle i\n"
        "staben hadde stedfortreder. Planen for avløsning holdt likevel bare to\n"
        "Døgn til ende, fordi ingen kunne sende folk hjem.\n\nVi manglet\nmunnbind\nhansker\nvisir"
    )
    blocks = read_plain(wrapped)
    assert [block.text for block in blocks[1:]] == ["Vi manglet", "munnbind", "hansker", "visir"]
    assert blocks[0].text.endswith("bare to Døgn til ende, fordi ingen kunne sende folk hjem.")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Da ble bered- \nskapen prøvd", "Da ble beredskapen prøvd"),
        ("Det gjelder skole- \nog barnehagene", "Det gjelder skole- og barnehagene"),
        ("Vi drøftet i HMS-\nutvalget tre ganger", "Vi drøftet i HMS-utvalget tre ganger"),
        ("Da ble bered\u00adskapen pr\u00f8vd med \ufb01re lag", "Da ble beredskapen prøvd med fire lag"),
    ],
)
def test_words_parted_over_lines_are_made_whole(lines, joined):
    assert [block.text for block in read_plain(lines)] == [joined]


def test_what_pages_repeat_is_dropped_and_pages_are_counted():
    pages = [f"Fjordvik kommune\n\nAvsnitt {n} handler om vann og veg.\n\nSide {n} av 3" for n in (1, 2, 3)]
    blocks = read_plain("\f".join(pages))
    assert [(block.page, block.text) for block in blocks] == [
        (n, f"Avsnitt {n} handler om vann og veg.") for n in (1, 2, 3)
    ]


def test_a_table_of_contents_is_dropped():
    assert [
        b.text
        for b in read_plain("Innhold\n\n1 Bakgrunn ........ 3\n2 Funn . . . . . . . 14\n\nVi fant mye.")
    ] == [
        "Innhold",
        "Vi fant mye.",
    ]


def test_dates_at_the_start_of_lines_are_no_points():
    kinds = {
        block.kind for block in read_plain("13. mars stengte vi.\n14. mars åpnet vi.\n1. kvartal ble tungt.")
    }
    assert kinds == {"paragraph"}


@given(st.text(alphabet=st.sampled_from("ab Å.,:?!-–•\n\n\f 123|#>%()")))
def test_no_word_is_lost_unless_it_is_furniture(text):
    told = "".join(block.text for block in read_plain(text))
    assert sum(map(told.count, "abÅ")) == sum(map(text.count, "abÅ")) or "\f" in text


@given(st.text())
def test_every_block_stands_on_one_line(text):
    for block in read_plain(text):
        assert block.text
        assert block.kind == "table" or block.text == " ".join(block.text.split())
