"""How organisations and units are written: firms, municipalities, schools, areas, forms and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.intake.facts.names import Names

CAP = r"[A-ZÆØÅ]\w{0,40}(?:-\w{1,40}){0,3}"
_CAPS = rf"{CAP}(?:[ \u00a0]{CAP}){{0,4}}"
_TAIL = r"(?:(?:, [a-zæøå][\w-]+){0,2} og [a-zæøå][\w-]+)"  # «Helse og mestring», «Miljø, plan og bygg»
_COMMON = r"(?: [a-zæøå][\w-]{1,40}){0,2}"  # «Fjordvik kulturhus KF», «Skogheim buss AS»
_AREAS = (
    r"kommunalsjefs?områd(?:et?|er)|direktørområd(?:et?|er)|tjeneste?sted(?:et|er)?|tenestestad(?:en|er)?|"
    r"virksomhetsområd(?:et?|er)"
)
AREAS = re.compile(rf"\b(?:{_AREAS})\b", re.IGNORECASE)
ASKS = re.compile(r"\b(?:hvilke[nt]?|kva for(?: ein| eit)?|which|oppgi|navn på|namn på)\b", re.IGNORECASE)
AREA = re.compile(
    rf"\b(?i:{_AREAS}|avdeling|seksjon|enhet(?:en)? for|avdeling(?:en)? for) (?P<at>{_CAPS}{_TAIL}?)"
)
OFFICE = re.compile(
    r"\b(?i:rådgivere?|lede?re?n?|leiaren?|sjef(?:en)?|direktør(?:en)?|kommunens|byens|medarbeidere?|ansatte|"
    rf"redaksjonen|ledergruppen|ledergruppa|leiargruppa)(?: i| ved| hos| for)? (?P<at>{_CAPS}{_TAIL}?)(?!\w)"
)
TOGETHER = re.compile(
    rf"\b(?:[Ss]ammen|[Ss]aman|[Ss]amarbeid(?:et|a|de)?|[Dd]ialog|[Ss]amråd)(?: tett)? med (?P<at>{_CAPS})(?!\w)"
)
BRACKET = re.compile(
    r"(?<!\w)(?P<at>[A-ZÆØÅ][\w-]{1,40}(?: [a-zæøåA-ZÆØÅ][\w-]{1,40}){0,6}) \((?P<short>[A-ZÆØÅ]{2,6})\)"
)
LED = re.compile(r"\b(?:hos|fra|frå|med|av|til|i|innen|innan|ved|for|og) (?P<at>[A-ZÆØÅ]{2,5})(?![\w’'-])")
ITEM = re.compile(
    rf"(?:, | og | and | samt )(?P<at>{CAP}(?: [\w-]+){{0,3}}?)"
    r"(?=,| og | and | samt |\.\s|\.?\Z|\n| med flere)"
)
# «Fjordvik kommunes», «Nes og Lia kommune» is of Lia; «the Municipality of Nes».
MUNICIPALITY = re.compile(
    rf"(?<![\w-])(?P<at>(?P<own>{_CAPS}) (?:kommunes?|[Mm]unicipality)|[Mm]unicipality of (?P<after>{_CAPS}))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Shapes:
    """How names are written that a list tells: *Fjordvik kommune*, *Solvang skole*, *Forsvarets sanitet*."""

    firms: re.Pattern[str]
    organisations: re.Pattern[str]
    units: re.Pattern[str]
    parts: re.Pattern[str]
    known: re.Pattern[str]
    compounds: re.Pattern[str]
    heads: re.Pattern[str]


@lru_cache(maxsize=4)
def shapes_of(names: Names) -> Shapes:
    """Build the shapes of firms, organisations, units and names known."""

    def ways(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    known = ways([*names.organisations, *names.units])
    ends = (*names.unit_endings, *names.organisation_endings, *names.vague_endings)
    return Shapes(
        re.compile(rf"(?<![\w-])(?P<at>{_CAPS}{_COMMON} (?:{ways(names.firms)}))(?![\w’'-])"),
        re.compile(rf"(?<![\w-])(?P<at>{_CAPS} (?:{ways(names.organisation_words)}))(?!\w)"),
        re.compile(
            rf"(?<![\w-])(?P<at>{_CAPS} (?:{ways(names.unit_words)})|(?:{ways(names.heads)})(?: {CAP})+)(?!\w)"
        ),
        re.compile(rf"(?<!\w)(?P<at>(?:{known})s(?: [a-zæøå][\w-]+){{1,4}})(?=, [A-ZÆØÅ])"),
        re.compile(rf"(?<![\w-])(?P<at>{known})(?:s|’s|'s)?(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:[A-ZÆØÅ]\w+- og )?[^\W\d_]\w{{2,30}}?(?:{'|'.join(ends)})s?(?!\w)"),
        re.compile(rf"(?<![\w-])(?:{'|'.join(names.heads)})(?!\w)"),
    )
