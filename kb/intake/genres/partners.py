"""Whom somebody worked with, told apart by whether they belong to the municipality."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Literal

from kb.intake.facts.named import find_firms
from kb.intake.facts.names import read_names
from kb.intake.genres import wording
from kb.lessons.bank.sentences import sentences_of

Side = Literal["internal", "external", ""]
Named = tuple[str, Side]

_ASIDE = re.compile(r"\s*\([^()]*\)")
_PARTS = re.compile(r"\s*[,;:]\s+|\s+(?:samt|as well as|i tillegg til)\s+")
_JOINED = re.compile(r"(?<!-)\s+(?:og|and)\s+")
_NAME = r"[A-ZÆØÅ][\w-]+(?: (?:[A-ZÆØÅ][\w-]+|og [\w-]+|[a-zæøå]+(?=er\b|en\b)\w+)){0,3}?"
_VERB = re.compile(r"fikk|fekk|ble|vart|var|hadde|har|[a-zæøå]+(?:te|dde|et)")
_SINCE = re.compile(
    r"\s+(?:(?:fra|frå|from|between|mellom|i)\s+(?=\d|[a-zæøå]+ \d{4})|since|siden|sidan)\b.*$", re.IGNORECASE
)
_LONGEST = 7  # words of a partner's name


def read_partners(answer: str, own: Collection[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the partners an answer names, those of the municipality first and then those outside it.

    `own` are the names of those who answer. A name that nothing places on either side is left out of both.
    """
    told: dict[str, Side] = {}
    for sentence in sentences_of(_ASIDE.sub("", answer)):
        for name, side in (*_listed(sentence), *_acting(sentence), *_companies(sentence)):
            if (
                side
                and _is_name(name)
                and not _is_own(name, own)
                and not any(name.casefold() in known.casefold() for known in told)
            ):
                told[name] = side
    return (
        tuple(name for name, side in told.items() if side == "internal"),
        tuple(name for name, side in told.items() if side == "external"),
    )


def side_of(name: str) -> Side:
    """Tell whether a partner belongs to the municipality by the words of its name; "" where they do not tell."""
    for side in ("external", "internal"):
        if wording.found("organisation", side, name):
            return side
    return ""


def _listed(sentence: str) -> Iterator[Named]:
    """Read the list after “samarbeidet med”; “internt” and “utenfor kommunen” hold until the other is said.

    A name that nothing places stands where the rest of its list stands, if that is all on one side.
    """
    lead = wording.pattern("organisation", "partner_leads").search(sentence)
    start = lead.end() if lead else 0
    if not lead and not _is_list(sentence):
        return
    cue = _cue(sentence[:start])
    found: list[Named] = []
    for part in _cut(sentence[start:]):
        cue = _cue(part) or cue
        inner = wording.pattern("organisation", "partner_leads").search(part)
        names = (_bare(member) for member in _members(part[inner.end() :] if inner else part))
        found += [(name, side_of(name) or cue) for name in names]
    sides = {side for _, side in found if side}
    only: Side = sides.pop() if len(sides) == 1 else ""
    yield from ((name, side or (only if name[:1].isupper() else "")) for name, side in found)


def _is_list(sentence: str) -> bool:
    """Tell a list of names from a sentence: every part of it begins with a capital, or all are short."""
    parts = [part for part in _PARTS.split(sentence) if part]
    return len(parts) > 1 and all(part[:1].isupper() and len(part.split()) <= _LONGEST for part in parts)


def _cut(rest: str) -> Iterator[str]:
    """Cut a list of partners at its commas, each up to where something else is told."""
    for part in _PARTS.split(rest):
        end = wording.pattern("organisation", "partner_ends").search(part)
        yield part[: end.start()] if end else part
        if end and not part[: end.start()].strip():
            return


def _members(part: str) -> list[str]:
    """Part “Hjemmetjenesten og Eiendom”, and keep “Vann og avløp” whole."""
    members: list[str] = []
    for told in _JOINED.split(part):
        if members and members[-1].split()[-1:] and _goes_on(members[-1].split()[-1], told):
            members[-1] += f" og {told}"
        else:
            members.append(told)
    return members


def _goes_on(last: str, told: str) -> bool:
    return last[:1].isupper() and told[:1].islower() and not side_of(told)


def _acting(sentence: str) -> Iterator[Named]:
    """Find who did something with us at the start of a clause: “Bygdekvinnelaget kokte suppe”."""
    for match in _actors().finditer(sentence):
        yield _bare(match[1] or match[2]), side_of(match[1] or match[2])


def _companies(sentence: str) -> Iterator[Named]:
    """Find companies by their form; a KF belongs to its municipality."""
    for firm in find_firms(sentence, read_names()):
        yield _bare(firm.name), "internal" if firm.name.endswith(" KF") else "external"


@cache
def _actors() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, wording.lists("organisation")["partner_verbs"]))
    within = r"\bi ((?:[A-ZÆØÅ][\w-]+ ?){1,3}) "
    clause = rf"(?:^|, |\bog )({_NAME}) "
    past = r"[a-zæøå]{2,}(?:et|te|dde)"
    return re.compile(rf"(?:{clause}|{within})(?:{verbs}|{past})\b")


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, wording.lists("organisation")["partner_openers"]))
    return re.compile(rf"^(?:(?:{words})\s+)+", re.IGNORECASE)


def _cue(text: str) -> Side:
    if wording.found("organisation", "external_cues", text):
        return "external"
    return "internal" if wording.found("organisation", "internal_cues", text) else ""


def _bare(told: str) -> str:
    bare = _opening().sub("", _SINCE.sub("", told).strip(" .,:;()–-"))
    return re.sub(r"^[A-ZÆØÅ][a-zæøå]+(?:øren|anden|edriften) (?=[A-ZÆØÅ])", "", bare)  # “Leverandøren X AS”


def _is_own(name: str, own: Collection[str]) -> bool:
    """Tell “Vaksinesenteret” where those who answer are of “Fjordvik vaksinesenter”."""
    stem = re.sub(r"(?:en|et|a)$", "", name.casefold())
    return any(stem and one.casefold().endswith(stem) for one in own)


def _is_name(name: str) -> bool:
    words = name.split()
    if words and name != name.lower() and _VERB.fullmatch(words[0]):
        return False  # “fikk låne biler av Bergvåg Bilutleie”
    stopped = any(
        wording.pattern("organisation", words).fullmatch(name) for words in ("not_partners", "generic")
    )
    return 0 < len(name.split()) <= _LONGEST and len(name) > 1 and not stopped and not name[:1].isdigit()
