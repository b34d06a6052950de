"""Which of our files a table seems to be, and which column seems to be which field: guessed by names alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.staffing.mapping.plan import PERSONS, Target
from kb.staffing.mapping.wording import folded, names_persons

Names = Sequence[str]

_AREA = (
    "område",
    "kommunalområde",
    "sektor",
    "avdeling",
    "avdelingsnavn",
    "enhet",
    "organisasjonsenhet",
    "org.enhet",
    "ansvar",
    "koststed",
    "virksomhet",
)
_UNIT = ("tjenestested", "arbeidssted", "tjeneste", "enhet", "avdeling")
_ROLE = (
    "rolle",
    "stilling",
    "stillingstype",
    "stillingsbetegnelse",
    "stillingsnavn",
    "yrke",
    "stillingskode",
)
_SKILL = ("kompetanse", "fagbakgrunn", "utdanning", "yrke", "stilling", "kvalifikasjon")
_PERSON = (
    "ansattnr",
    "ansattnummer",
    "ansatt nr",
    "resnr",
    "ressursnr",
    "ressurs",
    "vikar",
    "vikarnavn",
    "ansatt",
    "navn",
)
_FROM = ("fra", "fra dato", "fradato", "startdato", "start", "dato fra", "oppstart")
_TO = ("til", "til dato", "tildato", "sluttdato", "slutt", "dato til")
_HOURS = ("timer", "antall timer", "antall", "timer totalt", "varighet")
_COST = ("kostnad", "beløp", "sum kr", "kroner", "beløp eks. mva", "lønnskostnad")
WORDS: Mapping[Target, Mapping[str, Names]] = {
    "overtime": {
        "område": _AREA,
        "rolle": _ROLE,
        "periode": ("periode", "uke", "dato", "arbeidsdato", "transaksjonsdato", "lønnsperiode", "måned"),
        "type": ("type", "lønnsart", "lønnart", "lønnsartnavn", "overtidstype", "årsakskode"),
        "timer": _HOURS,
        "kostnad": _COST,
        "person": _PERSON,
        "personer": ("personer", "antall personer", "antall ansatte"),
    },
    "absence": {
        "område": _AREA,
        "rolle": _ROLE,
        "uke": ("uke", "ukenr", "dato"),
        "type": ("type", "fraværstype", "fraværskode", "fraværsårsak", "fravær"),
        "dager": ("dager", "dagsverk", "fraværsdager", "antall dager"),
        "person": _PERSON,
        "personer": ("personer", "antall personer", "antall ansatte"),
    },
    "needs": {
        "id": ("id", "behov", "behovsnr", "løpenr"),
        "område": _AREA,
        "tjenestested": _UNIT,
        "kompetanse": _SKILL,
        "stillinger": ("stillinger", "antall", "antall stillinger", "antall personer", "hvor mange"),
        "fra": _FROM,
        "til": _TO,
        "meldt": (
            "meldt",
            "meldt dato",
            "registrert",
            "fullføringstidspunkt",
            "completion time",
            "opprettet",
        ),
        "besatt": ("besatt", "antall besatt", "dekket"),
        "besatt_dato": ("besatt_dato", "besatt dato", "dekket dato"),
        "årsak": ("årsak", "hvorfor ikke besatt"),
    },
    "resources": {
        "id": _PERSON,
        "kilde": ("kilde", "rekrutteringskilde"),
        "kompetanse": _SKILL,
        "ledig_fra": ("ledig_fra", "ledig fra", "tilgjengelig fra", *_FROM),
        "ledig_til": ("ledig_til", "ledig til", "tilgjengelig til", *_TO),
        "hjemmeområde": ("hjemmeområde", *_AREA),
        "villig": ("villig", "kan bidra", "ønsker å bidra"),
        "stillingsandel": ("stillingsandel", "stillingsprosent", "stillings %"),
    },
    "clearances": {
        "ressurs": _PERSON,
        "steg": ("steg", "trinn", "oppgave"),
        "startet": ("startet", "bestilt", "sendt", *_FROM),
        "ferdig": ("ferdig", "mottatt", "godkjent", *_TO),
    },
    "assignments": {
        "ressurs": _PERSON,
        "fra_område": ("fra_område", "fra område"),
        "til_område": ("til_område", "til område", *_AREA),
        "tjenestested": _UNIT,
        "fra": (*_FROM, "dato", "arbeidsdato"),
        "til": (*_TO, "dato", "arbeidsdato"),
        "timer": _HOURS,
        "kostnad": _COST,
    },
    "recruitment": {
        "kategori": ("kategori", "stillingskategori", "stilling", "yrkesgruppe"),
        "søkere": ("søkere", "antall søkere"),
        "tilbudt": ("tilbudt", "tilbud"),
        "rekruttert": ("rekruttert", "antall rekruttert", "ansatt"),
        "engasjert": ("engasjert", "i arbeid"),
        "fra": _FROM,
        "til": _TO,
    },
}
_SIGNS: Mapping[Target, Names] = {  # words that tell what a table is about, wherever they stand in its names
    "overtime": ("overtid", "lønnsart", "lønnart"),
    "absence": ("fravær",),
    "needs": ("behov", "stillinger", "besatt", "vakant", "vakante", "udekket"),
    "resources": ("ledig", "tilgjengelig", "villig", "bidra"),
    "clearances": ("politiattest", "steg", "attest"),
    "assignments": ("vikar", "faktura", "timepris", "oppdrag"),
    "recruitment": ("søkere", "rekruttert"),
}

_SHARED = ({"fra", "til"}, {"område", "til_område", "tjenestested"}, {"til_område", "tjenestested"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A column that may be a field; `sure` where it is called just like one."""

    column: str
    sure: bool


def guess_target(names: Sequence[str], about: str = "") -> tuple[Target, bool]:
    """Guess which of our files a table is from its columns' names and what else is said of it, as its file's name.

    Says whether no other came close.
    """
    plain = [folded(name) for name in (*names, about) if name]
    scores = {
        target: len(guess_fields(names, target)) / len(WORDS[target])
        + sum(any(sign in name for sign in signs) for name in plain)
        for target, signs in _SIGNS.items()
    }
    first, second = sorted(scores, key=lambda target: scores[target], reverse=True)[:2]
    return first, scores[first] >= scores[second] + 0.5


def guess_fields(names: Sequence[str], target: Target) -> dict[str, Guess]:
    """Guess the column of each field, the best first; a column that names persons is one for persons only."""
    found: dict[str, Guess] = {}
    taken: dict[str, str] = {}
    for sure in (True, False):
        for name, words in WORDS[target].items():
            person = (target, name) in PERSONS
            free = [
                one
                for one in names
                if one and _is_free(name, taken.get(one)) and (person or not names_persons(one))
            ]
            column = _named(free, words, sure=sure) if name not in found else None
            if column is not None:
                found[name] = Guess(column, sure)
                taken[column] = name
    return {name: found[name] for name in WORDS[target] if name in found}


def _is_free(name: str, taken: str | None) -> bool:
    """Say whether a column may be this field too: one day may be first and last, one unit an area as well."""
    return taken is None or any({name, taken} <= shared for shared in _SHARED)


def _named(names: Sequence[str], words: Names, *, sure: bool) -> str | None:
    """Find the column called like the first of the words that any is called like, or that has it within."""
    for word in words:
        for name in names:
            plain = folded(name)
            if plain == folded(word) if sure else len(word) > 3 and word in plain:
                return name
    return None
