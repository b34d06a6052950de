import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.intake.figures.figures import Figure, fits, tells
from kb.intake.figures.numerals import find_numbers
from kb.reports.text.numbers import percent


def tells_truly(text, value):
    return tells(find_numbers(f"Det var {text}.")[0][0], value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 %", 397 / 6087),
        ("6,5 %", 397 / 6087),
        ("14,5 mill. kr", 14_452_000),
        ("500 000 001", 500_000_001),
        ("29 %", 0.285),  # a half, away from zero
        ("28 %", 0.285),  # and to the even digit
        ("ca. 6100", 6087),
        ("nesten 9000", 8880),
        ("drøyt 6000", 6087),
        ("mer enn 6000", 6087),
        ("inntil 90", 75),
        ("50–60 %", 0.55),
        ("halvparten", 0.52),
        ("to av tre", 0.69),
    ],
)
def test_a_rounded_number_tells_the_value(text, value):
    assert tells_truly(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6 %", 397 / 6087),  # cut, not rounded
        ("27 %", 0.275),  # a half, neither up nor even
        ("7 %", 0.0646),  # rounded twice
        ("8 881", 8880),
        ("14,4 mill. kr", 14_452_000),
        ("nesten 9000", 9100),
        ("drøyt 6000", 5900),
        ("mer enn 6100", 6087),
        ("inntil 90", 95),
        ("50–60 %", 0.65),
        ("halvparten", 0.56),
    ],
)
def test_another_number_does_not(text, value):
    assert not tells_truly(text, value)


@given(st.floats(0, 1), st.integers(0, 3))
def test_what_a_report_writes_always_tells_its_value(share, digits):
    assert tells_truly(percent(share, digits), share)


def test_units_fit_as_they_are_counted():
    assert fits("answers", "persons")
    assert fits("", "kroner")
    assert not fits("", "share")
    assert not fits("hours", "persons")
    assert not fits("rate", "hours")


def test_the_digits_that_tell_something_are_counted():
    assert Figure(0, 4, "8880", 8880, 1).digits == 3
    assert Figure(0, 4, "69 %", 0.69, 0.01).digits == 2
