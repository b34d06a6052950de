import pytest

from kb.intake.figures.inflection import key_roots, roots


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leder", "lederne"),
        ("ledere", "lederen"),
        ("tjenester", "tjenestene"),
        ("svart", "svarte"),
        ("svar", "svarte"),
    ],
)
def test_inflections_of_a_word_are_one(one, other):
    assert key_roots(one) & roots(other)


@pytest.mark.parametrize(
    ("one", "other"), [("leder", "ledelse"), ("svarte", "svar"), ("lege", "legevakt"), ("plo", "plog")]
)
def test_words_that_begin_alike_are_not(one, other):
    assert not key_roots(one) & roots(other)
