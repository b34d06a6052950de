"""Persons a text names whom nobody needs to know: told by kind, never by content."""

from __future__ import annotations

from collections.abc import Iterable

from kb.intake.records import Tongue
from kb.privacy.persons import find_persons, mask_persons

_HELD = ("account", "e-mail", "name", "national id", "phone")


def kinds_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the kinds of what points at a person in texts, each once, in order of the alphabet."""
    kinds = {one.kind for text in texts for one in find_persons(text)}
    return tuple(sorted(kind for kind in kinds if kind in _HELD))


def masked(text: str, language: Tongue) -> str:
    """Replace what points at a person by what it is."""
    return mask_persons(text, language=language)


def without_names(text: str) -> str:
    """Drop the names of a text: “rådgiver Kari Hansen i HR” becomes “rådgiver i HR”."""
    kept, at = "", 0
    for one in find_persons(text):
        if one.kind == "name":
            kept, at = kept + text[at : one.start], one.end
    return " ".join((kept + text[at:]).replace(" ,", ",").split()).strip(" ,–-")
