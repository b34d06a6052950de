"""What is said of days, slow steps and reasons."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kb.errors import KbError
from kb.staffing.pipeline.reasons import REASONS
from kb.staffing.pipeline.steps import Slowest
from kb.staffing.pipeline.wording import days_words, reason_sentence, slowest_sentence

ROW = pd.Series({"median": 1.0, "median over": math.nan, "P90": math.nan, "P90 over": 71.0})
LANGUAGES = ("nb", "nn", "en")


def test_days_that_are_not_reached_are_said_to_be_more():
    assert days_words(ROW) == "1 dag"
    assert days_words(ROW, "P90") == "mer enn 71 dager"
    assert days_words(ROW, "P90", "nn") == "meir enn 71 dagar"
    assert days_words(ROW * math.nan, "P90") == "for få til å si"


def test_the_slowest_step_is_said_as_surely_as_it_is_known():
    one, two = ("politiattest",), ("politiattest", "tilgang")
    assert slowest_sentence(Slowest(one, 4, False, ())) == "Tregeste steg: politiattest (median 4 dager)."
    assert slowest_sentence(Slowest(one, 4, True, ())).endswith("(median minst 4 dager).")
    assert slowest_sentence(Slowest(two, 4, False, ())).startswith("Like trege: politiattest, tilgang")
    assert "kan ikke avgjøres" in slowest_sentence(Slowest(two, 4, True, ()))
    assert slowest_sentence(Slowest((), math.nan, False, one)) == "For få til å si."


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_explained_in_every_language(reason):
    assert len({reason_sentence(reason, language) for language in LANGUAGES}) == 3


def test_a_language_we_do_not_have_is_named():
    with pytest.raises(KbError, match="«sv»"):
        reason_sentence(REASONS[0], "sv")
