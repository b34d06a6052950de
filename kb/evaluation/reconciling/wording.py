"""What is said of a judged number, in bokmål, nynorsk and English."""

from __future__ import annotations

import datetime as dt
import math

from kb.evaluation.reconciling.facts import Fact
from kb.evaluation.reconciling.reconciler import Judgement
from kb.intake.figures.figures import Figure, Other
from kb.reports.text.numbers import Language, date, decimal, integer, money, percent

_SAID: dict[Language, dict[str, str]] = {
    "nb": {
        "agrees": "stemmer med {name}",
        "differs": "dataene sier {value} ({name})",
        "counted": "{part} av {whole} er {exact}, avrundet {value} ({name})",
        "hidden": "{name} er skjult i dataene og kan ikke fortelles",
        "share": "{part} av {whole} er {exact}, avrundet {value}",
        "total": "delene er {value} til sammen",
        "unknown": "ingenting i dataene å holde det mot",
    },
    "nn": {
        "agrees": "stemmer med {name}",
        "differs": "dataa seier {value} ({name})",
        "counted": "{part} av {whole} er {exact}, avrunda {value} ({name})",
        "hidden": "{name} er skjult i dataa og kan ikkje forteljast",
        "share": "{part} av {whole} er {exact}, avrunda {value}",
        "total": "delane er {value} til saman",
        "unknown": "ingenting i dataa å halde det mot",
    },
    "en": {
        "agrees": "agrees with {name}",
        "differs": "the data say {value} ({name})",
        "counted": "{part} of {whole} is {exact}, rounded {value} ({name})",
        "hidden": "{name} is hidden in the data and may not be told",
        "share": "{part} of {whole} is {exact}, rounded {value}",
        "total": "the parts add up to {value}",
        "unknown": "nothing in the data to hold it against",
    },
}


def explain(judged: Judgement, *, language: Language = "en") -> str:
    """Say why a number has its verdict: what the data say, and from which counts. Of no figure, what it is."""
    number, fact, wrong = judged.number, judged.fact, judged.contradiction
    if isinstance(number, Other):
        return number.reason
    said = _SAID[language]
    if judged.verdict == "inconsistent" and wrong is not None:
        if wrong.kind == "total":
            return said["total"].format(value=_count(wrong.value, number.step, language))
        return said["share"].format(
            **_shared(wrong.value, (wrong.numbers[0], wrong.numbers[1]), number, language)
        )
    if fact is None or fact.value is None:
        return said[judged.verdict].format(name=fact.name if fact else "")
    if judged.verdict == "differs" and fact.counts:
        return said["counted"].format(name=fact.name, **_shared(fact.value, fact.counts, number, language))
    return said[judged.verdict].format(name=fact.name, value=_value(fact, fact.value, number, language))


def _shared(value: float, counts: tuple[float, float], number: Figure, language: Language) -> dict[str, str]:
    digits = _digits(number.step * 100)
    return {
        "part": _count(counts[0], 1, language),
        "whole": _count(counts[1], 1, language),
        "exact": percent(value, digits + 1, language=language),
        "value": percent(value, digits, language=language),
    }


def _value(fact: Fact, value: float, number: Figure, language: Language) -> str:
    """Write what the data say to the precision the text has."""
    if fact.unit == "share":
        return percent(value, _digits(number.step * 100), language=language)
    if fact.unit == "date":
        return date(dt.date.fromordinal(int(value)), language=language)
    if fact.unit == "kroner" and number.step >= 1e5:
        return money(value, language=language)
    return _count(value, number.step, language)


def _count(value: float, step: float, language: Language) -> str:
    return (
        decimal(value, _digits(step), language=language) if value % 1 else integer(value, language=language)
    )


def _digits(step: float) -> int:
    """Tell how many decimals a step has: 0 for 1, 1 for 0.1."""
    return max(0, -math.floor(math.log10(step) + 1e-9))
