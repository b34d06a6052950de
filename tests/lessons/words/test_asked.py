"""Queries as search reads them."""

import unicodedata

import pytest
from banks import TAXONOMY
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.lessons.words.asked import MOST_CONCEPTS, MOST_OTHERS, MOST_SPELLINGS, Asked, read_query
from kb.lessons.words.language import tokens

ENGLISH = [
    "what did we learn about infection control",
    "infection control in nursing homes",
    "lessons learned",
    "evaluation",
    "communication with next of kin",
    "how were the schools closed",
    "Which plans were used?",
    "individual care plan",
    "the",
]
NORWEGIAN = [
    "hva lærte vi om munnbind",
    "kva lærte vi om sjukeheimar",
    "smittevern",
    "beredskap",
    "PLO",
    "FHI",
    "skule",
    "vakt i helgene",
    "pleie og omsorg",
    "evaluering av øvelse",
    "personell på vakt",
    "no",
    "hva er lessons learned",
    "xyzzyq",
    "Ålesund lockdown",
    "hva",
    "",
    "?",
]


@pytest.mark.parametrize(
    ("text", "english"), [(text, True) for text in ENGLISH] + [(text, False) for text in NORWEGIAN]
)
def test_a_query_is_told_as_english_or_norwegian(text, english):
    assert read_query(text).english is english


def test_a_query_keeps_its_text_and_gives_its_concepts_in_order():
    asked = read_query("Hva lærte vi om Munnbind på sjukeheim?")
    assert asked.text == "Hva lærte vi om Munnbind på sjukeheim?"
    assert [concept.words for concept in asked.concepts] == [("lærte",), ("munnbind",), ("sjukeheim",)]


def test_a_concept_has_its_forms_and_its_other_words():
    (concept,) = read_query("sjukeheim").concepts
    assert concept.forms == (("sykehjem",),)
    assert ("sykehjem",) in concept.others


def test_english_words_are_given_no_nynorsk():
    (concept,) = read_query("nursing homes").concepts
    assert concept.forms == ()
    assert ("sykehjem",) in concept.others


def test_function_words_of_english_are_no_concepts():
    (concept,) = read_query("what should we have done about masks").concepts[-1:]
    assert concept.words == ("masks",)
    assert ("should",) not in [concept.words for concept in read_query("what should we do").concepts]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("munnbind i skolen", ("smittevern", "skole")),
        ("Infection control", ("smittevern",)),
        ("hjemmeskoler", ("skole",)),
        ("beredskap", ()),
        ("control of infection", ()),
        ("", ()),
    ],
)
def test_themes_called_by_name_or_synonym_are_told(text, themes):
    assert set(read_query(text, TAXONOMY).themes) == set(themes)
    assert read_query(text).themes == ()


ODD = [
    "",
    " ",
    "\0",
    "?",
    "\"munnbind'",
    "munnbind\0krise",
    "\U0001f9a0\U0001f637",
    "e" * 10_000,
    "munnbind " * 1100,
    " ".join(f"ord{n}" for n in range(1500)),
    "sjukeheimsbesøk" * 660,
    "pleie- og omsorgstjenesten",
    "* OR NEAR(krise)",
    "sjukeheim skule heim øving " * 6,
    "\ud800",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_query_breaks_the_reading_or_its_limits(text):
    check(text)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_is_read_within_the_limits_and_alike_each_time(text):
    check(text)


def check(text):
    asked = read_query(text, TAXONOMY)
    assert asked == read_query(text, TAXONOMY)
    assert isinstance(asked, Asked)
    assert len(asked.concepts) <= MOST_CONCEPTS
    assert sum(len(concept.others) for concept in asked.concepts) <= MOST_OTHERS
    assert bool(asked.concepts) == bool(tokens(text))
    for concept in asked.concepts:
        assert concept.words
        assert all(concept.others)
        assert len(concept.forms) < MOST_SPELLINGS
        assert concept.words not in (*concept.forms, *concept.others)
        assert len(set(concept.forms)) == len(concept.forms)


def test_a_page_pasted_as_a_query_is_asked_by_its_first_words():
    words = [f"ord{n}" for n in range(100)]
    asked = read_query(" ".join(words))
    assert [concept.words for concept in asked.concepts] == [(word,) for word in words[:MOST_CONCEPTS]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("smitte\u00advern", "smittevern"),
        ("MUNNBIND", "munnbind"),
        ("paaroerende", "pårørende"),
        (unicodedata.normalize("NFD", "pårørende på øya"), "pårørende på øya"),
        ("covid-19", "covid 19"),
    ],
)
def test_spellings_of_a_query_are_read_alike(one, other):
    told = [read_query(text, TAXONOMY) for text in (one, other)]
    assert told[0].concepts == told[1].concepts
    assert (told[0].english, told[0].themes) == (told[1].english, told[1].themes)
