"""A synthetic survey that meets the published figures to the person; everything else is made up.

Only `random()` of NumPy's generator is used: its stream has stayed the same between versions, so that the files
come out byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sample_survey_plan import AREAS, COLUMNS, COMMENTS, LEADERS, REDEPLOYMENT, ROLES, SHARES

Mask = NDArray[np.bool_]
Lean = NDArray[np.float64]
Codes = NDArray[np.object_]

SEED = 20200615


SEED = 20200615
_OUTSIDE = ("vet_ikke", "")  # no part of a scale, and so dealt without regard to anybody's leaning


class Dealer:
    """Deals codes to persons by a seeded generator, in exact numbers."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def shuffled(self, size: int) -> NDArray[np.intp]:
        """Give the numbers below `size` in random order."""
        return np.argsort(self._random.random(size), kind="stable")

    def deal(self, to: Mask, numbers: Mapping[str, int], lean: Lean) -> Codes:
        """Deal the codes to the persons in `to`; those with a higher `lean` tend to get later codes."""
        outside = np.repeat(np.array(_OUTSIDE, dtype=object), [numbers.get(code, 0) for code in _OUTSIDE])
        inside = {code: number for code, number in numbers.items() if code not in _OUTSIDE}
        persons = np.flatnonzero(to)[self.shuffled(int(to.sum()))]
        silent, answering = persons[: len(outside)], persons[len(outside) :]
        chance = self._random.random(len(answering))
        drive = np.log(chance / (1 - chance)) + lean[answering]  # logistic, so that leanings stay tendencies
        dealt = np.full(len(to), "", dtype=object)
        dealt[silent] = outside
        dealt[answering[np.argsort(drive, kind="stable")]] = np.repeat(list(inside), list(inside.values()))
        return dealt

    def comments(self, to: Mask, number: int, sentences: Sequence[str]) -> Codes:
        """Give `number` of the persons in `to` a sentence each."""
        writers = np.flatnonzero(to)[self.shuffled(int(to.sum()))][:number]
        written = np.full(len(to), "", dtype=object)
        written[writers] = np.array(sentences, dtype=object)[
            (self._random.random(number) * len(sentences)).astype(int)
        ]
        return written


def write(folder: Path) -> None:
    """Write frame.csv and answers.csv into a folder; the codebook beside them is written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    dealer = Dealer(SEED)
    frame, responding = draw_frame(dealer)
    answers = draw_answers(dealer, frame[responding].reset_index(drop=True))
    for name, table in (("frame.csv", frame), ("answers.csv", answers)):
        table.to_csv(folder / name, sep=";", index=False, lineterminator="\n", encoding="utf-8")


def draw_frame(dealer: Dealer) -> tuple[pd.DataFrame, Mask]:
    """Draw everybody asked, in random order, and who of them responded."""
    areas = np.repeat([area.code for area in AREAS], [area.sent for area in AREAS])
    responding = np.concatenate([np.arange(area.sent) < area.completed for area in AREAS])
    order = dealer.shuffled(len(areas))
    numbers = [f"F{number:05}" for number in range(1, len(areas) + 1)]
    return pd.DataFrame({"id": numbers, "area": areas[order]}), responding[order]


def draw_answers(dealer: Dealer, persons: pd.DataFrame) -> pd.DataFrame:
    """Draw all answers of those who responded, along the routing of the codebook."""
    content = _leanings(persons["area"], {area.code: area.content for area in AREAS})
    everyone = np.ones(len(persons), dtype=bool)
    roles = {**ROLES, "ansatt": len(persons) - sum(ROLES.values())}
    answers = {"id": persons["id"].to_numpy(), "role": dealer.deal(everyone, roles, 0 * content)}
    health = {area.code: round(area.completed * area.health) for area in AREAS}
    answers["health"] = _yes_by_area(dealer, persons["area"], health)
    redeployed = {area.code: area.redeployed for area in AREAS}
    answers["redeployed"] = _yes_by_area(dealer, persons["area"], redeployed)
    answers["staffing_leaders"] = dealer.deal(answers["role"] == "leder", LEADERS, content)
    asked = {
        "staffing_reps": np.isin(answers["role"], ["tillitsvalgt", "verneombud"]),
        "staffing_others": answers["role"] == "ansatt",
        "information": answers["role"] != "leder",
        "motivation_covid_work": answers["health"] == "ja",
    }
    for name, to in asked.items():
        answers[name] = dealer.deal(to, _numbers(int(to.sum()), SHARES[name]), content)
    for name, numbers in REDEPLOYMENT.items():
        answers[name] = dealer.deal(answers["redeployed"] == "ja", numbers, content)
    office = _leanings(persons["area"], {area.code: area.office for area in AREAS})
    answers["home_office_pc"] = dealer.deal(
        everyone, _numbers(len(persons), SHARES["home_office_pc"]), office
    )
    return pd.DataFrame(answers | _comments(dealer, answers))[list(COLUMNS)]


def _comments(dealer: Dealer, answers: Mapping[str, Codes]) -> dict[str, Codes]:
    asked = {
        "hms_not_met": answers["staffing_leaders"] == "nei",
        "information_better": np.isin(answers["redeployed_information"], ["1", "2", "3", "4"]),
        "infection_control_missing": np.isin(answers["infection_control"], ["1", "2", "3"]),
    }
    return {name: dealer.comments(asked[name], *plan) for name, plan in COMMENTS.items()}


def _leanings(area: pd.Series[str], leanings: Mapping[str, float]) -> Lean:
    return np.array([leanings[code] for code in area], dtype=np.float64)


def _yes_by_area(dealer: Dealer, area: pd.Series[str], yes: Mapping[str, int]) -> Codes:
    """Deal yes to so many of each area, no to the others."""
    dealt = np.full(len(area), "", dtype=object)
    for code, number in yes.items():
        here = (area == code).to_numpy()
        numbers = {"ja": number, "nei": int(here.sum()) - number}
        dealt[here] = dealer.deal(here, numbers, np.zeros(len(area)))[here]
    return dealt


def _numbers(persons: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Turn shares into whole numbers that add up, by largest remainders."""
    exact = {code: persons * share for code, share in shares.items()}
    numbers = {code: int(amount) for code, amount in exact.items()}
    by_remainder = sorted(exact, key=lambda code: numbers[code] - exact[code])
    for code in by_remainder[: persons - sum(numbers.values())]:
        numbers[code] += 1
    return numbers
