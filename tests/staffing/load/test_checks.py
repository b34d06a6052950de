"""What is told of overtime and the limits is certain, and the rest is said not to be told."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import FaultsFound
from kb.privacy.disclosure import protect
from kb.staffing.load.checks import POSSIBLE, STATUSES, UNTOLD, WITHIN, check
from kb.staffing.load.coverage import EXEMPT, UNKNOWN
from kb.staffing.load.limits import read_limits

RULES = read_limits()
ORDINARY, EXCEPTION = RULES["aml-10-6-4"], RULES["ks-korona-2020"]
APRIL = date(2020, 4, 1)
TWENTY_FOUR = [8, 0, 8, 0, 8, 0, 0] * 4 + [8, 0]


def statuses(rows, rules, *, exempt=()):
    """Give the one status with somebody in it, by limit."""
    told = {}
    for limit, table in check(rows, rules, exempt=exempt).items():
        sums = table.counts.sum()
        told[limit] = ", ".join(sums.index[sums > 0])
    return told


def test_24_hours_a_week_in_april_2020_are_flagged_by_the_ordinary_rules_and_not_by_the_exception(roster):
    rows = roster(APRIL, {"P1": TWENTY_FOUR})
    ordinary = statuses(rows, [ORDINARY])
    assert (ordinary["7 dager"], ordinary["4 uker"]) == (POSSIBLE, POSSIBLE)
    for rules in ([EXCEPTION], [ORDINARY, EXCEPTION]):
        told = statuses(rows, rules)
        assert told["7 dager"] == WITHIN
        assert POSSIBLE not in told.values()


def test_24_hours_a_week_told_by_weeks_are_flagged_by_the_ordinary_rules_alone(roster, by_period):
    weeks = by_period(roster(date(2020, 4, 6), {"P1": [8, 0, 8, 0, 8, 0, 0] * 3}), "%G-W%V")
    assert statuses(weeks, [ORDINARY])["7 dager"] == POSSIBLE
    assert POSSIBLE not in statuses(weeks, [ORDINARY, EXCEPTION]).values()


def test_what_the_exception_says_of_four_weeks_is_not_known_and_stays_so(roster):
    told = statuses(roster(APRIL, {"P1": TWENTY_FOUR}), [ORDINARY, EXCEPTION])
    assert told["4 uker"] == UNTOLD
    # What the ordinary rules allow, an exception that widens them allows as well.
    assert statuses(roster(APRIL, {"P1": [3] * 8 + [0] * 22}), [ORDINARY, EXCEPTION])["4 uker"] == WITHIN


def test_the_exception_has_limits_too_and_an_end(roster):
    assert (
        statuses(roster(APRIL, {"P1": [9, 9, 9, 0, 0, 0, 0]}), [ORDINARY, EXCEPTION])["7 dager"] == POSSIBLE
    )
    after = statuses(roster(date(2020, 9, 21), {"P1": [8, 8, 0, 0, 0, 0, 0]}), [ORDINARY, EXCEPTION])
    assert after["7 dager"] == POSSIBLE


def test_a_window_over_the_change_of_rules_is_judged_by_both(roster):
    # 12 hours within 14-20 March: too many before the 18th, not after it.
    across = roster(date(2020, 3, 14), {"P1": [0, 0, 0, 6, 6, 0, 0]})
    assert statuses(across, [ORDINARY, EXCEPTION])["7 dager"] == UNTOLD
    assert (
        statuses(roster(date(2020, 3, 14), {"P1": [0, 0, 0, 20, 6, 0, 0]}), [ORDINARY, EXCEPTION])["7 dager"]
        == POSSIBLE
    )


def test_exactly_the_limit_is_within_it_also_where_decimals_do_not_add_up(roster):
    tenths = [0.1] * 7 + [10 - 0.7] + [0] * 6
    assert statuses(roster(date(2019, 4, 1), {"P1": tenths}), [ORDINARY])["7 dager"] == WITHIN
    assert statuses(roster(date(2019, 4, 1), {"P1": [10.25] + [0] * 6}), [ORDINARY])["7 dager"] == POSSIBLE


def test_fewer_days_than_the_window_can_flag_but_not_acquit(roster):
    assert statuses(roster(date(2019, 4, 1), {"P1": [0, 9]}), [ORDINARY])["7 dager"] == UNTOLD
    assert statuses(roster(date(2019, 4, 1), {"P1": [0, 11]}), [ORDINARY])["7 dager"] == POSSIBLE


def test_hours_by_month_cannot_be_checked_by_seven_days(roster, by_period):
    months = by_period(roster(date(2019, 4, 1), {"P1": [2] * 30}), "%Y-%m")
    assert statuses(months, [ORDINARY]) == {"7 dager": UNTOLD, "4 uker": UNTOLD, "52 uker": UNTOLD}


def test_a_year_by_month_can_show_more_than_200_hours(roster, by_period):
    months = by_period(roster(date(2019, 1, 1), {"P1": [0.8] * 365}), "%Y-%m")
    assert statuses(months, [ORDINARY]) == {"7 dager": UNTOLD, "4 uker": UNTOLD, "52 uker": POSSIBLE}


def test_a_february_of_28_days_is_four_weeks_on_end(roster, by_period):
    months = by_period(roster(date(2019, 2, 1), {"P1": [1] * 28}), "%Y-%m")
    assert statuses(months, [ORDINARY])["4 uker"] == POSSIBLE


def test_a_week_is_told_by_its_number_in_either_way(roster, by_period):
    weeks = by_period(roster(date(2019, 4, 8), {"P1": [4, 4, 4, 0, 0, 0, 0]}), "%G-W%V")
    assert weeks["periode"].tolist() == ["2019-W15"]
    for text in ("2019-W15", "2019-uke 15", "2019-Uke15"):
        assert statuses(weeks.assign(periode=text), [ORDINARY])["7 dager"] == POSSIBLE


def test_two_light_weeks_may_hide_seven_heavy_days(roster, by_period):
    weeks = by_period(roster(date(2019, 4, 8), {"P1": [0] * 6 + [8, 8] + [0] * 6}), "%G-W%V")
    assert statuses(weeks, [ORDINARY])["7 dager"] == UNTOLD


def test_shifted_hours_are_not_overtime(roster):
    shifted = roster(APRIL, {"P1": [9] * 30}, kind="forskjøvet arbeidstid")
    rows = pd.concat([shifted, roster(APRIL, {"P1": [1] + [0] * 29})])
    assert statuses(rows, [ORDINARY])["7 dager"] == WITHIN


def test_exempt_and_unknown_roles_stand_apart(roster):
    leader = roster(APRIL, {"L1": TWENTY_FOUR}, role="tjenesteleder")
    nobody = roster(APRIL, {"P9": TWENTY_FOUR}).assign(rolle=pd.Series(dtype="str"))
    rows = pd.concat([leader, nobody, roster(APRIL, {"P1": TWENTY_FOUR})], ignore_index=True)
    for table in check(rows, [ORDINARY], exempt=["tjenesteleder"]).values():
        assert table.counts.loc["PLO", [EXEMPT, UNKNOWN]].tolist() == [1, 1]
        assert table.counts.loc["PLO", list(STATUSES[:3])].sum() == 1
    assert check(rows, [ORDINARY], exempt=[])["7 dager"].counts.loc["PLO", POSSIBLE] == 2


def test_somebody_with_an_exempt_role_and_another_is_covered(roster):
    both = [roster(APRIL, {"L1": TWENTY_FOUR}, role=role) for role in ("tjenesteleder", "sykepleier")]
    assert statuses(pd.concat(both), [ORDINARY], exempt=["tjenesteleder"])["7 dager"] == POSSIBLE


def test_those_the_file_does_not_tell_apart_cannot_be_told(sample):
    tables = check(sample.overtime, [ORDINARY, EXCEPTION], exempt=["tjenesteleder"])
    for table in tables.values():
        assert table.counts[EXEMPT].sum() == 21
        assert table.counts[POSSIBLE].sum() == 0
        assert table.counts.to_numpy().sum() == tables["7 dager"].counts.to_numpy().sum() > 80
    shown = protect(tables)
    assert np.isnan(shown["7 dager"].cells.loc["Barnehage", UNTOLD])


def test_a_file_without_any_person_can_be_counted(small):
    anonymous = small.overtime[small.overtime["person"].isna() & (small.overtime["periode"] == "2020-04")]
    assert check(anonymous, [ORDINARY], exempt=[])["7 dager"].counts.loc["PLO", UNTOLD] == 9


def test_a_person_in_two_areas_stands_where_most_hours_are(roster):
    here, there = roster(APRIL, {"P1": [1] * 7}), roster(APRIL, {"P1": [2] * 7}).assign(område="Helse")
    table = check(pd.concat([here, there]), [ORDINARY], exempt=[])["7 dager"]
    assert table.counts[POSSIBLE].to_dict() == {"Helse": 1}
    assert check(here, [ORDINARY], exempt=[], by="rolle")["7 dager"].counts.index.tolist() == ["sykepleier"]


def test_small_groups_are_hidden_and_never_told_as_a_breach(roster):
    rows = roster(APRIL, {f"P{number}": TWENTY_FOUR for number in range(4)})
    tables = check(rows, [ORDINARY], exempt=[])
    assert protect(tables)["7 dager"].cells.isna().any(axis=None)
    assert not any("brudd" in status for status in STATUSES)


def test_everything_wrong_with_the_rows_is_told_at_once(roster):
    rows = roster(APRIL, {"P1": [8]})
    with pytest.raises(FaultsFound) as found:
        check(rows.drop(columns=["rolle"]).assign(timer=-1.0), [ORDINARY], exempt=[])
    assert [fault.place for fault in found.value.faults] == ["rolle", "timer"]
    for periods in (["2020-04-01", "2020-04"], ["2020-W99", "mars"], [None, "2020-04"]):
        with pytest.raises(FaultsFound):
            check(pd.concat([rows, rows]).assign(periode=periods), [ORDINARY], exempt=[])
    with pytest.raises(FaultsFound):
        check(rows[:0], [ORDINARY], exempt=[])


ROSTERS = st.lists(
    st.lists(st.sampled_from([0, 0, 0, 0, 1, 2, 4, 7.5, 13]), min_size=56, max_size=56),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=30)
@given(ROSTERS, st.sampled_from([date(2019, 4, 1), date(2020, 3, 2), date(2020, 8, 31)]))
def test_coarser_periods_never_say_other_than_days_do(roster, by_period, hours, first):
    for days in hours:
        rows = roster(first, {"P1": days})
        fine = statuses(rows, [ORDINARY, EXCEPTION])
        for form in ("%G-W%V", "%Y-%m"):
            for limit, told in statuses(by_period(rows, form), [ORDINARY, EXCEPTION]).items():
                assert told in (UNTOLD, fine[limit])


@settings(deadline=None, max_examples=60)
@given(ROSTERS, st.sampled_from([date(2019, 4, 1), date(2021, 2, 1)]))
def test_the_statuses_are_those_of_brute_force(roster, hours, first):
    rows = roster(first, {f"P{number}": days for number, days in enumerate(hours)})
    tables = check(rows, [ORDINARY], exempt=[])
    for length, most, name in ((7, 10, "7 dager"), (28, 25, "4 uker")):
        over = sum(any(sum(days[at : at + length]) > most for at in range(57 - length)) for days in hours)
        assert tables[name].counts[POSSIBLE].sum() == over
        assert tables[name].counts[WITHIN].sum() == len(hours) - over
