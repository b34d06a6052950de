import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.language import grams, normalise, stems, words


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
