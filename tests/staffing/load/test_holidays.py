"""Easter moves, and most Norwegian holidays with it."""

from __future__ import annotations

from datetime import date

from dateutil.easter import easter as known_easter

from kb.staffing.load.calendars import period_of
from kb.staffing.load.holidays import easter, holidays, holidays_in


def test_easter_is_that_of_a_well_kept_library_for_five_hundred_years():
    assert [easter(year) for year in range(1600, 2100)] == [known_easter(year) for year in range(1600, 2100)]


def test_the_holidays_of_2020():
    days = [f"{day:%d.%m}" for day in holidays(2020)]
    spring = ["09.04", "10.04", "12.04", "13.04", "01.05", "17.05", "21.05", "31.05", "01.06"]
    assert days == ["01.01", *spring, "25.12", "26.12"]


def test_two_holidays_on_one_day_are_both_named():
    assert holidays(2008)[date(2008, 5, 1)] == "1. mai og Kristi himmelfartsdag"
    assert holidays(2043)[date(2043, 5, 17)] == "1. pinsedag og 17. mai"


def test_a_week_over_the_new_year_has_the_holidays_of_both_years():
    assert holidays_in(period_of("2020-W53")) == ("1. nyttårsdag",)
    assert holidays_in(period_of("2020-12-25")) == ("1. juledag",)
    assert holidays_in(period_of("2020-07")) == ()
