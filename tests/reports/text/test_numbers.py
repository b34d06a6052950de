import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.reports.text import numbers

S = "\u00a0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (numbers.integer(35593), f"35{S}593"),
        (numbers.integer(2.5), "3"),
        (numbers.integer(-1234.5), f"\u22121{S}235"),
        (numbers.decimal(1234.25), f"1{S}234,3"),
        (numbers.percent(0.584, 1), f"58,4{S}%"),
        (numbers.percent(0.285), f"29{S}%"),
        (numbers.percent(0.584, language="en"), "58%"),
        (numbers.money(14_500_000), f"14,5{S}mill.{S}kr"),
        (numbers.money(950_000), f"950{S}000{S}kr"),
        (numbers.money(999_999.7), f"1,0{S}mill.{S}kr"),
        (numbers.money(999_960_000), f"1,0{S}mrd.{S}kr"),
        (numbers.money(14_500_000, language="en"), f"NOK{S}14.5{S}million"),
        (numbers.amount(20786, "timer"), f"20{S}786{S}timer"),
        (numbers.amount(2.25), "2,3"),
        (numbers.date(dt.date(2026, 11, 21)), f"21.{S}november{S}2026"),
        (numbers.date(dt.date(2026, 11, 21), language="en"), f"21{S}November{S}2026"),
        (numbers.moment(dt.datetime(2026, 11, 21, 9, 5)), f"21.{S}november{S}2026{S}kl.{S}09.05"),
        (numbers.period(dt.date(2020, 3, 12), dt.date(2020, 6, 1)), f"12.{S}mars–1.{S}juni{S}2020"),
        (numbers.period(dt.date(2020, 3, 12), dt.date(2020, 3, 20)), f"12.–20.{S}mars{S}2020"),
        (
            numbers.period(dt.date(2020, 12, 1), dt.date(2021, 1, 2)),
            f"1.{S}desember{S}2020–2.{S}januar{S}2021",
        ),
        (numbers.period(dt.date(2020, 3, 12), language="nn"), f"frå{S}12.{S}mars{S}2020"),
        (numbers.month(dt.date(2020, 3, 1)), f"mars{S}2020"),
        (numbers.step_name("2020-03"), f"mars{S}2020"),
        (numbers.step_name("2020-13"), "2020-13"),
        (numbers.step_name("2020-03-12"), "2020-03-12"),
        (numbers.terse(1.5, "timer"), "1,5"),
        (numbers.terse(0.5, "%"), f"50{S}%"),
    ],
)
def test_numbers_and_dates_are_written_as_norwegians_write_them(written, expected):
    assert written == expected


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_can_be_read_back_and_never_breaks_over_a_line(number):
    written = numbers.integer(number)
    assert int(written.replace(S, "").replace("\u2212", "-")) == number
    assert not any(space in written for space in " \u2009\u202f")


@given(st.floats(0, 1))
def test_a_share_is_never_rounded_by_more_than_half_a_step(share):
    written = float(numbers.percent(share, 1).removesuffix(f"{S}%").replace(",", "."))
    assert abs(written - share * 100) <= 0.05 + 1e-6


@pytest.mark.parametrize("missing", [math.nan, math.inf])
def test_a_hidden_number_cannot_be_written_by_accident(missing):
    with pytest.raises(KbError, match="missing or hidden"):
        numbers.percent(missing)


def test_a_period_that_ends_before_it_starts_is_told():
    with pytest.raises(KbError, match="Swap the dates"):
        numbers.period(dt.date(2020, 6, 1), dt.date(2020, 3, 12))


def test_an_unknown_language_is_told():
    with pytest.raises(KbError, match="nb, nn or en"):
        numbers.integer(1, language="sv")


def test_numbers_under_each_other_get_the_same_decimals():
    assert numbers.common_digits([1.0, 2.0]) == 0
    assert numbers.common_digits([1.0, 2.5, math.nan]) == 1
    assert numbers.common_digits([0.5, 250.5]) == 0
    assert numbers.common_digits([math.nan]) == 0
