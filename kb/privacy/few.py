"""Numbers of few persons in a text, in words and digits: “tre ansatte”, “2 % av 50 elever”.

Only nouns for persons count: “tre tiltak” is no fault, “tre ansatte” is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from kb.privacy.wordlists import ends, words

Language = Literal["nb", "nn", "en"]

# From one upwards. Bokmål's “en” and nynorsk's “ein” are articles, and no numbers, without their accent.
_WORDS: dict[Language, tuple[str, ...]] = {
    "nb": ("én|ett", "to|begge|et\\ par", "tre", "fire", "fem", "seks", "sju|syv", "åtte", "ni"),
    "nn": ("éin|éi|eitt|ett", "to|begge|eit\\ par", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"),
    "en": ("one", "two|both|a\\ couple\\ of", "three", "four", "five", "six", "seven", "eight", "nine"),
}
PERSONS: dict[Language, str] = {
    "nb": r"""ansatte?|ansatt|medarbeidere?|\w*ledere?|tillitsvalgte?|\w*verneombud|\w*pleiere?|\w*leger?|
        \w*fagarbeidere?|\w*respondenter?|personer?|elever?|pasienter?|beboere?|brukere?|\w*lærere?|\w*student(?:er)?|
        vikar(?:er)?|barn|ungdom(?:mer)?|kvinner?|mann|menn|innbyggere?|deltakere?|frivillige?|søkere?|omdisponerte?|
        \w*terapeut(?:er)?|jordmor|jordmødre|rådgivere?|\w*sekretær(?:er)?|medlem(?:mer)?|foreldre|foresatte|
        pårørende|\w*assistent(?:er)?|kolleg(?:a|er)|sykmeldte?|smittede?|døde|som\ svarte|svarte""",
    "nn": r"""tilsette?|tilsett|medarbeidar(?:ar)?|\w*leiar(?:ar)?|tillitsvalde?|tillitsvald|\w*verneombod|
        \w*pleiar(?:ar)?|\w*leg(?:e|ar)|\w*lækjar(?:ar)?|\w*fagarbeidar(?:ar)?|\w*respondent(?:ar)?|person(?:ar)?|elev(?:ar)?|
        pasient(?:ar)?|bebuar(?:ar)?|brukar(?:ar)?|\w*lærar(?:ar)?|\w*student(?:ar)?|vikar(?:ar)?|born|barn|
        ungdom(?:ar|mar)?|kvinn(?:e|er)|mann|menn|innbyggjar(?:ar)?|deltakar(?:ar)?|frivillige?|søkjar(?:ar)?|
        omdisponerte?|\w*terapeut(?:ar)?|jordmor|jordmødrer|rådgjevar(?:ar)?|\w*sekretær(?:ar)?|medlem(?:mer|ar)?|
        foreldre|føresette|pårørande|\w*assistent(?:ar)?|kolleg(?:a|aer|aar)|sjukmelde?|døde|som\ svar(?:a|te)""",
    "en": r"""employees?|staff|\w*leaders?|managers?|shop\ stewards?|stewards?|safety\ (?:reps?|representatives?)|
        nurses?|doctors?|physicians?|carers?|workers?|respondents?|persons?|people|pupils?|students?|patients?|
        residents?|users?|teachers?|temps?|child|children|wom[ae]n|m[ae]n|inhabitants?|participants?|volunteers?|
        applicants?|physiotherapists?|midwi(?:fe|ves)|advis[eo]rs?|secretar(?:y|ies)|members?|parents?|
        assistants?|colleagues?|of\ those\ who\ answered""",
}
_DEFINITE = r"(?:n|ne|ene|ane|en|a|s)?"
_OF = {"nb": r"av|blant", "nn": r"av|blant", "en": r"of|out\ of|among"}
_THE = {"nb": r"de|alle|våre", "nn": r"dei|alle|våre", "en": r"the|all|our"}
# “Fire av ti” is a share, rounded; it tells of nobody.
_ROUND = {"nb": r"ti|10|hundre|100", "nn": r"ti|10|hundre|100", "en": r"ten|10|a\ hundred|100"}
# “Én leder betyr mye” and “der betyr én leder mye” weigh one person in general, and count nobody.
_WEIGHS: dict[Language, tuple[str, str]] = {
    "nb": ("betyr", r"mye|lite|alt"),
    "nn": ("betyr|tyder", r"mykje|lite|alt"),
    "en": ("means|matters", r"a\ lot|much|little|everything"),
}
_BETWEEN = r"(?:[a-zæøå]+(?:e|ige|iske|de|te|ed|ing|al|ent)\ ){0,2}"  # at most two adjectives
_SENTENCE = re.compile(r"[^.!?\n]*+[.!?\n]?")
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?) ?(?:%|prosent|per ?cent) (?:av|of) (?:[a-zæøå]+ )?")


def few_spans(text: str, language: Language, smallest: int) -> Iterator[tuple[int, int]]:
    """Find numbers of persons from 1 to `smallest` - 1, as digits, words, or a share of few."""
    if smallest < 2:
        return
    plain = _general(language).sub(lambda found: "…" * len(found[0]), re.sub(r"\s", " ", text))
    yield from (match.span() for match in _few(language, smallest).finditer(plain))
    for share in _SHARE.finditer(plain):
        base = _base(language).match(plain, share.end())
        if base:
            number = float(share[1].replace(",", ".")) / 100 * int(re.sub(r"\D", "", base[1]))
            if 0 < round(number) < smallest:
                yield share.start(), base.end()


def telling_spans(text: str, language: Language, smallest: int) -> Iterator[tuple[int, int]]:
    """Find numbers of few persons in sentences that tell something of each of them, as that they were ill.

    “To ledere satt i staben” is how a lesson is told; “to ledere ble sykmeldt” is what others know them by.
    """
    for sentence in _SENTENCE.finditer(text):
        if _tells(sentence[0]):
            at = sentence.start()
            yield from ((at + start, at + end) for start, end in few_spans(sentence[0], language, smallest))


def _tells(sentence: str) -> bool:
    return any(
        word.startswith(ends("few", "telling")) and word not in words("few", "harmless")
        for word in _WORD.findall(sentence.lower())
    )


@cache
def _few(language: Language, smallest: int) -> re.Pattern[str]:
    words = "|".join(_WORDS[language][: smallest - 1])
    number = rf"(?:{words}|[1-{min(smallest - 1, 9)}])"
    noun = rf"(?:{PERSONS[language]}){_DEFINITE}"
    of = rf"(?:{_OF[language]})\ (?:(?:{_THE[language]})\ )?(?!(?:{_ROUND[language]})\ )(?:[\w]+(?:\ \d{{3}})*\ )?"
    # “Av de ansatte var det tre som sluttet” says whom before how many.
    whom = rf"(?<![\w-])(?:{_OF[language]})\ (?:(?:{_THE[language]})\ )?{_BETWEEN}{noun}"
    later = rf"{whom}[^.,;:]{{1,40}}?\ {number}\ (?:som|who|that)\b"
    return re.compile(
        rf"(?<![\w.,§/:-])(?<!\d\ )(?<!nr\.\ )(?<!kl\.\ )(?<!uke\ )(?<!side\ )"
        rf"{number}\ (?:{of})?{_BETWEEN}{noun}(?![\w-])|{later}",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _general(language: Language) -> re.Pattern[str]:
    verb, much = _WEIGHS[language]
    one = rf"(?<![\w-])(?:{_WORDS[language][0]})\ (?:{PERSONS[language]})"
    return re.compile(
        rf"(?:{one}\ (?:{verb})|(?<!\w)(?:{verb})\ {one})\ (?:{much})(?!\w)", re.IGNORECASE | re.VERBOSE
    )


@cache
def _base(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(\d{{1,3}}(?:\ ?\d{{3}})*)\ {_BETWEEN}(?:{PERSONS[language]}){_DEFINITE}(?![\w-])",
        re.IGNORECASE | re.VERBOSE,
    )
