import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.privacy.few import few_spans, telling_spans


def told(text, language="nb", smallest=5, find=telling_spans):
    return [text[start:end] for start, end in find(text, language, smallest)]


@pytest.mark.parametrize(
    ("language", "text", "few"),
    [
        ("nb", "I mai ble tre ansatte sykmeldt.", "tre ansatte"),
        ("nb", "2 beboere døde den uken.", "2 beboere"),
        ("nn", "To lærarar slutta etter hausten.", "To lærarar"),
        ("en", "Two nurses were infected.", "Two nurses"),
    ],
)
def test_few_persons_of_whom_something_is_told_are_found(language, text, few):
    assert [one.startswith(few) for one in told(text, language)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "To ledere satt i staben.",
        "Tre ansatte fra sykehjemmet delte rom.",
        "Tre tiltak ble oppgitt. En lærer var syk av lengsel.",
        "Seks ansatte ble sykmeldt.",
        "To rådgivere skrev loggen. Sykmeldinger var sjeldne.",
    ],
)
def test_few_persons_of_whom_nothing_is_told_are_left(text):
    assert told(text) == []


def test_who_is_few_is_for_the_caller_to_say():
    assert told("Tre ansatte ble sykmeldt.", smallest=3) == []
    assert told("Tre ansatte.", smallest=1, find=few_spans) == []


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["tre ansatte", "syk", ".", " ", "\n", "\u00a0"])).map("".join)
)
def test_what_is_found_stands_where_it_is_said_to_stand(text):
    for start, end in telling_spans(text, "nb", 5):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
