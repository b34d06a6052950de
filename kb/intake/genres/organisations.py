"""Parts of an organisation by name and level: municipality, directorate, area and unit. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kb.intake.facts.named import beginnings, find_institutions, find_municipalities, municipality_of
from kb.intake.facts.names import read_names
from kb.intake.figures.layout import lay_out
from kb.intake.genres import wording
from kb.intake.records import Level, Organisation

_NAME = r"[A-ZÆØÅ][\w-]+(?:[ -][A-ZÆØÅ][\w-]+)?"
_PARTS = re.compile(r"\s*[;/\n]\s*|,\s+|\s+(?:samt|and also|pluss)\s+|(?<=[a-zæøå])\s+og\s+(?=[A-ZÆØÅ])")
_LISTED = re.compile(r"\s*[;/\n]\s*|,\s+")
_OF = re.compile(rf"\s+(?:i|in|at|ved)\s+{_NAME}(?:\s+kommune)?$")
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST = 7  # words of a name


def municipalities(text: str) -> tuple[Organisation, ...]:
    """Name every municipality that a text calls one: “Fjordvik kommune”."""
    named = (municipality_of(body.name) for body in find_municipalities(text, read_names()))
    return _distinct(Organisation(name, "municipality") for name in named)


def parts_of(answer: str, asked: Iterable[Level]) -> tuple[Organisation, ...]:
    """Read the parts of an organisation out of an answer to which levels were asked for, the first first.

    A label in the answer decides a part's level; else several levels asked for are told in their order.
    """
    levels = list(asked)
    first = re.split(r"(?<=[a-zæøå])\.\s+(?=[A-ZÆØÅ])", answer.strip().rstrip("."), maxsplit=1)[0]
    found: list[Organisation] = []
    for told in _told(first, levels):
        level, name = _labelled(told)
        name = _OF.sub("", name).strip(" .,;:()")
        if not _LETTERS.search(name) or len(name.split()) > _LONGEST or (name[:1].islower() and not level):
            continue
        found.append(Organisation(name, level or _level(levels, len(found))))
    return _distinct(found)


def _told(answer: str, asked: list[Level]) -> list[str]:
    """Part an answer at its signs, but leave “Helse, omsorg og levekår” whole."""
    several = " og " in answer and (answer.count(" og ") > 1 or "," in answer)
    parts = (_PARTS if several else _LISTED).split(answer)
    whole: list[str] = []
    for part in parts:
        if whole and asked == ["directorate"] and part[:1].islower() and not _labelled(part)[0]:
            whole[-1] += f", {part}"
        else:
            whole.append(part)
    return whole


def units_in(text: str) -> tuple[Organisation, ...]:
    """Name the units a role or a signature belongs to: “rådgiver i HR-avdelingen”, “hilsen oss på biblioteket”."""
    return _distinct(Organisation(name, "unit") for name in _units(text))


def institutions_in(text: str) -> tuple[Organisation, ...]:
    """Name the schools, nursing homes and the like that a text calls by name: “Havnøy skole”."""
    begun = beginnings(text, (one.start for one in lay_out(text).statements))
    return _distinct(Organisation(body.name, "unit") for body in find_institutions(text, read_names(), begun))


def heads_of(lines: Iterable[str]) -> tuple[Organisation, ...]:
    """Name the unit that a letterhead begins with: “HR-avdelingen, juni 2020”."""
    ends = "|".join(map(re.escape, wording.lists("organisation")["unit_ends"]))
    head = re.compile(rf"[*_]*((?=[A-ZÆØÅ])(?:[A-ZÆØÅ][\w-]+ )?[\w-]*(?i:{ends}))(?:,| i | in )")
    return _distinct(
        Organisation(match[1], "unit")
        for line in lines
        if (match := head.match(line)) and not _opens(match[1])
    )


def _opens(name: str) -> bool:
    """Tell “Av utviklingsavdelinga”, which begins with no name."""
    first = name.split(maxsplit=1)[0]
    return any(wording.pattern("signals", key).fullmatch(first) for key in ("bylines", "sign_off"))


def _units(text: str) -> Iterator[str]:
    for match in _unit_pattern().finditer(text):
        name = _OF.sub("", match[1] or match[2]).strip(" .,")
        if name.casefold() not in wording.lists("organisation")["generic"]:
            yield name


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Find what stands after a preposition and is named like a unit, or is capitals joined by “og”."""
    ends = "|".join(map(re.escape, wording.lists("organisation")["unit_ends"]))
    capital = r"[A-ZÆØÅ][\w-]*"
    named = rf"(?:{capital}(?:-| og)? ){{0,3}}(?:[\w-]+- og )?[\w-]*(?i:{ends})"
    listed = rf"{capital}(?:, \w+)*(?: \w+)? og \w+"
    before = r"\b(?:[Ii]|[Pp]å|[Vv]ed|[Ff]ra|[Ff]rå|[Aa]v|oss|[Hh]ilsen|[Hh]elsing)"
    norwegian = rf"{before}\s+({listed}|{named}(?: (?:nord|sør|øst|vest|aust|sentrum))?)"
    english = rf"\b(?:at the|at|from the|of the|in the)\s+((?:[\w-]+ ){{0,2}}(?:{ends}))"
    return re.compile(rf"(?:{norwegian}|{english})(?!\w)")


def _labelled(told: str) -> tuple[Level | None, str]:
    """Drop a level's own name before a part: “kommunalsjefområdet Eiendom”, “area of Integration”."""
    for level, name in (("area", "area_labels"), ("directorate", "directorate_labels")):
        found = wording.pattern("organisation", name).search(told)
        if found and told[found.end() :].strip():
            return level, told[found.end() :].strip()  # type: ignore[return-value]
    return None, told


def _level(levels: list[Level], at: int) -> Level:
    return levels[min(at, len(levels) - 1)] if levels else "unit"


def _distinct(found: Iterable[Organisation]) -> tuple[Organisation, ...]:
    return tuple(dict.fromkeys(found))
