"""What inference gives: all of it values, with the base and the method beside every number.

Shares, probabilities and levels lie between 0 and 1. A base counts persons who answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kb.errors import KbError

Adjustment = Literal["holm", "bh"]
Kind = Literal["share", "ordinal"]
Verdict = Literal["more", "fewer", "alike", "unsure", "too_few"]


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between its ends. NaN where nobody answered, or too few to have a spread.

    `population` is how many the estimate speaks for, None where that is not known. `effective_base` is the
    number of equally weighted answers drawn from an endless population that would be as sure.
    """

    low: float
    estimate: float
    high: float
    base: int
    population: int | None
    effective_base: float
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class LargeWeights:
    """A caution, not an error: some answers count for many. `limit` and `largest` are in mean weights."""

    persons: int
    largest: float
    limit: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each respondent (the index of `values`), which together make the population.

    `rounds` tells how often raking went over its margins (0: solved directly), `trimmed` how many weights
    were cut; after that the margins no longer agree to the last person.
    """

    values: pd.Series[float]
    population: float
    design_effect: float
    effective_base: float
    caution: LargeWeights | None
    method: str
    rounds: int = 0
    trimmed: int = 0

    @property
    def base(self) -> int:
        """Count the respondents."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group against all others in its table; `p` is not adjusted, and None where there are too few to test.

    Of a share, `estimate` and `others` are the shares of the two. Of an ordinal question they are how often
    one from the group answers higher than one from the others, and the other way round, with ties in half.
    `low`, `difference` and `high` are `estimate` less `others`, with its interval.
    """

    table: str
    group: str
    kind: Kind
    estimate: float
    others: float
    low: float
    difference: float
    high: float
    base: int
    other_base: int
    p: float | None
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A comparison as one of a family: what may be said of it. Words are made from this alone."""

    comparison: Comparison
    adjusted: float | None
    verdict: Verdict
    family: int
    adjustment: Adjustment
    alpha: float


@dataclass(frozen=True, slots=True)
class Family:
    """All comparisons that were looked at together. `size` counts the tests, `untested` those with too few."""

    judged: tuple[Judged, ...]
    size: int
    untested: int
    adjustment: Adjustment
    alpha: float

    @property
    def marked(self) -> tuple[Judged, ...]:
        """Give those of which a difference may be said."""
        return tuple(judged for judged in self.judged if judged.verdict in ("more", "fewer"))

    def of(self, group: str, table: str = "") -> Judged:
        """Find the judgement of a group; raises `KbError` for one that was not compared."""
        for judged in self.judged:
            if (judged.comparison.table, judged.comparison.group) == (table, group):
                return judged
        known = ", ".join(f"«{j.comparison.group}»" for j in self.judged if j.comparison.table == table)
        raise KbError(f"«{group}» of «{table}» was not compared. Compared there: {known or 'none'}.")


@dataclass(frozen=True, slots=True)
class Overall:
    """A test of whether any groups of a table differ; `p` is None where there is nothing to compare."""

    statistic: float
    p: float | None
    base: int
    groups: int
    method: str


@dataclass(frozen=True, slots=True)
class Representativeness:
    """How alike those who answered are to those who were asked, by one background.

    `indicator` is 1 where all groups answered alike; `adjusted` is the same less what chance alone gives.
    `largest_bias` is how far the skewness in this background alone can move any share at the most.
    `partial` tells of each group how it pulls: below 0 it is under-represented.
    """

    indicator: float
    adjusted: float
    largest_bias: float
    partial: pd.Series[float]
    method: str


@dataclass(frozen=True, slots=True)
class NonResponse:
    """Who did not answer: how many of all, each group against the others, and a measure a background."""

    asked: int
    responded: int
    family: Family
    representativeness: dict[str, Representativeness]


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence with the numbers it is made of; `table` and `group` are empty when it tells of all.

    Whoever prints it looks first whether the group is large enough to be shown.
    """

    sentence: str
    figures: dict[str, float]
    table: str = ""
    group: str = ""
