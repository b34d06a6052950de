"""A proposal as a person reads it, in the bank's language: what, where, why, and what was identified before."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from kb.intake.nearness import Near
from kb.intake.proposals.records import Proposal
from kb.lessons.bank.records import Language
from kb.lessons.bank.themes import Taxonomy
from kb.privacy.persons import mask_persons

MOST_WORDS = 70  # of a quotation on a screen
MOST_PROMISED = 2


def say(phrase: str, language: Language, **values: object) -> str:
    """Give a phrase with its `{names}` filled in."""
    return _phrases()[phrase][language].format(**values)


def headline(proposal: Proposal, language: Language, names: Collection[str] = ()) -> str:
    """Give kind and title in one line, persons masked."""
    return f"{say(proposal.kind, language)}: {mask_persons(proposal.title, names, language=language)}"


def told(
    proposal: Proposal, language: Language, taxonomy: Taxonomy, names: Collection[str] = ()
) -> list[str]:
    """List what there is to know of a proposal: its words, place, reasons, themes and area, persons masked."""
    words = mask_persons(proposal.quoted.words, names, language=language).split()
    shown = " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    places = [f"{one.document}{' › ' + one.heading if one.heading else ''}" for one in proposal.sources]
    lines = [f"«{shown}»", f"{say('from', language)}: {places[0]}"]
    lines += [f"{say('also', language)}: {place}" for place in places[1:]]
    if proposal.why:
        lines.append(f"{say('why', language)}: {'; '.join(proposal.why)}")
    if proposal.themes:
        themes = ", ".join(taxonomy[name].names[language] for name in proposal.themes)
        lines.append(f"{say('themes', language)}: {themes}")
    if proposal.area:
        lines.append(f"{say('area', language)}: {' › '.join(proposal.area)}")
    return lines


def told_near(near: Sequence[Near], language: Language) -> list[str]:
    """List the lessons near it, numbered from 1: relation, title, when, where, status and what was promised."""
    lines = [say("near", language)] if near else []
    for number, one in enumerate(near, start=1):
        lines.append(f"  {number}. {say(one.relation, language)}: {one.title}")
        lines.append(f"     {one.when} · {one.area} · {say(one.status, language)} · {one.lesson}")
        for action in one.promised[:MOST_PROMISED]:
            due = f", {say('due', language)} {action.due.isoformat()}" if action.due else ""
            state = say(action.status, language)
            lines.append(f"     {say('promised', language)}: {action.what} ({action.owner}, {state}{due})")
    return lines


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
