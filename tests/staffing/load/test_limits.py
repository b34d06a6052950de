"""The limits are data with a source, and a file with faults tells all of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kb.errors import FaultsFound
from kb.staffing.load.limits import allowed, name_of, read_limits, told

GOOD = """[[rules]]
id = "a"
name = "A"
from = 2020-01-01
covers = "alle"
source = "loven"
limits = [{ days = 7, hours = 10 }]
"""


def written(tmp_path, text):
    file = tmp_path / "limits.toml"
    file.write_text(text, encoding="utf-8")
    return file


def days(first, last):
    return np.arange(np.datetime64(first), np.datetime64(last) + 1).astype(np.int64)


def test_the_rule_sets_that_come_with_the_package():
    rules = read_limits()
    ordinary, exception = rules["aml-10-6-4"], rules["ks-korona-2020"]
    assert [ordinary.hours(length) for length in (7, 28, 364)] == [10, 25, 200]
    assert [exception.hours(length) for length in (7, 28, 364)] == [25, None, None]
    assert (exception.start, exception.end) == (date(2020, 3, 18), date(2020, 9, 16))
    assert all(rule.source and rule.covers for rule in rules.values())


def test_an_unknown_limit_is_told_as_unknown():
    listed = told(list(read_limits().values())).set_index("regel")
    row = listed.loc["Sentral avtale mellom KS og fagforeningene under pandemien"]
    assert row[["7 dager", "4 uker", "52 uker"]].tolist() == ["25 timer", "ukjent", "ukjent"]
    assert "ikke kjent" in row["merknad"]


def test_each_day_has_the_limits_of_the_rule_set_in_force():
    rules = read_limits()
    both = [rules["aml-10-6-4"], rules["ks-korona-2020"]]
    within, beyond = allowed(both, days("2020-03-17", "2020-03-18"), 7)
    assert (within.tolist(), beyond.tolist()) == ([10, 25], [10, 25])
    within, beyond = allowed(both, days("2020-09-16", "2020-09-17"), 28)
    assert (within.tolist(), beyond.tolist()) == ([25, 25], [np.inf, 25])
    within, beyond = allowed(both, days("2005-12-31", "2006-01-01"), 7)
    assert (within.tolist(), beyond.tolist()) == ([0, 10], [np.inf, 10])


def test_lengths_are_named_as_people_say_them():
    assert [name_of(length) for length in (1, 7, 28, 182, 364)] == [
        "1 dag",
        "7 dager",
        "4 uker",
        "26 uker",
        "52 uker",
    ]


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("hours = 10", 'hours = "many"'),
        GOOD.replace("hours = 10", "hours = -1"),
        GOOD.replace('source = "loven"\n', ""),
        GOOD.replace("from = 2020-01-01", "from = 2020-01-01\nto = 2019-01-01"),
        GOOD.replace("[{ days = 7, hours = 10 }]", "[{ days = 7, hours = 10 }, { days = 7, hours = 12 }]"),
        GOOD + GOOD,
        GOOD + "surprise = 1\n",
        "rules = [",
        "",
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path, text):
    with pytest.raises(FaultsFound) as found:
        read_limits(written(tmp_path, text))
    assert "limits.toml" in str(found.value)


def test_a_good_file_is_read_and_all_faults_of_a_bad_one_are_told(tmp_path):
    assert list(read_limits(written(tmp_path, GOOD))) == ["a"]
    bad = GOOD.replace('name = "A"\n', "").replace("days = 7", "days = 0")
    with pytest.raises(FaultsFound) as found:
        read_limits(written(tmp_path, bad))
    assert len(found.value.faults) == 2
    with pytest.raises(FaultsFound):
        read_limits(tmp_path / "none.toml")
