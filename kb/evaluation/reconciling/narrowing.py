"""Words that make a number tell of something else than the whole its sentence speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kb.intake.figures.inflection import words_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Another thing altogether: what did not happen, what changed, what was wanted, what others or other years had.
_ELSEWHERE = re.compile(
    r"(?<![^\W_])(?:ikke|ikkje|not|uten|utan|without|ingen|"
    r"øk(?:t|te|er|ning\w*)|auk(?:a|ar|e|ing\w*)|nedgang\w*|"
    r"ned(?= (?:med|fra|frå|\d))|reduser\w*|reduksjon\w*|fall|falt|vekst|steg|stig\w*|"
    r"forskjell\w*|skilnad\w*|differanse\w*|høyere|høgare|lavere|lågare|"
    r"opp(?= (?:med|fra|frå|\d))|increase\w*|decrease\w*|rose|fell|"
    r"mål(?:et)?|måltal\w*|håp\w*|hope\w*|krav\w*|vent(?:et|a)|anslå\w*|anslag\w*|dersom|hvis|estimat\w*|"
    r"budsjett\w*|purr\w*|påminn\w*|reminder\w*|target|expected|"
    r"tidligere|tidlegare|forrige|førre|sist|fjor|landet|nasjonal\w*|andre kommun\w*|snitt\w*|gjennomsnitt\w*|"
    r"median\w*|previous|last|average|mean|national\w*)(?![^\W_])",
    re.IGNORECASE,
)
# A part of the whole: a group, a month, an opinion.
_PART = re.compile(
    r"(?<![^\W_])(?:(?:blant|bland|among)(?! (?:dem|de|dei|those|alle|all)\b)|hos|"
    r"jan(?:uar|uary)|feb(?:ruar|ruary)|mars|march|april|mai|juni|june|juli|july|august|september|o[kc]tober|november|"
    r"de[sc]ember|uke|veke|"
    r"svar\w* (?:at|ja|nei)|said|"
    r"menn?er|meiner|syn[te]e?s|opplev\w*|oppgi\w*|grad|enige?|einige?|fornøyde?|ønsk\w*|kvinner|menn|agree\w*|"
    r"satisfied|extent)(?![^\W_])",
    re.IGNORECASE,
)
# Rows and columns called so are of the whole.
_NEUTRAL = frozenset(
    [
        *(
            "antall",
            "antal",
            "andel",
            "del",
            "prosent",
            "tall",
            "tal",
            "number",
            "share",
            "personer",
            "personar",
        ),
        *("sum", "totalt", "total", "alt", "alle", "all", "hele", "heile", "kommunen", "kommune"),
        *("til", "sammen", "saman", "tilsammen", "timer", "timar", "kroner", "kr"),
    ]
)
_OF_THESE = re.compile(
    r"(?<![^\W_])(?:hvorav|derav|av (?:disse|dem|dei|desse)|of (?:these|whom|them))(?![^\W_])", re.I
)
_BOTH = re.compile(r" (?:og|and) .{0,80}(?:til ?sammen|til saman|in total)", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"([A-ZÆØÅ][a-zæøåA-ZÆØÅ-]{1,30}) kommune\b")
_OF_GROUP = re.compile(
    r"[)\s]{1,3}(?:av|of)\s(?:(?:de|dei|alle|the|all|våre)\s){0,2}([^\W\d_]+)", re.IGNORECASE
)
# In a place with a name: a unit, another municipality.
_PLACE = re.compile(
    r"(?<![^\W_])(?:i|på|ved|for|hos|innen|in|at) (?!kommun)([A-ZÆØÅ][\wæøåÆØÅ-]{1,30})(?! kommune)(?![^\W_])"
)


def is_elsewhere(text: str, year: str, is_own: Callable[[str], bool]) -> bool:
    """Tell whether the words make the number another thing.

    `year` is the one the whole text speaks of; `is_own` tells the words by which the fact is spoken of, which
    set nothing apart.
    """
    if year and any(found != year for found in _YEAR.findall(text)):
        return True
    return any(not is_own(found[0].lower()) for found in _ELSEWHERE.finditer(text))


def is_part(text: str, year: str, is_own: Callable[[str], bool], *, partly: bool) -> bool:
    """Tell whether the words make the number a part of the whole.

    A fact that is a part itself (`partly`) may be spoken of as one of these. A year is a part where the text
    speaks of no one year most.
    """
    if (not partly and _OF_THESE.search(text)) or (not year and _YEAR.search(text)) or _BOTH.search(text):
        return True
    cues = [found[0] for found in _PART.finditer(text)] + [found[1] for found in _PLACE.finditer(text)]
    return any(not is_own(word.text) for cue in cues for word in words_of(cue))


def is_another_row(labels: Sequence[str], is_own: Callable[[str], bool]) -> bool:
    """Tell whether one of several labels of a number says nothing of the fact, and is no total or measure."""
    told = [[word.text for word in words_of(label)] for label in labels]
    return len(told) > 1 and any(
        words and not any(is_own(word) or word in _NEUTRAL for word in words) for words in told
    )


def is_of_group(text: str, figure: str, is_own: Callable[[str], bool]) -> bool:
    """Tell whether a share is said to be of the group that the fact says what share of the whole it is."""
    found = _OF_GROUP.match(text.partition(figure)[2])
    return found is not None and is_own(found[1].lower())


def is_abroad(text: str, own: str) -> bool:
    """Tell whether the words name a municipality other than the text's own."""
    return any(found != own for found in _MUNICIPALITY.findall(text))


def main_municipality(text: str) -> str:
    """Give the municipality that a text names most; "" where it names none."""
    named = Counter(_MUNICIPALITY.findall(text)).most_common(1)
    return named[0][0] if named else ""


def main_year(text: str) -> str:
    """Give the year that a text speaks of most; "" where no year does."""
    years = Counter(_YEAR.findall(text)).most_common(2)
    return years[0][0] if years and (len(years) == 1 or years[0][1] > years[1][1]) else ""
