"""Words for the pipeline, in bokmål, nynorsk and English."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import pandas as pd

from kb.errors import KbError
from kb.staffing.pipeline.steps import Slowest

Language = Literal["nb", "nn", "en"]
_FILE = Path(__file__).with_name("words.toml")


def days_words(days: pd.Series[float], figure: str = "median", language: Language = "nb") -> str:
    """Say a figure from a row of `Waits.days`: "4 dager", "mer enn 71 dager", or "for få til å si"."""
    told, over = float(days[figure]), float(days[f"{figure} over"])
    if not math.isnan(told):
        return _days(told, language)
    return (
        _say("too_few", language) if math.isnan(over) else _say("over", language, days=_days(over, language))
    )


def slowest_sentence(slowest: Slowest, language: Language = "nb") -> str:
    """Say which step was the slowest, all of them where they tie or cannot be told apart."""
    if not slowest.steps:
        return _say("too_few", language).capitalize() + "."
    alone = "slowest_one" if len(slowest.steps) == 1 else None
    name = alone or ("slowest_unsure" if slowest.open else "slowest_tie")
    days = _days(slowest.days, language)
    days = _say("at_least", language, days=days) if slowest.open else days
    return _say(name, language, steps=", ".join(slowest.steps), days=days)


def reason_sentence(reason: str, language: Language = "nb") -> str:
    """Say what a reason for empty positions means."""
    return _say(reason, language)


def _days(days: float, language: Language) -> str:
    return _say("day" if days == 1 else "days", language, days=f"{days:.0f}")


def _say(name: str, language: Language, **values: str) -> str:
    words = _sentences()[name]
    if language not in words:
        raise KbError(f"There is no language «{language}». Choose among: {', '.join(words)}.")
    return words[language].format(**values)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
