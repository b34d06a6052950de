from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.intake.importing.markdown import PAGE, to_markdown
from kb.intake.records import Block, Original

from .conftest import BLOCKS, original


def test_structure_and_slides_are_kept():
    assert to_markdown(original(), "Status i Fjordvik", "nb") == (
        "# Status i Fjordvik\n\n"
        "<!-- lysbilde 1 -->\n\n"
        "- Kriseledelsen møttes hver dag 😊\n"
        "  - Vaktlista kom sent\n\n"
        "<!-- lysbilde 2 -->\n\n"
        "## Hva har vi lært?\n\n"
        "\\# Ring Kari Nordmann, tlf. 22 33 44 55, i god tid.\n\n"
        "| Uke | Timer |\n| --- | --- |\n| 12 | 40\\|2 |\n"
    )


def test_a_question_of_a_form_becomes_a_heading():
    blocks = (Block("paragraph", "Hva lærte dere?"), Block("paragraph", "Å ringe tidlig."))
    told = to_markdown(Original("a.txt", "txt", "0" * 64, blocks), "Søknad", "nb", {"Hva lærte dere?"})
    assert told == "# Søknad\n\n## Hva lærte dere?\n\nÅ ringe tidlig.\n"


def test_pages_are_told_in_the_texts_language():
    for language, word in (("nb", "lysbilde"), ("nn", "lysbilete"), ("en", "slide")):
        assert f"<!-- {word} 2 -->" in to_markdown(original(), "T", language)
        assert PAGE.findall(to_markdown(original(), "T", language)) == ["1", "2"]


@given(st.text(alphabet="#>*+-=~|<`[]()1.2) aøb\\_!&", min_size=1, max_size=30).filter(str.strip))
def test_a_paragraph_stays_a_paragraph_whatever_it_begins_with(text):
    text = " ".join(text.split())
    told = to_markdown(original([Block("paragraph", text)]), "T", "nb")
    kinds = [token.type for token in MarkdownIt("commonmark").enable("table").parse(told)]
    assert kinds == ["heading_open", "inline", "heading_close", "paragraph_open", "inline", "paragraph_close"]


def test_blocks_stand_in_their_order():
    told = to_markdown(original(), "T", "nb")
    places = [told.index(block.text.removeprefix("# ")) for block in BLOCKS if block.text]
    assert places == sorted(places)
