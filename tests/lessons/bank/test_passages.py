import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.bank.passages import LONGEST, LONGEST_LETTERS, cut
from kb.lessons.bank.records import Document


def document(text, *, markdown=True, title="Tittel", body_start=0):
    return Document("a.md", "blogg", title, None, text, body_start, markdown, "")


def cuts(text, **settings):
    return [(passage.heading, passage.text) for passage in cut(document(text, **settings))]


def test_markdown_is_cut_at_headings_with_their_path():
    text = "# Tittel\n\nInnledning.\n\n## Håndtering\n\nTekst.\n\n### Varsling\n\nSMS.\n\n## Læring\n\nMer.\n"
    assert cuts(text) == [
        ("", "Innledning."),
        ("Håndtering", "Tekst."),
        ("Håndtering › Varsling", "SMS."),
        ("Læring", "Mer."),
    ]


def test_neighbouring_paragraphs_are_kept_together_up_to_the_longest():
    text = "\n\n".join(f"Avsnitt {n}. " + "ord " * 25 for n in range(3))
    assert [passage.count("Avsnitt") for _, passage in cuts(text)] == [2, 1]


def test_a_long_paragraph_is_cut_between_sentences():
    text = " ".join(f"Setning nummer {n} har akkurat sju ord." for n in range(30))
    passages = [passage for _, passage in cuts(text)]
    assert len(passages) > 1
    assert all(passage.endswith("ord.") and passage.startswith("Setning") for passage in passages)


def test_a_long_run_without_a_full_stop_is_cut_between_words():
    assert max(len(passage.split()) for _, passage in cuts("ord " * 500)) == LONGEST


def test_a_bullet_keeps_its_sign_and_is_not_split_from_its_continuation():
    text = "## Læring\n\n- første punkt\n  fortsetter her\n- andre punkt\n"
    assert cuts(text) == [("Læring", "- første punkt\n  fortsetter her\n- andre punkt")]


def test_a_table_stays_a_table():
    text = "| Kategori | Antall |\n| --- | --- |\n| Leger | 15 |\n"
    assert cuts(text) == [("", text.rstrip())]


def test_comments_in_markdown_are_left_out():
    assert cuts("<!-- Slide number: 1 -->\n# Plan\n\nTekst.\n") == [("Plan", "Tekst.")]


def test_a_heading_in_plain_text_is_a_short_line_with_more_beneath_it():
    text = "Status HO\n\n- Sykehjem har åpnet\n- Krevende sommer\n\nHjemmeskole\n\n- 6000 elever\n"
    assert cuts(text, markdown=False) == [
        ("Status HO", "- Sykehjem har åpnet\n- Krevende sommer"),
        ("Hjemmeskole", "- 6000 elever"),
    ]


def test_a_question_in_plain_text_keeps_a_short_answer():
    text = (
        "Hvilke direktørområder omfatter søknaden?\n\nEiendom\n\nHva lærte dere?\n\nAt vi kan samarbeide.\n"
    )
    assert cuts(text, markdown=False) == [
        ("Hvilke direktørområder omfatter søknaden?", "Eiendom"),
        ("Hva lærte dere?", "At vi kan samarbeide."),
    ]


def test_wide_gaps_are_slides_and_a_slide_keeps_its_title_in_its_text():
    text = "\n\n\n\n".join(f"Lysbilde {n}\n\nPunkt {n}" for n in range(8))
    passages = cuts(text, markdown=False)
    assert passages[3] == ("Lysbilde 3", "Lysbilde 3\n\nPunkt 3")
    assert len(passages) == 8


def test_headings_with_nothing_beneath_are_not_lost():
    assert [text for _, text in cuts("# Tittel\n\n## Én\n\n## To\n\nTekst.\n\n## Tre\n")] == [
        "## Én\n",
        "Tekst.",
        "## Tre\n",
    ]


def test_the_front_matter_is_no_passage():
    text = "---\ntitle: A\n---\nBrødtekst.\n"
    assert cuts(text, body_start=len(text) - len("Brødtekst.\n")) == [("", "Brødtekst.")]


@given(st.text(alphabet="abcæøå .!?\n-#•1|😊", max_size=400), st.booleans())
def test_every_passage_is_the_documents_own_text_in_order(text, markdown):
    end = 0
    for passage in cut(document(text, markdown=markdown)):
        assert text[passage.start : passage.end] == passage.text != ""
        assert passage.start >= end
        end = passage.end


@given(st.lists(st.text(alphabet="abcæøå", min_size=1), min_size=1, max_size=300), st.booleans())
def test_no_word_of_running_text_is_lost(words, markdown):
    text = " ".join(words) + "."
    found = " ".join(passage.text for passage in cut(document(text, markdown=markdown)))
    assert found.split() == text.split()


@pytest.mark.parametrize("markdown", [True, False])
def test_a_picture_written_as_letters_is_cut_too(markdown):
    passages = cut(document("![x](data:image/png;base64," + "iVBOR/w0" * 100_000 + ")", markdown=markdown))
    assert max(len(passage.text) for passage in passages) == LONGEST_LETTERS
    assert "".join(passage.text for passage in passages).endswith("iVBOR/w0)")


@pytest.mark.parametrize("hostile", ["[" * 200_000, "![" * 100_000, "*a **b _c " * 40_000, "<" * 200_000])
def test_what_stands_within_a_line_of_markdown_is_not_parsed(hostile):
    from time import process_time

    start = process_time()
    cut(document(hostile))
    assert process_time() - start < 2


def test_lone_carriage_returns_end_lines_as_the_parser_ends_them():
    text = "hei\n\n\r\r\r0\r\n\r\nnei"
    told = cut(Document("a.md", "blogg", "t", None, text, 0, True, "h"))
    assert [passage.text.split() for passage in told] == [["hei", "0", "nei"]]
    assert all(text[one.start : one.end] == one.text for one in told)
