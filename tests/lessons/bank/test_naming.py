import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.bank.naming import LONGEST, day_of, identified_on, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Göteborg, Växjö og Łódź", "goeteborg-vaexjoe-og-odz"),
        ("A\u030arlig møte", "aarlig-moete"),
        ("x" * 90, "x" * LONGEST),
        ("Ett lager " + "y" * 55, "ett-lager"),
        ("😊", ""),
    ],
)
def test_letters_of_others_and_long_words_make_a_name_too(title, name):
    assert slug(title) == name


def test_norwegian_letters_are_spelled_out():
    assert slug("Får vi nok årsverk på Ævleøya? 😊") == "faar-vi-nok-aarsverk-paa-aevleoeya"


@given(st.text(max_size=200))
def test_a_slug_is_a_name_that_every_system_takes(title):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(title))
    assert len(slug(title)) <= LONGEST


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("lessons/entries/2020-06-15-ett-lager.md", date(2020, 6, 15)),
        ("2020-02-29-v1.2.md", date(2020, 2, 29)),
        ("2021-02-29-finnes-ikke.md", None),
        ("2020-06-15.md", None),
        ("2020-06-15-.md", None),
        ("notat-2020-06-15-x.md", None),
    ],
)
def test_a_file_is_of_the_day_its_name_begins_with(path, day):
    assert day_of(path) == day


def test_a_lesson_was_identified_on_the_day_of_its_file_else_when_its_period_begins():
    begun = date(2020, 3, 12)
    assert identified_on("entries/2020-06-15-ett-lager.md", begun) == date(2020, 6, 15)
    assert identified_on("entries/ett-lager.md", begun) == begun
    assert identified_on("entries/2020-99-99-ett-lager.md", begun) == begun
