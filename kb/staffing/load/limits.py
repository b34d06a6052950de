"""The limits of overtime as dated rule sets with their sources, read from `limits.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kb.tomlfiles import read_model

Days = NDArray[np.int64]  # days since 1 January 1970
Hours = NDArray[np.float64]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_FILE = Path(__file__).with_name("limits.toml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limit(_Part):
    """The most hours within `days` days on end; "unknown" where the source does not tell."""

    days: int = Field(ge=1)
    hours: Annotated[float, Field(ge=0)] | Literal["unknown"]


class RuleSet(_Part):
    """What a law or an agreement allowed from one day to another, both included."""

    id: Words
    name: Words
    start: date = Field(alias="from")
    end: date | None = Field(alias="to", default=None)
    covers: Words
    source: Words
    note: Words | None = None
    limits: list[Limit] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise ValueError("«to» is before «from»")
        if len({limit.days for limit in self.limits}) < len(self.limits):
            raise ValueError("two limits are of the same number of days")
        return self

    def hours(self, days: int) -> float | None:
        """Give the most hours within so many days; None where the rule set does not tell."""
        known = (limit.hours for limit in self.limits if limit.days == days and limit.hours != "unknown")
        return next((float(hours) for hours in known), None)


class _File(_Part):
    rules: list[RuleSet] = Field(min_length=1)

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len({rule.id for rule in self.rules}) < len(self.rules):
            raise ValueError("two rule sets have the same id")
        return self


def read_limits(path: Path | str = _FILE) -> dict[str, RuleSet]:
    """Read the rule sets by id, in the order of the file; raise `FaultsFound` with everything wrong in it."""
    content = read_model(path, _File, remedy="Mend it after the limits.toml that comes with the package.")
    return {rule.id: rule for rule in content.rules}


def lengths(rules: Sequence[RuleSet]) -> list[int]:
    """Give every number of days that some rule set has a limit for, shortest first."""
    return sorted({limit.days for rule in rules for limit in rule.limits})


def allowed(rules: Sequence[RuleSet], days: Days, length: int) -> tuple[Hours, Hours]:
    """Give, for each day, the hours surely allowed and the hours surely too many, for windows of `length` days.

    A later rule set goes before those above it while it is in force, and is taken to widen them: where it
    does not tell, what they allow is still allowed, and nothing is too many. Where no rule set is in force,
    0 hours are surely allowed and none too many.
    """
    within, beyond = np.zeros(len(days)), np.full(len(days), np.inf)
    for rule in rules:
        last = date.max if rule.end is None else rule.end
        in_force = (days >= _number(rule.start)) & (days <= _number(last))
        hours = rule.hours(length)
        if hours is not None:
            within[in_force] = hours
        beyond[in_force] = np.inf if hours is None else hours
    return within, beyond


def told(rules: Sequence[RuleSet]) -> pd.DataFrame:
    """List rule sets for readers: name, period, whom they cover, each limit in hours («ukjent»), and source."""
    rows = []
    for rule in rules:
        limits = {name_of(days): _worded(rule.hours(days)) for days in lengths(rules)}
        period = {"fra": rule.start, "til": rule.end, "gjelder": rule.covers}
        rows.append({"regel": rule.name, **period, **limits, "kilde": rule.source, "merknad": rule.note})
    return pd.DataFrame(rows)


def name_of(days: int) -> str:
    """Name a number of days for readers: `1 dag`, `7 dager`, `4 uker`."""
    if days % 7 == 0 and days > 7:
        return f"{days // 7} uker"
    return "1 dag" if days == 1 else f"{days} dager"


def _worded(hours: float | None) -> str:
    return "ukjent" if hours is None else f"{hours:g} timer".replace(".", ",")


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()
