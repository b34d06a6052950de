import pytest

from kb.errors import KbError
from kb.staffing.load.checks import STATUSES
from kb.staffing.load.coverage import STANDINGS
from kb.staffing.load.holidays import holidays
from kb.staffing.load.wording import holiday_words, status_words


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_status_and_holiday_has_words(language):
    for name in (*STATUSES, *STANDINGS):
        assert status_words(name, language)
    for year in range(2000, 2040):
        for name in holidays(year).values():
            assert holiday_words(name, language)


def test_an_excess_is_possible_and_must_be_assessed_in_every_language():
    assert status_words(STATUSES[0]) == "mulig overskridelse – må vurderes"
    assert status_words(STATUSES[0], "nn") == "mogleg overskriding – må vurderast"
    assert status_words(STATUSES[0], "en") == "possible excess – must be assessed"


def test_several_holidays_are_told_in_order_and_two_of_one_day_together():
    assert holiday_words("langfredag, 2. påskedag", "en") == "Good Friday, Easter Monday"
    assert holiday_words("1. mai og Kristi himmelfartsdag", "en") == "1 May and Ascension Day"
    assert holiday_words("", "en") == ""


def test_what_is_neither_and_a_language_not_known_raise():
    with pytest.raises(KbError, match="is no status and no holiday"):
        status_words("brudd")
    with pytest.raises(KbError, match="There is no language"):
        status_words(STATUSES[0], "sv")
