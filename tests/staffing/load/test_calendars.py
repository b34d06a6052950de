"""Days, weeks and months are read, and laid in a row without a hole."""

from __future__ import annotations

import pandas as pd
import pytest

from kb.errors import FaultsFound
from kb.staffing.load.calendars import arrange, period_of


@pytest.mark.parametrize(
    ("text", "first", "days", "label"),
    [
        ("2020-04-06", "2020-04-06", 1, "2020-04-06"),
        ("2020-W15", "2020-04-06", 7, "2020-W15"),
        ("2020-uke 15", "2020-04-06", 7, "2020-W15"),
        ("2020-uke 1", "2019-12-30", 7, "2020-W01"),
        ("2020-W53", "2020-12-28", 7, "2020-W53"),
        ("2020-02", "2020-02-01", 29, "2020-02"),
        ("2020-12", "2020-12-01", 31, "2020-12"),
    ],
)
def test_a_period_is_read(text, first, days, label):
    period = period_of(text)
    assert (period.first.isoformat(), period.days, period.label) == (first, days, label)


@pytest.mark.parametrize(
    "text", ["2019-W53", "2020-13", "2020-02-30", "2020", "april", "2020-4", "2020-W15-1", ""]
)
def test_what_is_no_period_is_not_guessed_at(text):
    assert period_of(text) is None


def test_a_period_without_hours_is_in_the_row_too():
    calendar, places = arrange(pd.Series(["2020-12", "2021-03", "2020-12"]))
    assert (calendar.kind, calendar.periods, places.tolist()) == ("måned", 4, [0, 3, 0])
    calendar, places = arrange(pd.Series(["2021-W01", "2020-W52"]))
    assert (calendar.periods, places.tolist()) == (3, [2, 0])


def test_every_text_that_is_no_period_is_told():
    with pytest.raises(FaultsFound) as found:
        arrange(pd.Series(["mars", "2020-03", "april"]))
    assert len(found.value.faults) == 2
