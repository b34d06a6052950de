from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.intake.facts.reading import read_facts

NB = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = st.dates(date(1950, 1, 1), date(2079, 12, 31))
FORMS = [
    lambda day: f"{day.day}. {NB[day.month - 1]} {day.year}",
    lambda day: f"{day.day} {NB[day.month - 1]} {day.year}",
    lambda day: f"{day.day}.{NB[day.month - 1]} {day.year}",
    lambda day: f"{day.day}. {NB[day.month - 1].capitalize()} {day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d.%m %Y}",
    lambda day: f"{day.day}.{day.month}. {day.year}",
    lambda day: f"{day.day}/{day.month}-{day.year}",
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: day.isoformat(),
]


def times(text, near=None, language="nb"):
    return [one for one in read_facts(text, near=near, language=language) if one.kind in ("date", "period")]


def value(text, near=None, language="nb"):
    (one,) = times(text, near, language)
    return one.value


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_reads_back_however_it_is_written(day, form):
    (one,) = times(f"Vedtaket ble gjort {form(day)} i rådhuset.")
    assert (one.kind, one.first, one.last, one.text) == ("date", day, day, form(day))
    assert not one.inferred


@given(DAYS)
def test_an_english_day_reads_back(day):
    name = EN[day.month - 1]
    for written in (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day}th of {name} {day.year}",
    ):
        assert value(f"It was decided on {written} by the board.", language="en") == day.isoformat()


@given(DAYS, st.integers(1, 900), st.sampled_from([" – ", "–", " til ", " og frem til ", " - "]))
def test_two_days_are_a_period(day, length, joint):
    end = day + timedelta(days=length)
    first, last = (f"{one.day}. {NB[one.month - 1]} {one.year}" for one in (day, end))
    assert value(f"I perioden {first}{joint}{last} var det stengt.") == f"{day}/{end}"


@given(DAYS, st.integers(1, 300))
def test_a_year_told_at_the_end_holds_for_the_beginning_or_the_year_before(day, length):
    end = day + timedelta(days=length)
    first, last = f"{day.day}. {NB[day.month - 1]}", f"{end.day}. {NB[end.month - 1]} {end.year}"
    assume((day.month, day.day) != (2, 29))
    assert value(f"Fra {first} til {last} var det stengt.") == f"{day}/{end}"


@given(DAYS)
def test_a_week_reads_back_as_its_monday_to_sunday(day):
    year, week, _ = day.isocalendar()
    monday = date.fromisocalendar(year, week, 1)
    assert value(f"I uke {week} i {year} var det stengt.") == f"{monday}/{monday + timedelta(days=6)}"


@given(st.integers(1950, 2079), st.integers(1, 12))
def test_the_parts_of_a_month_are_the_whole_month(year, month):
    parts = [
        times(f"I {part} av {NB[month - 1]} {year} var det stengt.")[0]
        for part in ("begynnelsen", "midten", "slutten")
    ]
    whole = times(f"I {NB[month - 1]} {year} var det stengt.")[0]
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1. kvartal 2020", "2020-01-01/2020-03-31"),
        ("3. tertial 2020", "2020-09-01/2020-12-31"),
        ("andre halvår 2020", "2020-07-01/2020-12-31"),
        ("høsten 2020", "2020-09-01/2020-11-30"),
        ("vinteren 2020/2021", "2020-12-01/2021-02-28"),
        ("siste halvdel av april 2020", "2020-04-16/2020-04-30"),
        ("de første ukene i mars 2020", "2020-03-01/2020-03-14"),
        ("uke 53 i 2020 og uke 1 i 2021", None),
        ("november 2019 til januar 2020", "2019-11-01/2020-01-31"),
    ],
)
def test_parts_of_the_year_have_their_days(text, told):
    assert [one.value for one in times(f"Det gjelder {text} for alle.")][:1] == [
        told or "2020-12-28/2021-01-03"
    ]


@pytest.mark.parametrize(
    ("near", "told"),
    [
        (date(2020, 5, 26), "2020-03-11"),
        (date(2021, 1, 15), "2021-03-11"),
        (date(2020, 2, 1), "2020-03-11"),
        (None, "--03-11"),
    ],
)
def test_a_missing_year_is_that_of_the_document_and_said_to_be_inferred(near, told):
    (one,) = times("Ledelsen ble satt 11. mars.", near)
    assert (one.value, one.inferred) == (told, True)


def test_a_day_far_ahead_of_the_document_is_of_the_year_before():
    assert value("Det ble innført 12. desember.", date(2021, 1, 15)) == "2020-12-12"


def test_a_year_in_the_same_sentence_goes_before_that_of_the_document():
    one = times("I 2018 øvde vi, og planen kom 4. mai.", date(2020, 5, 26))[1]
    assert (one.value, one.inferred) == ("2018-05-04", True)


def test_without_a_document_date_the_nearest_year_told_is_taken():
    assert [one.value for one in times("Vi øvde våren 2019.\n\nDet var 4. mai.")] == [
        "2019-03-01/2019-05-31",
        "2019-05-04",
    ]


def test_a_period_without_a_year_has_no_days():
    (one,) = times("Perioden 12. mars – 1. juni var tung.")
    assert (one.value, one.first, one.last) == ("--03-12/--06-01", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Se kapittel 3.4 og versjon 2.4.1.",
        "Ring 22 33 44 55.",
        "Møtet varte fra kl. 08.30 til 11.30.",
        "Loven § 10-6 gjelder.",
        "Les [siden](https://fjordvik.example/2020-03-12/mars-2020).",
        "Vi hadde 2020 timer overtid.",
        "Den 32. mai og 30. februar finnes ikke.",
        "I vår kommune er det lov å prøve.",
        "Kode: `2020-03-12`.",
        "Møtet etter 10.10 ble flyttet.",
    ],
)
def test_what_looks_like_a_date_is_none(text):
    assert not times(text, date(2020, 12, 1))


def test_may_and_march_are_months_in_english_only_with_a_capital():
    assert not times("We may march on.", language="en")
    assert value("We met in May.", date(2020, 12, 1), "en") == "2020-05-01/2020-05-31"
