"""Who is quoted: by role, never by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kb.intake.genres import wording
from kb.intake.genres.contacts import without_names
from kb.lessons.bank.sentences import sentences_of
from kb.privacy.persons import find_persons

_CAPITAL = r"[A-ZÆØÅ][\w’'-]+"
_NAME = re.compile(rf"(?:{_CAPITAL}\s+){{0,4}}{_CAPITAL}")
_WITHIN = ("i", "på", "ved", "for", "hos", "av", "in", "at", "of", "og", "and", "from", "frå", "fra")
_CUT = re.compile(r"\s*[.:;]\s*(?:$|(?=[A-ZÆØÅ–]))")
_WORKS = re.compile(
    rf"((?:{_CAPITAL} ){{0,3}}{_CAPITAL}) (?:jobber|arbeider|jobbar|works|er|is) (?:som|as) "
    r"([^.,]+?)(?= med | with |[.,]|$)"
)
_TITLE = 6  # words of a role before a name
_LETTERS = 1500  # of a paragraph in which a speaker is looked for
_PART = 4  # letters by which two forms of a role are known as one


@dataclass
class Speakers:
    """Who has spoken so far, and whom the text has brought up since. Surnames are kept to be found again only."""

    last: str = ""
    introduced: str = ""
    _roles: dict[str, str] = field(default_factory=dict)

    def meet(self, told: str) -> str:
        """Give the role of the one a quotation names, and remember the speaker."""
        told = re.sub(r"\s+til\b.*$", "", _doing().sub("", _CUT.sub("", told.strip()))).strip(" ,.–-")
        if not told or wording.pattern("roles", "pronouns").match(told):
            role = self._known(self.introduced) or self.last
        else:
            role = role_of(told) or self._by_name(told)
            self._remember(told, role)
        self.last, self.introduced = role, ""
        return role

    def unnamed(self) -> str:
        """Give the speaker of a quotation that names nobody: who was brought up before it, else who spoke last."""
        self.last = self._known(self.introduced) or self.last
        self.introduced = ""
        return self.last

    def introduce(self, paragraph: str) -> None:
        """Note the role that the text brings up between two quotations, also “X jobber som rådgiver ved …”."""
        paragraph = paragraph[:_LETTERS]
        works = _WORKS.search(paragraph)
        if works:
            self._remember(works[1], works[2])
        titled = next(_titled(paragraph), ("", ""))
        self._remember(*titled)
        told = titled[1] or next(roles_in(paragraph), "") or self._by_name(paragraph)
        self.introduced = told or self.introduced

    def _known(self, role: str) -> str:
        """Give the fuller role of one who was told before: “prosjektlederen” is the “prosjektleder i Eiendom”."""
        start = role.split(maxsplit=1)[0].casefold() if role else ""
        stem = start[: max(_PART, len(start) - 3)]
        known = (told for told in self._roles.values() if stem and told.casefold().startswith(stem))
        return next(known, role)

    def _by_name(self, told: str) -> str:
        words = reversed(re.findall(_CAPITAL, told))
        return next((self._roles[word] for word in words if word in self._roles), "")

    def _remember(self, told: str, role: str) -> None:
        if not role:
            return
        for name in _names(told):
            for word in name.split():
                self._roles[word] = role
        self._roles.setdefault(role, role)


def _titled(paragraph: str) -> Iterator[tuple[str, str]]:
    """Give a person brought up by name with the role before it: “Leder for helsehuset, X, tror …”."""
    for sentence in sentences_of(paragraph):
        for one in find_persons(sentence):
            before = sentence[: one.start].strip(" ,")
            if one.kind == "name" and 0 < len(before.split()) <= _TITLE and next(roles_in(before), ""):
                yield one.text, role_of(before[:1].lower() + before[1:])


def role_of(told: str) -> str:
    """Drop the name and the article of a speaker: “Kari Hansen, rådgiver i HR” is “rådgiver i HR”; "" for a name."""
    bare = without_names(told)
    for name in _names(bare):
        bare = re.sub(rf",?\s*{re.escape(name)}\b,?", " ", bare, count=1)
    bare = re.sub(r"\s+,", ",", " ".join(bare.split())).strip(" ,-–")
    bare = wording.pattern("roles", "articles").sub("", bare, count=1).strip() if _leads(bare) else bare
    end = re.search(r"\s+(?:som|who|mens|while)\b", bare)
    bare = bare[: end.start()] if end else bare
    words = bare.split()
    while words and words[-1].casefold() in (*_WITHIN, "der", "her", "there", "stille"):
        words.pop()
    return " ".join(words) if words and not words[0][:1].isdigit() else ""


def roles_in(paragraph: str) -> Iterator[str]:
    """Give the roles that a paragraph speaks of, with “for lærerne” and the like after them."""
    for match in _role_pattern().finditer(paragraph):
        role = match[0]
        yield role[:1].lower() + role[1:]


def _leads(bare: str) -> bool:
    return wording.pattern("roles", "articles").match(bare) is not None


def _names(told: str) -> list[str]:
    """Find capitalised words that are no place: not after a preposition, and not a role that begins a sentence."""
    names = []
    for match in _NAME.finditer(told):
        before = told[: match.start()].split()[-1:]
        after_place = bool(before and before[0].casefold().strip(",") in _WITHIN)
        role = _role_pattern().match(match[0])
        if not after_place and not role and not match[0].isupper():
            names.append(match[0])
    return names


@cache
def _doing() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, wording.lists("roles")["doing"]))
    return re.compile(rf",?\s+(?:og|and)\s+(?:{verbs})\b.*$")


@cache
def _role_pattern() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, wording.lists("roles")["roles"]))
    units = "|".join(map(re.escape, wording.lists("organisation")["unit_ends"]))
    adjective = r"(?:[a-zæøå]+(?:lig|faglig|leg|fagleg) )?"
    english = r"(?:(?:vaccination|centre|project|volunteer|head|chief|area|unit|fire) )?"
    tail = rf" for [a-zæøå]+(?:ne|a|en|et)\b| (?:i|ved|på|in|at) [A-ZÆØÅ][\w-]+(?: [\w-]*(?:{units}))?"
    return re.compile(
        rf"(?<![\w-]){adjective}{english}[A-Za-zÆØÅæøå-]*(?:{ends})(?![\w-])(?:{tail})?", re.IGNORECASE
    )
