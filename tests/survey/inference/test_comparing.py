"""Comparisons of groups: against scipy's tests, laws, and how often chance alone gets a mark."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from kb.errors import FaultsFound, KbError
from kb.survey.inference import (
    Comparison,
    compare_ordinal,
    compare_shares,
    differ_in_categories,
    differ_in_level,
    judge,
)

CATEGORIES = ["liten", "noen", "stor"]


def as_table(counts) -> pd.DataFrame:
    numbers = np.asarray(counts)
    groups = [f"g{row}" for row in range(len(numbers))]
    return pd.DataFrame(numbers, index=groups, columns=CATEGORIES[: numbers.shape[1]])


def tables(rows: int = 4):
    shapes = st.tuples(st.integers(2, rows), st.just(3))
    return shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=st.integers(0, 25))).map(as_table)


def split(table: pd.DataFrame, group: str) -> tuple[pd.Series, pd.Series]:
    return table.loc[group], table.drop(group).sum()


def in_stor(table: pd.DataFrame) -> tuple[Comparison, ...]:
    return compare_shares(table, ["stor"])


@given(tables())
def test_a_share_is_compared_by_fishers_test_in_both_directions(table):
    for found in compare_shares(table, ["stor"], smallest=1):
        if found.p is None:
            assert min(found.base, found.other_base) == 0
            continue
        one, other = ([side["stor"], side["liten"] + side["noen"]] for side in split(table, found.group))
        tails = [stats.fisher_exact([one, other], way).pvalue for way in ("less", "greater")]
        assert found.p == pytest.approx(min(1, 2 * min(tails)))
        assert found.estimate == one[0] / sum(one)
        assert found.others == other[0] / sum(other)
        assert found.low <= found.difference <= found.high


@given(tables())
def test_an_ordered_scale_is_compared_by_mann_and_whitneys_test(table):
    for found in compare_ordinal(table, smallest=1):
        if found.p is None:
            continue
        one, other = (np.repeat(range(3), side) for side in split(table, found.group))
        pairs = np.sign(one[:, None] - other[None, :])
        assert found.difference == pytest.approx(pairs.mean(), abs=1e-12)
        assert found.estimate == pytest.approx((pairs > 0).mean() + (pairs == 0).mean() / 2)
        if len(np.unique([*one, *other])) > 1:
            assert found.p == pytest.approx(stats.mannwhitneyu(one, other, method="asymptotic").pvalue)
        else:
            assert found.p == 1


@pytest.mark.parametrize("compare", [in_stor, compare_ordinal])
@given(table=tables(), random=st.randoms())
def test_names_and_order_of_groups_do_not_matter(compare, table, random):
    table = table[table.sum(axis=1) > 0]  # of two groups only the first is compared
    assume(len(table) > 2)
    order = random.sample(list(table.index), len(table))
    renamed = table.loc[order].rename(index=lambda group: f"ny {group}")
    plain = {f"ny {found.group}": found for found in compare(table)}
    for found in compare(renamed):
        twin = plain[found.group]
        assert (found.p, found.base) == (twin.p, twin.base)
        assert found.difference == pytest.approx(twin.difference, abs=1e-12)


@given(tables())
def test_turning_the_scale_turns_the_difference_and_keeps_p(table):
    turned = table[CATEGORIES[::-1]]
    for found, other in zip(compare_ordinal(table), compare_ordinal(turned), strict=True):
        assert found.p == pytest.approx(other.p) if found.p is not None else other.p is None
        if found.base and found.other_base:
            assert found.difference == pytest.approx(-other.difference, abs=1e-12)
            assert found.low == pytest.approx(-other.high, abs=1e-12, nan_ok=True)


def test_the_difference_of_shares_has_newcombes_published_interval():
    """Newcombe 1998, table II (a), method 10: 56 of 70 less 48 of 80 is 0.0524 to 0.3339."""
    found = compare_shares(as_table([[14, 56], [32, 48]]), ["noen"])[0]
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_the_interval_of_cliffs_delta_is_delongs():
    """By its definition, from every pair of persons: the variance of each one's part of wins, on both sides."""
    found = compare_ordinal(as_table([[2, 1, 1], [1, 1, 2]]), smallest=1)[0]
    one, other = np.array([0, 0, 1, 2]), np.array([0, 1, 2, 2])
    wins = (np.sign(one[:, None] - other[None, :]) + 1) / 2
    error = math.sqrt(wins.mean(axis=1).var(ddof=1) / 4 + wins.mean(axis=0).var(ddof=1) / 4)
    half = 2 * 1.959964 * error
    assert found.high - found.difference == pytest.approx(min(half, 1 - found.difference), abs=1e-6)
    assert found.low == pytest.approx(max(-1, found.difference - half), abs=1e-6)


def test_small_groups_are_not_tested():
    found = compare_shares(as_table([[0, 0, 9], [30, 10, 10], [40, 10, 10]]), ["stor"])
    assert [comparison.p is None for comparison in found] == [True, False, False]
    assert judge(found).judged[0].verdict == "too_few"
    assert (judge(found).size, judge(found).untested) == (2, 1)
    everyone = compare_shares(as_table([[30, 10, 10], [2, 3, 4], [0, 0, 0]]), ["stor"])
    assert all(comparison.p is None for comparison in everyone)


def test_of_two_groups_only_the_first_is_compared():
    assert [found.group for found in in_stor(as_table([[9, 9, 9], [0, 0, 0], [5, 8, 9]]))] == ["g0", "g1"]
    assert [found.group for found in compare_ordinal(as_table([[9, 9, 9], [5, 8, 9]]))] == ["g0"]


def test_several_answers_are_compared_with_persons_as_base():
    table = pd.DataFrame({"pc": [20, 30], "skjerm": [25, 10]}, index=["a", "b"])
    found = compare_shares(table, ["pc"], bases=pd.Series({"a": 30, "b": 40}))[0]
    assert (found.estimate, found.others, found.base) == (20 / 30, 30 / 40, 30)
    with pytest.raises(FaultsFound, match="b: 30 are counted of 20 who answered"):
        compare_shares(table, ["pc"], bases={"a": 30, "b": 20})
    with pytest.raises(KbError, match="no category «mac»"):
        compare_shares(table, ["mac"])


@given(tables())
def test_all_groups_at_once_are_compared_as_scipy_does(table):
    peopled = table.loc[table.sum(axis=1) > 0, table.sum() > 0].to_numpy()
    spread = differ_in_categories(table)
    if min(peopled.shape) < 2:
        assert spread.p is None
        return
    answer = stats.chi2_contingency(peopled, correction=False)
    assert spread.statistic == pytest.approx(answer.statistic)
    if spread.method == "chi-square":
        assert spread.p == pytest.approx(answer.pvalue)
        assert answer.expected_freq.min() >= 1
    else:
        assert (answer.expected_freq < 5).any()
        assert spread == differ_in_categories(table)  # the seed makes it repeatable


def test_small_expected_counts_get_the_exact_probability():
    """Fisher's tea: with all margins 4 the chi-square is 8 for two of the 70 ways."""
    found = differ_in_categories(as_table([[4, 0], [0, 4]]))
    assert found.p == pytest.approx(2 / 70, abs=0.005)


def test_one_rare_category_is_enough_to_leave_the_chi_square():
    """Of twelve expected counts two are a half: less than a fifth, but below 1."""
    table = pd.DataFrame([[20, 20, 20, 20, 20, 1], [20, 20, 20, 20, 20, 0]])
    assert "random tables with seed 7" in differ_in_categories(table, seed=7).method
    assert differ_in_categories(table.drop(columns=5)).method == "chi-square"


def test_levels_are_compared_by_kruskal_and_wallis_without_the_smallest_groups():
    table = as_table([[8, 4, 2], [3, 3, 9], [5, 5, 5], [4, 0, 0]])
    found = differ_in_level(table)
    expected = stats.kruskal(*(np.repeat(range(3), row) for row in table.to_numpy()[:3]))
    assert found.p == pytest.approx(expected.pvalue)
    assert (found.base, found.groups) == (44, 3)
    assert differ_in_level(as_table([[9, 0, 0], [8, 0, 0]])).p is None


@pytest.mark.parametrize("compare", [in_stor, compare_ordinal])
def test_chance_alone_marks_at_most_six_in_a_hundred_families(compare):
    """2,000 families of twelve groups of 4 to 90 persons, who all answer by the same rule."""
    draw = np.random.default_rng(2020)
    marked = {"holm": 0, "bh": 0}
    for _ in range(2000):
        sizes = draw.integers(4, 90, 12)
        family = compare(as_table(draw.multinomial(sizes, draw.dirichlet([2, 3, 2]))))
        for adjustment in marked:
            marked[adjustment] += bool(judge(family, adjustment=adjustment).marked)
    assert 0 < marked["holm"] <= marked["bh"] <= 0.06 * 2000


def test_a_true_difference_is_found():
    """A mark must be possible: one group at 60 % where the others are at 35 %."""
    draw = np.random.default_rng(1)
    found = 0
    for _ in range(50):
        table = as_table(
            [draw.multinomial(120, [0.2, 0.2, 0.6]), *draw.multinomial([90] * 9, [0.35, 0.3, 0.35])]
        )
        found += any(
            judged.comparison.group == "g0" and judged.verdict == "more"
            for judged in judge(in_stor(table)).marked
        )
    assert found >= 45
