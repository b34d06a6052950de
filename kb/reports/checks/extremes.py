"""Whether a page tells the most that one person has: a maximum over persons is somebody's own figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from kb.reports.checks.findings import Finding
from kb.reports.checks.persons import PERSONS, is_not_told
from kb.reports.checks.texts import passages
from kb.reports.text.numbers import Language

_MOST: dict[Language, str] = {
    "nb": "inntil|opptil|opp til|høyst|på det meste|maks(?:imalt)?",
    "nn": "inntil|opptil|opp til|høgst|på det meste|maks(?:imalt)?",
    "en": "up to|at most|a maximum of|no more than",
}
_HOURS: dict[Language, str] = {
    "nb": r"(?:timer|overtidstimer|vakter|dager)",
    "nn": r"(?:timar|overtidstimar|vakter|dagar)",
    "en": r"(?:hours|shifts|days)",
}
_EACH: dict[Language, str] = {
    "nb": r"hver|per (?:person|ansatt|leder)|på én|for én",
    "nn": r"kvar|per (?:person|tilsett|leiar)|på éin|for éin",
    "en": r"each|apiece|per (?:person|employee|manager)",
}
_NUMBER = r"\d{1,3}(?:[ .,]\d{1,3})*"
_REMEDY = "Tell a mean or a share of the group, or leave it out."


def extreme_findings(soup: BeautifulSoup, language: Language, smallest: int) -> Iterator[Finding]:
    """Find the most hours, shifts or days that somebody had: “inntil 90 timer hver”, “lederne hadde inntil 90 timer”.

    What a law or an agreement allows is no figure of a person: “inntil 25 timer på sju dager”.
    """
    if smallest < 2:
        return
    pattern = _pattern(language)
    for passage in passages(soup, is_not_told):
        for found in pattern.finditer(re.sub(r"\s", " ", passage.text)):
            problem = f"The most that one person has is told: “{found['most'] or found['more']}”."
            yield Finding(passage.at, problem, _REMEDY)


def _pattern(language: Language) -> re.Pattern[str]:
    most = rf"(?:{_MOST[language]}) {_NUMBER} {_HOURS[language]}"
    whose = re.sub(r"\s+", "", PERSONS[language].replace("\\ ", "§")).replace("§", " ")
    had = rf"(?<![\w-])(?:{whose})(?:n|ne|ene|ane|en|a|s)?(?![\w-])[^.;:?!]{{1,40}}?"
    rule = r"(?! (?:på|per|i|in|a|within|every) )"
    return re.compile(
        rf"(?P<most>{most}(?: overtid| of overtime)? (?:{_EACH[language]}))(?!\w)|{had}(?P<more>{most}){rule}",
        re.IGNORECASE,
    )
