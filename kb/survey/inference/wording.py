"""Words for what inference gives, in bokmål, nynorsk and English.

"Flere" and "færre" are said of a judged comparison alone, so that no text says more than the test.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path

from kb.errors import KbError
from kb.survey.inference.results import Family, Judged, LargeWeights
from kb.survey.scales import Language

_FILE = Path(__file__).with_name("sentences.toml")
_HARD_SPACE = "\u00a0"
_ADJUSTMENTS = {"holm": "Holm", "bh": "Benjamini–Hochberg"}


def compare_words(judged: Judged, language: Language = "nb") -> str:
    """Give the word for a group beside all others.

    Of a share: "flere" or "færre" where the adjusted test tells them apart; "omtrent like mange" where the
    whole interval of the difference is near 0; "ingen sikker forskjell" where the answers cannot tell; and
    "for få til å si" where too few answered to test. Of an ordinal question "høyere", "lavere" and so on.
    """
    return say(f"{judged.comparison.kind}_{judged.verdict}", language)


def compare_phrase(judged: Judged, language: Language = "nb") -> str:
    """Give the same with the group it is of: "Pleie: flere enn ellers"."""
    word = compare_words(judged, language)
    return say(f"{judged.verdict}_phrase", language, group=judged.comparison.group, word=word)


def not_covered(language: Language = "nb") -> str:
    """Say what no interval and no test here covers: frafallsskjevhet, the bias of non-response."""
    return say("not_covered", language)


def weighting_limit(language: Language = "nb") -> str:
    """Say what weighting cannot mend."""
    return say("weighting_limit", language)


def large_weights_sentence(caution: LargeWeights, language: Language = "nb") -> str:
    """Say that some answers count for many."""
    return say(
        "large_weights",
        language,
        persons=whole(caution.persons, language),
        limit=decimal(caution.limit, 0 if caution.limit.is_integer() else 1, language),
        largest=decimal(caution.largest, 1, language),
    )


def family_sentence(family: Family, language: Language = "nb") -> str:
    """Say how many tests were made together, and how they were adjusted."""
    return say(
        "family",
        language,
        size=whole(family.size, language),
        adjustment=_ADJUSTMENTS[family.adjustment],
        alpha=percent(family.alpha, language),
        untested=whole(family.untested, language),
    )


def say(name: str, language: Language, **values: str) -> str:
    """Give a sentence in a language, with its `{names}` filled in."""
    words = _sentences()[name]
    if language not in words:
        raise KbError(f"There is no language «{language}». Choose among: {', '.join(words)}.")
    return words[language].format(**values)


def whole(number: float, language: Language) -> str:
    """Write a whole number: `8 880`, with a hard space (English: `8,880`)."""
    grouped = f"{_halves_up(number, 0):,.0f}"
    return grouped if language == "en" else grouped.replace(",", _HARD_SPACE)


def percent(share: float, language: Language) -> str:
    """Write a share as whole percent: `69 %`, with a hard space (English: `69%`)."""
    return whole(100 * share, language) + ("%" if language == "en" else f"{_HARD_SPACE}%")


def decimal(number: float, digits: int, language: Language) -> str:
    """Write a number with decimals: `0,95` (English: `0.95`)."""
    written = f"{_halves_up(number, digits):.{digits}f}"
    return written if language == "en" else written.replace(".", ",")


def _halves_up(number: float, digits: int) -> float:
    """Round halves up as people do; 1e-9 undoes what binary fractions lose (28.499999999999996)."""
    scale = 10.0**digits
    return math.floor(number * scale + 0.5 + 1e-9) / scale


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
