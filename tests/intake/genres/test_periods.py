"""Dates and periods as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.genres.periods import day_in, period_in, years
from kb.reports.text import numbers

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))

PERIODS = {
    "Fra 1 kvartal 2020 og frem til 31.12 2023 drev vi lageret": ("2020-01-01", "2023-12-31"),
    "fra mars 2020 til juni 2021": ("2020-03-01", "2021-06-30"),
    "høsten 2022": ("2022-09-01", "2022-11-30"),
    "vinteren 2021": ("2020-12-01", "2021-02-28"),
    "12.–19. august 2022": ("2022-08-12", "2022-08-19"),
    "frå 20. mars til 1. juli 2020": ("2020-03-20", "2020-07-01"),
    "hausten 2020 og våren 2021": ("2020-09-01", "2021-05-31"),
    "between 1 September 2021 and 28 February 2022": ("2021-09-01", "2022-02-28"),
    "fra oktober til mars 2021": ("2020-10-01", "2021-03-31"),
    "2019–2020": ("2019-01-01", "2020-12-31"),
    "fra 12. mars til midten av august 2020": ("2020-03-12", "2020-08-20"),
    "fra mars 2020, og til utgangen av 2021": ("2020-03-01", "2021-12-31"),
    "i skoleåret 2020/21": ("2020-08-01", "2021-07-31"),
    "from March 2020 and until June 2021": ("2020-03-01", "2021-06-30"),
}


@pytest.mark.parametrize(("text", "ends"), PERIODS.items())
def test_a_period_is_read_as_people_write_it(text, ends):
    span = period_in(text)
    assert (str(span.start), str(span.end)) == ends


@pytest.mark.parametrize(
    "text",
    [
        "12. mars – 1. juni",
        "20. mai 2020 og 3. juni 2020",
        "31. juni 2020",
        "versjon 1.2.3",
        "i juni og desember 2024",
        "mellom 2020 og 2500 personer",
        "Høsten 2022. Vi begynte 12. mars.",
    ],
)
def test_no_period_is_made_up(text):
    assert period_in(text) is None


def test_a_year_known_from_elsewhere_completes_a_period():
    assert period_in("12.mars – 1. juni", 2020).start == date(2020, 3, 12)


def test_a_season_beside_other_dates_is_not_the_texts_period():
    assert period_in("Vi begynte 12. mars 2020. Vinteren 2021 åpnet vaksinesenteret.") is None


@pytest.mark.parametrize("text", ["31.02.2021", "29. februar 2021", "00.01.2020", "2021-13-01"])
def test_a_day_that_is_in_no_calendar_is_none(text):
    assert day_in(text) is None


def test_the_last_of_several_days_is_a_texts_own():
    assert day_in("Øvelse 14.–15. juni 2022", 2022) == date(2022, 6, 15)
    assert day_in("1. februar 2022 – 31. januar 2023") == date(2023, 1, 31)


def test_a_day_is_read_as_english_has_it():
    assert day_in("Published March 12, 2020", language="en") == date(2020, 3, 12)


def test_a_number_of_persons_is_no_year():
    assert years("I 2020 fikk 2021 personer hjelp, og 2019 ansatte sto på til 31.12.2022.") == [2020, 2022]


@given(day=DAYS, language=st.sampled_from(["nb", "nn", "en"]))
def test_every_day_is_read_as_the_pages_write_it(day, language):
    assert day_in(numbers.date(day, language=language).replace("\u00a0", " ")) == day
    assert day_in(f"Dato: {day.day:02}.{day.month:02}.{day.year}") == day


@given(one=DAYS, two=DAYS)
def test_a_period_begins_and_ends_as_told(one, two):
    start, end = sorted((one, two))
    span = period_in(f"fra {start.day}. {_month(start)} {start.year} til {end.day}.{end.month}.{end.year}")
    assert (span.start, span.end) == (start, end)


@given(text=st.text(alphabet="0123456789.–-/ aprilmjugsekvt", max_size=60))
def test_any_signs_are_read_without_fail(text):
    span = period_in(text)
    assert span is None or span.start <= span.end


def _month(day):
    return numbers.month(day).split("\u00a0")[0].split()[0]
