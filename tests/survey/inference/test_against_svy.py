"""Twenty surveys made from a seed: weights, shares and means agree with `svy` to six digits.

What svy gives stands in svy_values.json, written by scripts/oracle_svy.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from kb.survey.inference import (
    Interval,
    Weights,
    count_frame,
    mean_interval,
    poststratify,
    rake,
    weighted_mean,
    weighted_share,
)

SIX_DIGITS = 1e-6
ORACLE = json.loads(Path(__file__).with_name("svy_values.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Case:
    """A frame, those of it who answered, what they answered, and what svy makes of it."""

    frame: pd.DataFrame
    answers: pd.DataFrame
    svy: dict[str, object]

    @property
    def margins(self) -> dict[str, pd.Series]:
        return {name: count_frame(self.frame, [name]) for name in ("area", "role")}


@pytest.fixture(params=range(20), ids=lambda seed: f"seed {seed}")
def case(request) -> Case:
    told = ORACLE["cases"][request.param]
    return Case(pd.DataFrame(told["frame"], columns=["area", "role"]), pd.DataFrame(told["answers"]), told)


def raked(case: Case) -> Weights:
    return rake(case.answers, case.margins)


def same(found: Interval, oracle: object) -> None:
    assert [found.low, found.estimate, found.high, found.base] == pytest.approx(oracle, rel=SIX_DIGITS)


def test_post_stratified_weights_agree(case):
    found = poststratify(case.answers, case.margins["area"], start=case.answers["start"])
    assert found.values.tolist() == pytest.approx(case.svy["poststratified"], rel=SIX_DIGITS)


def test_raked_weights_and_their_design_effect_agree(case):
    found = rake(case.answers, case.margins, start=case.answers["start"])
    assert found.values.tolist() == pytest.approx(case.svy["raked"], rel=SIX_DIGITS)
    assert found.design_effect == pytest.approx(case.svy["design_effect"], rel=SIX_DIGITS)


def test_weighted_shares_and_means_agree(case):
    weights = raked(case)
    same(weighted_share(case.answers["yes"], weights), case.svy["share"])
    same(weighted_mean(case.answers["days"], weights), case.svy["mean"])


def test_shares_and_means_of_a_part_of_the_respondents_agree(case):
    weights, part = raked(case), case.answers[case.answers["role"] == "ansatt"]
    same(weighted_share(part["yes"], weights), case.svy["share of staff"])
    same(weighted_mean(part["days"], weights), case.svy["mean of staff"])


def test_unweighted_means_with_correction_agree(case):
    same(mean_interval(case.answers["days"], len(case.frame)), case.svy["unweighted mean"])


def test_the_oracle_holds_twenty_surveys_of_a_version_that_is_told():
    assert len(ORACLE["cases"]) == 20
    assert ORACLE["svy"]
