"""Who did not answer: each group's response beside all others', and how alike the answering are to the asked.

The rates themselves are counted in the frame and have no interval; the tests ask whether it was chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from kb.errors import Fault, FaultsFound
from kb.survey.inference.comparing import SMALLEST, compare_shares
from kb.survey.inference.families import judge
from kb.survey.inference.results import Adjustment, Fact, Judged, NonResponse, Representativeness
from kb.survey.inference.rows import chosen
from kb.survey.inference.wording import (
    compare_words,
    decimal,
    family_sentence,
    not_covered,
    percent,
    say,
    whole,
)
from kb.survey.scales import Language


def who_answered(
    counts: Mapping[str, pd.DataFrame],
    responded: str,
    *,
    adjustment: Adjustment = "holm",
    alpha: float = 0.05,
    smallest: int = SMALLEST,
) -> NonResponse:
    """Compare the response of all groups of all backgrounds, as one family.

    `counts` gives by background a table of groups with those who responded (the column `responded`) and those
    who did not. Raises `FaultsFound` for backgrounds that do not count the same persons.
    """
    answered = {name: int(chosen(table, [responded]).sum()) for name, table in counts.items()}
    asked = {name: int(table.to_numpy().sum()) for name, table in counts.items()}
    _check_same(answered, asked)
    comparisons = [
        comparison
        for name, table in counts.items()
        for comparison in compare_shares(table, [responded], table=name, smallest=smallest)
    ]
    return NonResponse(
        asked=next(iter(asked.values())),
        responded=next(iter(answered.values())),
        family=judge(comparisons, adjustment=adjustment, alpha=alpha),
        representativeness={name: representativeness(table, responded) for name, table in counts.items()},
    )


def representativeness(counts: pd.DataFrame, responded: str) -> Representativeness:
    """Give the R-indicator, 1 - 2 · S(response rates), of one background (Schouten, Cobben and Bethlehem 2009).

    S² = Σ N(g) · (rate(g) - rate)² / (N - 1). `adjusted` takes from S² what chance alone gives,
    Σ (1 - N(g)/N) · s²(g) / (N - 1) with s²(g) the variance of responding within the group, which to first
    order is the correction of Shlomo, Skinner and Schouten (2012). The bias is at most (1 - R) / (4 · rate),
    for no share has a greater standard deviation than a half. Partial indicators are √(N(g)/N) · (rate(g) - rate)
    (Schouten, Shlomo and Skinner 2011). All are NaN when fewer than two were asked, or nobody responded.
    """
    peopled = counts[counts.sum(axis=1) > 0]
    size, answered = peopled.sum(axis=1).to_numpy().astype(float), chosen(peopled, [responded])
    everybody = size.sum()
    if everybody < 2 or answered.sum() == 0:
        nothing = pd.Series(np.nan, peopled.index)
        return Representativeness(np.nan, np.nan, np.nan, nothing, "R-indicator")
    rates, rate = answered / size, answered.sum() / everybody
    spread = (size * (rates - rate) ** 2).sum() / (everybody - 1)
    within = rates * (1 - rates) * size / np.maximum(size - 1, 1)
    chance = ((1 - size / everybody) * within).sum() / (everybody - 1)
    indicator = 1 - 2 * math.sqrt(spread)
    return Representativeness(
        indicator=indicator,
        adjusted=1 - 2 * math.sqrt(max(0.0, spread - chance)),
        largest_bias=float((1 - indicator) / (4 * rate)),
        partial=pd.Series(np.sqrt(size / everybody) * (rates - rate), peopled.index),
        method="R-indicator",
    )


def list_facts(found: NonResponse, language: Language = "nb") -> tuple[Fact, ...]:
    """Tell it in sentences: the rate, each group that stands out, the measures, and what is not covered.

    Facts of groups name their background and group, for whoever prints them to hold back those too small to show.
    """
    rate = found.responded / found.asked if found.asked else 0.0
    told = say(
        "responded",
        language,
        responded=whole(found.responded, language),
        asked=whole(found.asked, language),
        rate=percent(rate, language),
    )
    facts = [Fact(told, {"responded": found.responded, "asked": found.asked, "rate": rate})]
    for name, measure in found.representativeness.items():
        marked = [judged for judged in found.family.marked if judged.comparison.table == name]
        facts += [_group_fact(judged, language) for judged in marked]
        facts += [] if marked else [Fact(say("none_apart", language, table=name), {}, name)]
        facts += [_measure_fact(name, measure, language)] if math.isfinite(measure.indicator) else []
    facts.append(Fact(family_sentence(found.family, language), {"tests": found.family.size}))
    return (*facts, Fact(not_covered(language), {}))


def _group_fact(judged: Judged, language: Language) -> Fact:
    found = judged.comparison
    sentence = say(
        "group_responded",
        language,
        group=found.group,
        rate=percent(found.estimate, language),
        word=compare_words(judged, language),
        others=percent(found.others, language),
    )
    return Fact(sentence, {"rate": found.estimate, "others": found.others}, found.table, found.group)


def _measure_fact(name: str, measure: Representativeness, language: Language) -> Fact:
    points = math.ceil(100 * measure.largest_bias - 1e-9)  # "at most" is never rounded down
    indicator = decimal(measure.adjusted, 2, language)
    sentence = say(
        "representativeness", language, table=name, indicator=indicator, bias=whole(points, language)
    )
    return Fact(sentence, {"indicator": measure.adjusted, "largest_bias": measure.largest_bias}, name)


def _check_same(answered: Mapping[str, int], asked: Mapping[str, int]) -> None:
    if not asked:
        raise FaultsFound([Fault("the response", "backgrounds", "None are given.", "Give at least one.")])
    first = next(iter(asked))
    faults = [
        Fault(
            "the response",
            name,
            f"Counts {answered[name]} of {asked[name]}, but «{first}» {answered[first]} of {asked[first]}.",
            "Count the same persons by each background.",
        )
        for name in asked
        if (answered[name], asked[name]) != (answered[first], asked[first])
    ]
    if faults:
        raise FaultsFound(faults)
