"""Days, weeks, hours and numbers as systems write them; what is none of them is refused, not guessed."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.staffing.mapping.values import (
    read_date,
    read_hours,
    read_integer,
    read_minutes,
    read_month,
    read_number,
    read_week,
    written,
)

DAY = dt.date(2020, 3, 16)


@pytest.mark.parametrize(
    "text",
    [
        "2020-03-16",
        "16.03.2020",
        "16.3.2020",
        "20200316",
        "43906",
        "43906,5",
        "2020-03-16 07:30:00",
        "16.03.2020 07:30",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["03/16/2020", "16/03/2020", "16.03.20", "31.02.2020", "12", "99999", "", "mars", "2020"]
)
def test_a_day_that_could_be_another_is_refused(text):
    assert read_date(text) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_the_same_in_all_forms(day):
    serial = str((day - dt.date(1899, 12, 30)).days)
    assert {read_date(text) for text in (str(day), f"{day:%d.%m.%Y}", f"{day:%Y%m%d}", serial)} == {day}


@pytest.mark.parametrize(
    "text",
    [
        "2020-W13",
        "2020-13",
        "202013",
        "uke 13 2020",
        "Uke 13, 2020",
        "13/2020",
        "13-2020",
        "2020 uke 13",
        "2020-uke 13",
        "23.03.2020",
        "2020-03-29",
        "veke 13 2020",
        "43913",
    ],
)
def test_a_week_is_read_in_every_usual_form(text):
    assert read_week(text) == "2020-W13"


@pytest.mark.parametrize("text", ["2020-54", "uke 13", "13", "2021-W53", "", "mars 2020", "2020-W00"])
def test_what_is_no_week_is_refused(text):
    assert read_week(text) is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_lies_in_its_own_iso_week(day):
    year, week, _ = day.isocalendar()
    assert read_week(str(day)) == read_week(f"uke {week} {year}") == f"{year}-W{week:02}"


@pytest.mark.parametrize(
    "text", ["2020-03", "202003", "03.2020", "mars 2020", "Mars 2020", "mar. 2020", "16.03.2020", "3/2020"]
)
def test_a_month_is_read_in_every_usual_form(text):
    assert read_month(text) == "2020-03"


@pytest.mark.parametrize("text", ["2020-13", "mars", "2020", "marsj 20", "13.2020", "abc 2020"])
def test_what_is_no_month_is_refused(text):
    assert read_month(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1\u00a0234", "1234"),
        ("12.5", "12.5"),
        ("1.234", "1.234"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("3,5-", "-3.5"),
        ("1'234'567", "1234567"),
    ],
)
def test_a_number_is_read(text, number):
    assert read_number(text) == Fraction(number)


@pytest.mark.parametrize("text", ["", "12 34", "1,2,3", "kr 5", "--3", "-3-", "1.23.4", "NaN", "1e5", "½"])
def test_what_is_no_number_is_refused(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7,5", "7.5"),
        ("7:30", "7.5"),
        ("07:30:00", "7.5"),
        ("-7:30", "-7.5"),
        ("1 day, 6:30:00", "30.5"),
        ("7 t 30 min", "7.5"),
        ("7t", "7"),
        ("37:15", "37.25"),
    ],
)
def test_hours_are_read_as_numbers_and_as_clocks(text, hours):
    assert read_hours(text) == Fraction(hours)


@pytest.mark.parametrize("text", ["7:60", "kl 7", "", "7:3"])
def test_what_is_no_time_is_refused(text):
    assert read_hours(text) is None


def test_minutes_become_hours_and_whole_numbers_stay_whole():
    assert read_minutes("450") == Fraction("7.5")
    assert read_integer("3,0") == 3
    assert read_integer("3,5") is None


@given(st.integers(0, 10**6))
def test_a_number_is_read_as_it_is_written(quarters):
    number = Fraction(quarters, 4)
    assert read_number(written(number)) == number
    hours, minutes = divmod(quarters * 15, 60)
    assert read_hours(f"{hours % 10_000}:{minutes:02}") == hours % 10_000 + Fraction(minutes, 60)


def test_values_are_written_as_our_files_have_them():
    assert [written(one) for one in (Fraction(22, 3), Fraction(3), DAY, None, "x", Fraction(-1, 10**6))] == [
        "7,3333",
        "3",
        "2020-03-16",
        "",
        "x",
        "0",
    ]
