"""Families: adjusted for all that was looked at, and judged by that alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import KbError
from kb.survey.inference import Comparison, adjust, judge

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def compared(p: float | None = 0.01, difference: float = 0.2, half: float = 0.1, **other) -> Comparison:
    parts = {"table": "motivasjon", "group": "Pleie", "kind": "share"} | other
    ends = (difference - half, difference, difference + half)
    return Comparison(
        **parts,
        estimate=0.5 + difference,
        others=0.5,
        low=ends[0],
        difference=ends[1],
        high=ends[2],
        base=100,
        other_base=900,
        p=p,
        level=0.95,
        method="test",
    )


def test_adjusting_is_worked_by_hand():
    assert adjust([0.01, 0.04, 0.03]).tolist() == pytest.approx([0.03, 0.06, 0.06])
    assert adjust([0.01, 0.04, 0.03], "bh").tolist() == pytest.approx([0.03, 0.04, 0.04])
    assert adjust([]).tolist() == []


@given(P_VALUES)
def test_holm_is_never_milder_than_benjamini_and_hochberg_nor_either_than_the_bare_test(p):
    for bare, mild, strict in zip(p, adjust(p, "bh"), adjust(p, "holm"), strict=True):
        assert bare - 1e-15 <= mild <= strict + 1e-15
        assert strict <= min(1, bare * len(p)) + 1e-15


@given(P_VALUES, st.randoms(), st.sampled_from(["holm", "bh"]))
def test_the_order_of_a_family_does_not_matter(p, random, adjustment):
    order = random.sample(range(len(p)), len(p))
    adjusted = adjust(p, adjustment)
    assert adjust([p[place] for place in order], adjustment).tolist() == pytest.approx(
        [adjusted[place] for place in order]
    )


@pytest.mark.parametrize(
    ("comparison", "verdict"),
    [
        (compared(0.049), "more"),
        (compared(0.049, -0.2), "fewer"),
        (compared(0.051), "unsure"),
        (compared(0.5, 0.02, 0.08), "alike"),
        (compared(0.5, 0.02, 0.09), "unsure"),
        (compared(0.5, 0.02, 0.12, kind="ordinal"), "alike"),
        (compared(0.5, 0.0, math.nan), "unsure"),
        (compared(None), "too_few"),
    ],
)
def test_a_verdict_follows_the_test_and_the_interval(comparison, verdict):
    assert judge([comparison]).judged[0].verdict == verdict


def test_every_judgement_carries_the_size_of_its_family():
    family = judge([compared(0.02), compared(0.03, group="Skole"), compared(None, group="Kultur")])
    assert (family.size, family.untested) == (2, 1)
    assert {judged.family for judged in family.judged} == {2}
    assert [judged.adjusted for judged in family.judged] == [0.04, 0.04, None]
    assert [judged.comparison.group for judged in family.marked] == ["Pleie", "Skole"]


def test_a_larger_family_takes_marks_away():
    others = [compared(0.5, table=f"spørsmål {number}") for number in range(5)]
    assert judge([compared(0.02)]).marked
    assert not judge([compared(0.02), *others]).marked


def test_a_group_is_found_by_its_table():
    family = judge([compared(), compared(group="Skole")])
    assert family.of("Skole", "motivasjon") is family.judged[1]
    with pytest.raises(KbError, match=r"«Kultur» of «motivasjon» was not compared\. .*: «Pleie», «Skole»"):
        family.of("Kultur", "motivasjon")


def test_a_family_of_none_marks_none():
    assert judge([]).marked == ()


def test_what_is_no_family_is_told():
    with pytest.raises(KbError, match="«Pleie» of «motivasjon» stands twice in the family"):
        judge([compared(), compared()])
    with pytest.raises(KbError, match=r"no adjustment «none»\. Choose holm or bh"):
        judge([compared()], adjustment="none")
