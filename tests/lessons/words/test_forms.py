"""A word's forms in the other written standard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lessons.words import forms as module
from kb.lessons.words.forms import LIST, forms
from kb.lessons.words.language import normalise, tokens

PAIRS = [
    ("sjukeheim", "sykehjem"),
    ("skule", "skole"),
    ("øving", "øvelse"),
    ("heimesjukepleie", "hjemmesykepleie"),
    ("ikkje", "ikke"),
    ("forureining", "forurensning"),
    ("vassforsyning", "vannforsyning"),
]
COMPOUNDS = [
    ("sjukeheimsbesøk", "sykehjemsbesøk"),
    ("skuleeigar", "skoleeier"),
    ("sjukehuspasientar", "sykehuspasienter"),
    ("beredskapsøving", "beredskapsøvelse"),
]


@pytest.fixture(scope="module")
def lines():
    return LIST.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("nynorsk", "bokmal"), [*PAIRS, *COMPOUNDS])
def test_a_word_has_its_form_in_the_other_standard_and_back(nynorsk, bokmal):
    assert bokmal in forms(nynorsk)
    assert nynorsk in forms(bokmal)


@pytest.mark.parametrize("word", ["", "x", "xyzzyq", "qqqqqqqqqqqq", "æøå", "2020", "\0", "🙂"])
def test_a_word_that_nobody_knows_has_no_forms(word):
    assert forms(word) == ()


def test_the_list_stands_in_order_with_each_word_once(lines):
    assert lines == sorted(lines)
    assert len({line.split()[0] for line in lines}) == len(lines)


def test_every_word_of_the_list_is_written_as_words_of_queries_are(lines):
    whole = "\n".join(lines)
    assert normalise(whole) == whole
    assert tokens(whole) == whole.split()


def test_every_line_of_the_list_is_a_word_and_other_forms_of_it(lines):
    assert all(len(line.split(" ")) >= 2 and line.split()[0] not in line.split()[1:] for line in lines)


def test_no_form_stands_twice_with_a_word(lines):
    assert [line for line in lines if len(set(line.split())) < len(line.split())] == []


def test_each_word_of_the_list_is_a_form_of_its_forms(lines):
    pairs = {(word, form) for word, *others in map(str.split, lines) for form in others}
    assert pairs == {(form, word) for word, form in pairs}


def test_halving_finds_the_first_the_last_and_those_between(lines):
    for line in (*lines[:3], *lines[:: len(lines) // 500], *lines[-3:]):
        word, *others = line.split()
        assert forms(word) == tuple(others)


@given(st.text(alphabet="sjukehimoplan", max_size=30))
def test_a_word_is_no_form_of_itself_and_no_form_stands_twice(word):
    found = forms(word)
    assert word not in found
    assert len(set(found)) == len(found)


def test_a_compound_of_10_000_letters_is_answered():
    assert all(len(form) > 9000 for form in forms("sjukeheimsbesøk" * 700))


def test_the_licence_of_the_list_stands_beside_it():
    licence = (LIST.parent / "licences" / LIST.name).read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert "Norsk rikskringkasting" in licence
    assert "samnorsk" in module.__doc__
