"""Answers that stand in an order, as Norwegian and English surveys word them, and those that stand apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kb.survey.exports.wording import folded

Rungs = tuple[str, ...]  # wordings of each step, from the lowest, with | between
_LADDERS: dict[str, Rungs] = {
    "degree": (
        "ikke i det hele tatt|ikkje i det heile|ikkje i det heile teke|slett ikke",
        "svært liten grad|veldig liten grad|meget liten grad|svært lita grad",
        "liten grad|lita grad",
        "noen grad|nokon grad|middels grad|verken liten eller stor grad",
        "stor grad",
        "svært stor grad|veldig stor grad|meget stor grad",
    ),
    "agreement": (
        "helt uenig|svært uenig|heilt ueinig|heilt usamd",
        "uenig|delvis uenig|litt uenig|ganske uenig|ueinig|delvis ueinig|usamd",
        "verken enig eller uenig|hverken enig eller uenig|nøytral|både og|verken einig eller ueinig",
        "enig|delvis enig|litt enig|ganske enig|einig|delvis einig|samd",
        "helt enig|svært enig|heilt einig|heilt samd",
    ),
    "satisfaction": (
        "svært misfornøyd|meget misfornøyd|veldig misfornøyd|svært misnøgd",
        "misfornøyd|ganske misfornøyd|litt misfornøyd|nokså misfornøyd|misnøgd",
        "verken fornøyd eller misfornøyd|hverken fornøyd eller misfornøyd|nøytral|verken nøgd eller misnøgd",
        "fornøyd|ganske fornøyd|litt fornøyd|nokså fornøyd|nøgd",
        "svært fornøyd|meget fornøyd|veldig fornøyd|svært nøgd",
    ),
    "quality": (
        "svært dårlig|meget dårlig|veldig dårlig|svært dårleg",
        "dårlig|ganske dårlig|nokså dårlig|dårleg",
        "verken bra eller dårlig|verken god eller dårlig|middels|verken godt eller dårlig|passe|greit",
        "bra|god|godt|ganske bra|ganske god|nokså bra|nokså god",
        "svært bra|svært god|svært godt|veldig bra|veldig god|meget bra|meget god",
    ),
    "frequency": (
        "aldri",
        "sjelden|sjeldan",
        "av og til|noen ganger|iblant|nokre gonger",
        "ofte",
        "svært ofte|veldig ofte|alltid",
    ),
    "importance": (
        "svært lite viktig|ikke viktig|uviktig|ikkje viktig",
        "lite viktig|litt viktig",
        "verken viktig eller uviktig|middels viktig|noe viktig",
        "viktig|ganske viktig",
        "svært viktig|veldig viktig|meget viktig",
    ),
    "extent": (
        "not at all",
        "very small extent|very little extent",
        "small extent|little extent",
        "some extent|moderate extent",
        "large extent|great extent",
        "very large extent|very great extent",
    ),
    "agree": (
        "strongly disagree|completely disagree",
        "disagree|somewhat disagree",
        "neither agree nor disagree|neutral",
        "agree|somewhat agree",
        "strongly agree|completely agree",
    ),
    "often": ("never", "rarely|seldom", "sometimes", "often|usually", "always|very often"),
    "satisfied": (
        "very dissatisfied",
        "dissatisfied|somewhat dissatisfied",
        "neither satisfied nor dissatisfied|neutral",
        "satisfied|somewhat satisfied",
        "very satisfied",
    ),
}
_STEPS = {
    name: {wording: step for step, rung in enumerate(rungs) for wording in rung.split("|")}
    for name, rungs in _LADDERS.items()
}
# The surest first: of several in one scale only the first stands apart.
_APART = (
    *(
        "vet ikke",
        "veit ikkje",
        "don't know",
        "do not know",
        "dont know",
        "vet ikke/ikke aktuelt",
        "vet ikke / ikke aktuelt",
    ),
    *(
        "vet ikke/ikke relevant",
        "usikker/vet ikke",
        "ikke aktuelt",
        "ikkje aktuelt",
        "ikke relevant",
        "ikkje relevant",
    ),
    *("not applicable", "har ingen formening", "ingen formening", "ønsker ikke å svare", "ønsker ikke svare"),
)
_LEAD = re.compile(r"^(?:\d{1,2} ?[-–=:.)] ?)?(?:i |to an? )?")


def ladder_of(labels: Collection[str]) -> str | None:
    """Name the ladder that all labels are different steps of; None when there is none."""
    for name, steps in _STEPS.items():
        found = [steps.get(_core(label)) for label in labels]
        if len(found) > 1 and None not in found and len(set(found)) == len(found):
            return name
    return None


def climbed(name: str, labels: Collection[str]) -> list[str]:
    """Order labels from the lowest step."""
    return sorted(labels, key=lambda label: _STEPS[name][_core(label)])


def set_apart(labels: Sequence[str]) -> str | None:
    """Find the label that means «don't know»."""
    known = {folded(label): label for label in labels}
    return next((known[words] for words in _APART if words in known), None)


def _core(label: str) -> str:
    """Drop what labels begin with on some scales: a number, «I …», “To a …”."""
    return _LEAD.sub("", folded(label))
