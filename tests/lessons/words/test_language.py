import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.words.language import (
    ENGLISH,
    SHARED,
    STOP_WORDS,
    grams,
    is_english,
    normalise,
    stem_all,
    stems,
    tokens,
    words,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Aase", "åse"),
        ("paaroerende", "pårørende"),
        ("laere", "lære"),
        ("én", "en"),
        ("smitte\u00advern", "smittevern"),
        ("a\u030apen", "åpen"),
        ("35\u00a0593 timer", "35593 timer"),
        ("8 880", "8880"),
        ("12 20", "12 20"),
        ("Malmö", "malmø"),
        ("Ælv", "ælv"),
        ("RÅD", "råd"),
        ("1 234\u202f567", "1234567"),
        ("1234 567", "1234567"),
        ("12 3456", "12 3456"),
        ("\ufb01sk", "\ufb01sk"),
        ("Übung", "ubung"),
        ("", ""),
    ],
)
def test_spellings_meet(written, meant):
    assert normalise(written) == meant


def test_a_with_and_without_its_ring_stay_apart():
    assert words("sår sar") == ["sår", "sar"]


def test_function_words_are_left_out_unless_nothing_else_is_left():
    assert words("hva lærte vi av øvelsen") == ["lærte", "øvelsen"]
    assert words("hva er det") == ["hva", "er", "det"]


def test_hyphens_part_words():
    assert words("covid-19") == ["covid", "19"]


def test_inflections_share_a_stem():
    assert len(set(stems("beredskapsplan beredskapsplaner beredskapsplanene"))) == 1


def test_a_compound_shares_4_grams_with_either_half():
    compound = set(grams("beredskapsplan"))
    assert compound & set(grams("beredskap"))
    assert "lan_" in compound & set(grams("plan"))


def test_short_words_are_whole_grams():
    assert grams("HO") == ["_ho_"]


@given(st.text())
def test_nothing_raises_and_composition_does_not_matter(text):
    assert stems(unicodedata.normalize("NFD", text)) == stems(unicodedata.normalize("NFC", text))
    assert all(1 <= len(gram) <= 4 for gram in grams(text))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet="aeoåäöéA\u030a\u0301\u00ad1 \u00a023", max_size=30))
def test_spellings_meet_whatever_stands_beside_them(text):
    once = normalise(text)
    assert normalise(once) == once == normalise(text.upper()) == normalise(unicodedata.normalize("NFD", text))
    assert not {"aa", "ae", "oe"} & {once[at : at + 2] for at in range(len(once))}


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("what did we learn", True),
        ("hva lærte vi", False),
        ("kva lærte vi", False),
        ("smittevern", None),
        ("infection control", None),
        ("in for do", None),
        ("", None),
        ("the og", None),
    ],
)
def test_function_words_tell_english_from_norwegian_where_there_are_any(text, english):
    assert is_english(tokens(text)) is english


def test_word_lists_hold_words_as_queries_do():
    for listed in (STOP_WORDS, ENGLISH, SHARED):
        assert {word for word in listed if tokens(word) != [word]} == set()


def test_a_stem_begins_its_word():
    found = tokens("beredskapsplanene godtvillig rapportert vurderte øvelser sykehjemmets farlig 35 593 x")
    assert all(word.startswith(stem) and stem for word, stem in zip(found, stem_all(found), strict=True))


@pytest.mark.parametrize("text", ["\0", "🙂🦠", "'\"?;--", "…", "_", "\ufffe"])
def test_signs_are_no_words(text):
    assert (tokens(text), stems(text), grams(text)) == ([], [], [])
