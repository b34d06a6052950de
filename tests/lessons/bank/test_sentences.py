from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.bank.sentences import part_sentences, sentences_of

LIKE_TEXT = st.text(alphabet='AbÅ 1.!?:…»"«–-(\n', max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "Vi åpnet kl. 08.00 og stengte ca. 20.",
        "Se pkt. 3 og kap. 4 i planen, jf. Lov om helse.",
        "Det kostet 14,5 mill. 2020-kroner.",
        "Åpent f.eks. Mandag og bl.a. Tirsdag.",
        "Klassene på 1. 2. og 3. trinn hadde hjemmeskole.",
        "1. Meld behovet samme dag.",
        "- 2. Skriv navnet på den som svarer.",
        "Tabell 1. Timer etter område",
        "Spor 2. Samhandling mellom ansatte",
        "The centre opened on 3. March.",
        "Dr. Berg tok imot.",
        "Vi ble færre ... og færre.",
        "Navnet er nr. A12.",
    ],
)
def test_a_shortened_word_or_the_number_of_a_list_ends_no_sentence(text):
    assert sentences_of(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Behovet var 38. De hadde 29.", ["Behovet var 38.", "De hadde 29."]),
        ("Åpent fra kl. 8 til 22. Etterpå stengt.", ["Åpent fra kl. 8 til 22.", "Etterpå stengt."]),
        (
            "Det kostet 14,5 mill. Vi tok det av bufferen.",
            ["Det kostet 14,5 mill.", "Vi tok det av bufferen."],
        ),
        ("Var det nok? «Ja.» Så gikk vi.", ["Var det nok?", "«Ja.»", "Så gikk vi."]),
        ("Vi ventet. – Det var for lenge, sa hun.", ["Vi ventet.", "– Det var for lenge, sa hun."]),
        ("**Vi ventet.** 66 møtte.", ["**Vi ventet.**", "66 møtte."]),
        ("Uten punktum\nNeste linje", ["Uten punktum", "Neste linje"]),
        (" \n ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(text, sentences):
    assert sentences_of(text) == sentences


@given(LIKE_TEXT, st.integers(0, 20), st.integers(0, 60))
def test_the_parts_lie_end_to_end_in_their_stretch(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    parts = list(part_sentences(text, start, end))
    assert "".join(text[low:high] for low, high in parts) == text[start:end]
    assert all(low < high for low, high in parts)


@given(LIKE_TEXT)
def test_no_word_of_a_text_is_lost(text):
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_the_lessons_of_the_bank_have_no_sentence_that_a_shortened_word_has_cut():
    entries = sorted((Path(__file__).parents[3] / "lessons" / "entries").glob("*.md"))
    bodies = [entry.read_text(encoding="utf-8").split("---", 2)[2] for entry in entries]
    last = [one.split()[-1].lower() for body in bodies for one in sentences_of(body)]
    assert len(last) > 1000
    assert {"kl.", "ca.", "nr.", "bl.a.", "f.eks.", "pkt.", "jf."} & set(last) == set()
