"""Each hit tells why it was found, and marks the words of its text that speak for it."""

import unicodedata

import pytest
from banks import TAXONOMY
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.lessons.base.store import Stored
from kb.lessons.retrieval.reasons import ALIKE, NEAREST, explain
from kb.lessons.words.asked import read_query
from kb.lessons.words.language import tokens

UNLIKE = ALIKE - 0.01
WORDS = st.sampled_from(
    [
        "beredskap",
        "beredskapsplan",
        "lageret",
        "lager",
        "munnbind",
        "munbind",
        "skule",
        "skole",
        "sykehjem",
        "sjukeheim",
        "og",
        "40",
        "000",
        "a4",
    ]
)
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=12).map(" ".join)


def passage(text, heading=""):
    return Stored(1, "d", heading, 0, len(text), text)


def told(query, text, *, title="", heading="", meaning=UNLIKE, themes=()):
    why, _ = explain(read_query(query, TAXONOMY), title, passage(text, heading), meaning, themes, TAXONOMY)
    return why


def marked(query, text, **fields):
    _, marks = explain(read_query(query, TAXONOMY), "", passage(text, **fields), UNLIKE, (), TAXONOMY)
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("lager", "Et lager med utstyr.", "ord: lager"),
        ("rapporter", "Rapporten kom i mai.", "ord: rapporter"),
        ("BESØK", "Ingen fikk besøk.", "ord: besøk"),
        ("besoek", "Ingen fikk besøk.", "ord: besøk"),
        ("sjukeheim", "Et sykehjem ble stengt.", "målform: sjukeheim ~ sykehjem"),
        ("sykehjem", "Ein sjukeheim vart stengd.", "målform: sykehjem ~ sjukeheim"),
        ("sjukeheim", "Tilbudet hos sykehjemslegen var godt.", "målform: sjukeheim ~ sykehjemslegen"),
        ("etterutdanning", "Kompetansebygging tar tid.", "synonym: etterutdanning ~ kompetansebygging"),
        ("nursing home", "Et sykehjem ble stengt.", "synonym: nursing home ~ sykehjem"),
        ("beredskap", "Beredskapsplanen lå i skuffen.", "del av ord: beredskap ~ beredskapsplanen"),
        ("plan", "Et kriseplan", "del av ord: plan ~ kriseplan"),
        ("beredskapsplanen", "Vi hadde beredskap.", "del av ord: beredskapsplanen ~ beredskap"),
        ("munbind", "Alle brukte munnbind.", "lik stavemåte: munbind ~ munnbind"),
        ("evakuerring", "En evakuering ble øvd.", "lik stavemåte: evakuerring ~ evakuering"),
    ],
)
def test_a_word_is_told_by_the_strongest_way_it_is_met(query, text, expected):
    assert told(query, text) == (expected,)


def test_words_of_one_way_are_told_together_and_once():
    assert told("lager utstyr lager", "Et lager med utstyr.") == ("ord: lager, utstyr",)


def test_the_ways_are_told_in_their_order_before_meaning_and_themes():
    text = "Et lager på et sykehjem, og en beredskapsplan."
    why = told("munbind beredskap sjukeheim lager", text, meaning=ALIKE)
    assert why == (
        "ord: lager",
        "målform: sjukeheim ~ sykehjem",
        "del av ord: beredskap ~ beredskapsplan",
        "likt i mening",
    )


@pytest.mark.parametrize(("meaning", "expected"), [(ALIKE, "likt i mening"), (UNLIKE, NEAREST)])
def test_a_passage_is_alike_in_meaning_from_a_floor(meaning, expected):
    assert told("fotball", "Vinteren var kald.", meaning=meaning) == (expected,)


def test_a_theme_is_told_when_the_query_calls_it_and_the_passage_has_it():
    assert told("hjemmeskole", "Vinteren var kald.", themes=("skole",)) == ("tema: Skole",)
    assert told("hjemmeskole", "Vinteren var kald.", themes=("smittevern",)) == (NEAREST,)
    assert told("fotball", "Vinteren var kald.", themes=("skole",)) == (NEAREST,)


@pytest.mark.parametrize("place", ["title", "heading"])
def test_a_word_of_the_title_or_the_heading_is_told(place):
    assert told("lager", "Ingenting her.", **{place: "Et felles lager"}) == ("ord: lager",)


def test_a_phrase_is_met_only_by_all_its_words():
    assert told("nursing home", "A home.") == (NEAREST,)


def test_a_stop_word_is_no_part_of_another_word():
    assert told("dettegang", "Og dette var ikke noe.") == (NEAREST,)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("plan", "Planene og en plan, men ingen planlegging.", ["Planene", "plan"]),
        ("beredskap", "Planen for beredskapen: beredskap.", ["beredskapen", "beredskap"]),
        ("besoek", "Besøk ble stanset.", ["Besøk"]),
        ("munbind", "Munnbind og maske", ["Munnbind"]),
        ("40000", "I alt 40 000 munnbind.", ["40 000"]),
        ("40 000", "I alt 40\u00a0000 munnbind.", ["40\u00a0000"]),
        ("beredskap", "God bered\u00adskap.", ["bered\u00adskap"]),
        ("snakkes", "Ingenting å si om dette.", []),
    ],
)
def test_the_words_that_speak_for_a_passage_are_marked_as_they_are_written(query, text, expected):
    assert marked(query, text) == expected


def test_a_word_with_its_marks_apart_is_marked_whole():
    text = unicodedata.normalize("NFD", "Ingen så på båtene.")
    assert marked("båtene", text) == [unicodedata.normalize("NFD", "båtene")]


def test_a_word_of_the_title_alone_marks_nothing():
    assert marked("lager", "Ingenting her.", heading="Et lager") == []


@settings(max_examples=100)
@given(TEXTS, TEXTS, st.floats(-3, 3))
def test_marks_are_words_of_the_text_in_order_and_something_is_always_told(query, text, meaning):
    why, marks = explain(read_query(query), "", passage(text), meaning, (), {})
    assert why
    assert len(why) == len(set(why))
    ends = [0, *(place for mark in marks for place in mark), len(text)]
    assert ends == sorted(ends)
    for start, end in marks:
        assert len(tokens(text[start:end])) == 1
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


@settings(max_examples=100)
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=6))
def test_what_a_passage_holds_word_for_word_is_told_and_marked(asked, others):
    query = " ".join(asked)
    text = f"{' '.join(others)} . {query} . "
    assert any(why.startswith("ord: ") for why in told(query, text))
    assert marked(query, text)
