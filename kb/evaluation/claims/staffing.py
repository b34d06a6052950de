"""Figures of the staffing files as evidence, asked for by name: `overtime.plo`, `needs.fill_rate`."""

from __future__ import annotations

from fnmatch import fnmatchcase

from kb.evaluation.claims.figures import Figures, number_of, unknown
from kb.evaluation.claims.labels import STAFFING
from kb.evaluation.claims.records import Gone, Number

_FILES = {"redeployed": "assignments"}  # the others are called as their facts are


def staffing_number(figures: Figures, asked: str, *, name: str = "", said: str = "") -> Number | Gone:
    """Take a staffing figure by its fact's name without `staffing.`: `overtime.hours`, `overtime.plo`.

    Areas may go by their code in the survey's codebook, and an area's hours without `.hours`.
    """
    parts = [figures.aliases.get(part, part) for part in asked.split(".")]
    whole = ".".join(["staffing", *parts])
    fact = next((figures.facts[one] for one in (whole, f"{whole}.hours") if one in figures.facts), None)
    if fact is None:
        return unknown(figures, whole, asked)
    own = fact.name.removeprefix("staffing.")
    family = own.partition(".")[0]
    group = next((figures.groups[part] for part in own.split(".")[1:] if part in figures.groups), "")
    return number_of(
        figures,
        fact,
        name=name or asked,
        what=said or _words(figures, own).format(group=group),
        source=f"{_FILES.get(family, family)}.csv",
        group=group if own.startswith("overtime.") and ".hours" in own else "",  # else a role or a competence
    )


def _words(figures: Figures, own: str) -> str:
    """Give the words of a fact: those of its own name, or else of the first pattern that it is like."""
    words = STAFFING[figures.language]
    return words.get(own) or next((told for like, told in words.items() if fnmatchcase(own, like)), own)
