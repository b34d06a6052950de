"""Weights: they add up, margins agree, and what cannot be met is named."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import FaultsFound, KbError
from kb.survey.inference import LargeWeights, count_frame, design_effect, poststratify, rake, trim

AREAS, ROLES = ["Pleie", "Skole", "Kultur"], ["leder", "ansatt"]


@st.composite
def surveys(draw):
    """A frame of up to 120 persons, and who of them responded: somebody of every area with every role."""
    cells = [(area, role) for area in AREAS for role in ROLES]
    asked = [draw(st.integers(1, 20)) for _ in cells]
    answered = [draw(st.integers(1, count)) for count in asked]
    frame = pd.DataFrame([c for c, n in zip(cells, asked, strict=True) for _ in range(n)])
    respondents = pd.DataFrame([c for c, n in zip(cells, answered, strict=True) for _ in range(n)])
    return frame.set_axis(["area", "role"], axis=1), respondents.set_axis(["area", "role"], axis=1)


def margins_of(frame: pd.DataFrame) -> dict[str, pd.Series]:
    return {"area": count_frame(frame, ["area"]), "role": count_frame(frame, ["role"])}


@given(surveys())
def test_weights_add_up_to_the_population_in_every_cell(survey):
    frame, respondents = survey
    weights = poststratify(respondents, count_frame(frame, ["area", "role"]))
    assert weights.population == pytest.approx(len(frame), abs=1e-8)
    sums = weights.values.groupby([respondents["area"], respondents["role"]]).sum()
    pd.testing.assert_series_equal(sums, frame.groupby(["area", "role"]).size().astype(float))
    assert weights.base == len(respondents)


@given(surveys())
def test_raked_margins_agree(survey):
    frame, respondents = survey
    margins = margins_of(frame)
    weights = rake(respondents, margins)
    for name, totals in margins.items():
        assert (weights.values.groupby(respondents[name]).sum() - totals).abs().max() <= 1e-8
    assert weights.population == pytest.approx(len(frame), abs=1e-8)
    assert (weights.values > 0).all()


@given(surveys())
def test_raking_to_one_margin_is_post_stratification(survey):
    frame, respondents = survey
    totals = count_frame(frame, ["area"])
    one = rake(respondents, {"area": totals})
    assert one.values.to_numpy() == pytest.approx(poststratify(respondents, totals).values.to_numpy())
    assert one.rounds == 1


@given(surveys(), st.randoms())
def test_the_order_of_respondents_and_categories_does_not_matter(survey, random):
    frame, respondents = survey
    order = random.sample(list(respondents.index), len(respondents))
    margins = {name: totals.iloc[::-1] for name, totals in margins_of(frame).items()}
    shuffled = rake(respondents.loc[order], margins).values.sort_index()
    plain = rake(respondents, margins_of(frame)).values
    assert shuffled.to_numpy() == pytest.approx(plain.to_numpy(), rel=1e-6)


@given(surveys(), st.floats(0.1, 10))
def test_only_the_ratios_of_starting_weights_matter(survey, factor):
    frame, respondents = survey
    start = pd.Series(np.linspace(1, 2, len(respondents)), respondents.index)
    weights = rake(respondents, margins_of(frame), start=start).values
    scaled = rake(respondents, margins_of(frame), start=start * factor).values
    assert scaled.to_numpy() == pytest.approx(weights.to_numpy(), rel=1e-6)
    # Two who are alike on the margins keep the ratio of their starting weights.
    alike = respondents.groupby(["area", "role"]).ngroup()
    assert (weights / start).groupby(alike).agg(np.ptp).max() == pytest.approx(0, abs=1e-9)


@given(surveys(), st.floats(1.05, 4))
def test_cut_weights_stay_under_the_limit_and_keep_their_sum(survey, highest):
    frame, respondents = survey
    weights = poststratify(respondents, count_frame(frame, ["area", "role"]))
    cut = trim(weights, highest)
    assert cut.values.max() <= highest * weights.values.mean() * (1 + 1e-12)
    assert cut.population == pytest.approx(weights.population)
    assert cut.design_effect <= weights.design_effect + 1e-12
    assert (cut.trimmed == 0) == bool(weights.values.max() <= highest * weights.values.mean())


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_the_design_effect_is_1_for_equal_weights_and_more_for_others(weights):
    assert design_effect(np.full(len(weights), weights[0])) == pytest.approx(1)
    assert 1 - 1e-12 <= design_effect(np.array(weights)) <= len(weights) + 1e-9


def test_the_design_effect_is_worked_by_hand():
    assert design_effect(np.array([1.0, 1.0, 4.0])) == pytest.approx(3 * 18 / 36)


def test_large_weights_are_told_of_and_nothing_is_raised():
    respondents = pd.DataFrame({"area": ["Pleie"] * 9 + ["Kultur"]})
    weights = poststratify(respondents, pd.Series({"Pleie": 9, "Kultur": 11}).rename_axis("area"))
    assert weights.caution == LargeWeights(persons=1, largest=5.5, limit=3.0)
    assert weights.effective_base == pytest.approx(10 / weights.design_effect)
    assert trim(weights, 2).caution is None
    assert poststratify(respondents, pd.Series({"Pleie": 9, "Kultur": 1}).rename_axis("area")).caution is None


RESPONDENTS = pd.DataFrame({"area": ["Pleie", "Pleie", "Skole"], "role": ["leder", "ansatt", "ansatt"]})
AREA, ROLE = pd.Series({"Pleie": 6, "Skole": 4}), pd.Series({"leder": 3, "ansatt": 7})


@pytest.mark.parametrize(
    ("respondents", "margins", "place", "problem"),
    [
        (RESPONDENTS, {"area": pd.Series({"Pleie": 6, "Skole": 3, "Kultur": 1})}, "area", "«Kultur» has 1"),
        (RESPONDENTS, {"area": pd.Series({"Pleie": 10})}, "area", "1 respondents are in «Skole»"),
        (RESPONDENTS, {"area": pd.Series({"Pleie": 10, "Skole": 0})}, "area", "1 respondents are in «Skole»"),
        (RESPONDENTS, {"area": AREA, "role": ROLE + 1}, "role", "Adds up to 12, but «area» to 10"),
        (RESPONDENTS, {"age": AREA}, "age", "no such column"),
        (RESPONDENTS, {"area": -AREA}, "area", "«Pleie» has the total -6"),
        (RESPONDENTS, {"area": pd.concat([AREA, AREA])}, "area", "«Pleie, Skole» has more than one total"),
        (RESPONDENTS.where(RESPONDENTS != "Skole"), {"area": AREA}, "area", "1 respondents have no category"),
        (RESPONDENTS.head(0), {"area": AREA}, "respondents", "There are none"),
        (RESPONDENTS, {}, "margins", "None are given"),
    ],
)
def test_a_margin_that_cannot_be_met_is_named(respondents, margins, place, problem):
    with pytest.raises(FaultsFound) as told:
        rake(respondents, margins)
    assert any(fault.place == place and problem in fault.problem for fault in told.value.faults)


def test_all_faults_of_the_margins_are_told_at_once():
    with pytest.raises(FaultsFound) as told:
        rake(RESPONDENTS, {"area": pd.Series({"Pleie": 6, "Kultur": 4}), "role": ROLE - 1})
    assert [fault.place for fault in told.value.faults] == ["area", "area", "role"]


def test_an_empty_cell_is_named():
    totals = pd.DataFrame({"area": AREAS[:2] * 2, "role": ["leder"] * 2 + ["ansatt"] * 2})
    with pytest.raises(FaultsFound, match="«Skole × leder» has 1 in the population, and nobody who answered"):
        poststratify(RESPONDENTS, count_frame(totals, ["area", "role"]))
    with pytest.raises(KbError, match="no column «age»"):
        poststratify(RESPONDENTS, AREA.rename_axis("age"))


def test_contradictory_margins_end_with_where_they_are_stuck():
    """No leader answered in Skole, so the 8 leaders must all be among the 6 of Pleie."""
    with pytest.raises(KbError, match=r"No weights meet all margins: .* of «area» is .* persons off"):
        rake(RESPONDENTS, {"area": AREA, "role": pd.Series({"leder": 8, "ansatt": 2})})


def test_a_starting_weight_is_needed_for_everybody():
    with pytest.raises(KbError, match="2 respondents have no starting weight above 0"):
        rake(RESPONDENTS, {"area": AREA}, start=pd.Series({0: 1.0, 1: 0.0}))


@pytest.mark.parametrize("highest", [1, 0.5, float("nan")])
def test_a_limit_that_leaves_no_room_is_refused(highest):
    with pytest.raises(KbError, match="Choose more than 1"):
        trim(rake(RESPONDENTS, {"area": AREA}), highest)


def test_a_category_of_the_frame_that_is_empty_everywhere_is_no_fault():
    column = RESPONDENTS.astype({"area": pd.CategoricalDtype(["Pleie", "Skole", "Kultur"])})
    weights = rake(column, {"area": pd.Series({"Pleie": 6, "Skole": 4, "Kultur": 0})})
    assert weights.values.tolist() == [3, 3, 4]
