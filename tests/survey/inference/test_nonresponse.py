"""Non-response: who did not answer, and how much that can matter."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound, KbError
from kb.survey.inference import list_facts, representativeness, who_answered

AREA = pd.DataFrame(
    {"Svart": [700, 420, 3000, 1967], "Ikke svart": [500, 150, 1200, 943]},
    index=["Pleie", "Skole", "Teknisk", "Kultur"],
)
ROLE = pd.DataFrame({"Svart": [442, 5645], "Ikke svart": [203, 2590]}, index=["Leder", "Ansatt"])


def rates(*pairs: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame([(y, n - y) for y, n in pairs], columns=["Svart", "Ikke svart"])


def test_each_group_is_compared_with_the_rest_and_all_backgrounds_are_one_family():
    found = who_answered({"område": AREA, "rolle": ROLE}, "Svart")
    assert (found.asked, found.responded) == (8880, 6087)
    assert found.family.size == 5
    pleie = found.family.judged[0]
    assert (pleie.comparison.estimate, pleie.comparison.base) == (700 / 1200, 1200)
    assert pleie.comparison.others == 5387 / 7680
    marked = {judged.comparison.group: judged.verdict for judged in found.family.marked}
    assert marked == {"Pleie": "fewer", "Skole": "more", "Teknisk": "more"}


def test_the_facts_are_sentences_with_their_numbers():
    facts = list_facts(who_answered({"område": AREA, "rolle": ROLE}, "Svart"))
    assert [fact.sentence for fact in facts[:3]] == [
        "6\u00a0087 av 8\u00a0880 svarte (69\u00a0%).",
        "Pleie: 58\u00a0% svarte, færre enn ellers (70\u00a0%).",
        "Skole: 74\u00a0% svarte, flere enn ellers (68\u00a0%).",
    ]
    assert (facts[1].table, facts[1].group) == ("område", "Pleie")
    assert facts[1].figures == {"rate": 700 / 1200, "others": 5387 / 7680}
    assert facts[4].sentence.startswith("Etter område er R-indikatoren 0,91")
    assert facts[4].sentence.endswith("høyst 4 prosentpoeng.")
    assert facts[5].sentence == "Etter rolle skiller ingen gruppe seg sikkert ut i hvor mange som svarte."
    assert "5 tester" in facts[-2].sentence
    assert "Frafallsskjevhet dekkes ikke" in facts[-1].sentence


def test_the_facts_are_in_the_language_asked_for():
    found = who_answered({"area": AREA}, "Svart")
    assert list_facts(found, "nn")[1].sentence == "Pleie: 58\u00a0% svara, færre enn elles (70\u00a0%)."
    assert list_facts(found, "en")[1].sentence == "Pleie: 58% answered, fewer than the rest (70%)."


def test_when_nobody_has_answered_that_is_told_without_a_measure():
    found = who_answered({"område": rates((0, 20), (0, 30))}, "Svart")
    assert math.isnan(found.representativeness["område"].indicator)
    assert list_facts(found)[0].sentence == "0 av 50 svarte (0\u00a0%)."
    assert not any("R-indikatoren" in fact.sentence for fact in list_facts(found))


def test_the_indicator_is_worked_by_hand():
    """Rates 0.5 and 0.75 of 20 each: S² = 40 · 0.125² / 39, and R = 1 - 2 · 0.126592."""
    found = representativeness(rates((10, 20), (15, 20)), "Svart")
    assert found.indicator == pytest.approx(1 - 2 * 0.126592, abs=1e-5)
    assert found.largest_bias == pytest.approx(2 * 0.126592 / (4 * 0.625), abs=1e-5)
    assert found.partial.tolist() == pytest.approx([-0.125 * math.sqrt(0.5), 0.125 * math.sqrt(0.5)])
    chance = 0.5 * (0.25 + 0.1875) * 20 / 19 / 39
    assert found.adjusted == pytest.approx(1 - 2 * math.sqrt(0.126592**2 - chance), abs=1e-5)


@given(st.lists(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2))
def test_the_indicator_lies_between_0_and_1_and_the_correction_never_lowers_it(pairs):
    found = representativeness(rates(*pairs), "Svart")
    if math.isfinite(found.indicator):
        assert -0.5 <= found.indicator <= 1  # N - 1 lets a handful of persons go below 0
        assert found.indicator <= found.adjusted <= 1
        assert representativeness(rates(*pairs[::-1]), "Svart").adjusted == pytest.approx(found.adjusted)


def test_chance_is_taken_out_of_the_indicator_as_it_should_be():
    """The square of what is left is, on average over draws, that of the true rates."""
    draw = np.random.default_rng(4)
    sizes, true = np.array([30, 60, 120, 200]), np.array([0.4, 0.6, 0.7, 0.75])
    mean = sizes @ true / sizes.sum()
    answered = draw.binomial(sizes, true, (2000, 4))
    found = [representativeness(rates(*zip(row, sizes, strict=True)), "Svart") for row in answered.tolist()]
    bare = np.mean([((1 - one.indicator) / 2) ** 2 for one in found])
    adjusted = np.mean([((1 - one.adjusted) / 2) ** 2 for one in found])
    truth = (sizes * (true - mean) ** 2).sum() / (sizes.sum() - 1)
    assert adjusted == pytest.approx(truth, rel=0.03)
    assert bare > 1.1 * truth


def test_no_share_is_skewed_more_than_the_largest_bias():
    """The worst question there is: only those of the group that answers most say yes."""
    found = representativeness(rates((100, 200), (150, 200)), "Svart")
    among_answering, among_asked = 150 / 250, 0.5
    assert among_answering - among_asked <= found.largest_bias
    assert found.largest_bias == pytest.approx(0.1, abs=0.001)


def test_backgrounds_that_do_not_count_the_same_persons_are_refused():
    with pytest.raises(FaultsFound, match="rolle: Counts 6087 of 8880, but «område» 5387 of 7680"):
        who_answered({"område": AREA.drop("Pleie"), "rolle": ROLE}, "Svart")
    with pytest.raises(FaultsFound, match="None are given"):
        who_answered({}, "Svart")
    with pytest.raises(KbError, match="no category «Ja»"):
        who_answered({"rolle": ROLE}, "Ja")
