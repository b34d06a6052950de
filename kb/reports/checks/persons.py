"""Whether a page tells, in words, of fewer persons than it hides in its tables.

Only nouns for persons count: “tre tiltak” is no fault, “tre ansatte” is. What others wrote is left alone, titles
of lessons and words in quotation marks too, and so is everything within an element with `data-smallest="1"`,
which marks counts that are no persons of the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, Tag

from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import Passage, is_quoted, is_within, passages
from kb.reports.text.numbers import Language

# From one upwards. Bokmål's “en” and nynorsk's “ein” are articles, and no numbers, without their accent.
_WORDS: dict[Language, tuple[str, ...]] = {
    "nb": ("én|ett", "to|begge|et\\ par", "tre", "fire", "fem", "seks", "sju|syv", "åtte", "ni"),
    "nn": ("éin|éi|eitt|ett", "to|begge|eit\\ par", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"),
    "en": ("one", "two|both|a\\ couple\\ of", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_PERSONS: dict[Language, str] = {
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
_SHARE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?) ?(?:%|prosent|per ?cent) (?:av|of) (?:[a-zæøå]+ )?")
_QUOTES = re.compile(r"[«“][^«»“”]*[»”]")
_REMEDY = "Write a share or “fewer than {smallest}”, or leave it out; mark counts that are no persons."


def person_findings(soup: BeautifulSoup, language: Language, smallest: int) -> Iterator[Finding]:
    """Find numbers of persons from 1 to `smallest` - 1, as digits, words, or a share of few."""
    if smallest < 2:
        return
    for passage in passages(soup, _is_not_told):
        if _is_title(passage):
            continue
        for found in _found(_QUOTES.sub("“…”", _with_head(passage)), language, smallest):
            problem = f"Fewer persons than {smallest} are told of: “{found}”."
            yield Finding(passage.at, problem, _REMEDY.format(smallest=smallest))


def _is_not_told(tag: Tag) -> bool:
    return is_quoted(tag) or is_marked(tag) or is_within(tag, "cite")


def is_marked(tag: Tag) -> bool:
    """Tell whether an element stands within numbers that are marked as no persons, or are protected."""
    around = [tag, *tag.parents]
    if any(one.get("data-smallest") == "1" for one in around):
        return True
    # What a protected table shows has been weighed already; words about it have not.
    return tag.name in ("td", "text") and any(one.get("data-smallest") for one in around)


def _is_title(passage: Passage) -> bool:
    """Tell whether a text is the title of a lesson, which was read for persons when it entered the bank.

    A listing holds such titles and no personal data; its cells of numbers are looked at with their heads.
    """
    own = [passage.at, *passage.at.parents]
    listed = any("listing" in (one.get("class") or []) for one in own) and not passage.text.strip().isdigit()
    return listed or "card-title" in (passage.at.get("class") or [])


def _with_head(passage: Passage) -> str:
    """Put what it counts after a number that stands alone: the head of its column, or the words beneath."""
    if not passage.text.strip().isdigit():
        return passage.text
    cell, row = passage.at, passage.at.find_parent("tr")
    table = passage.at.find_parent("table")
    beneath = cell.find_next_sibling(class_="what")
    if beneath is not None:
        return f"{passage.text} {beneath.get_text(' ', strip=True)}"
    if cell.name != "td" or row is None or table is None:
        return passage.text
    heads = table.find("tr")
    at = row.find_all(["td", "th"]).index(cell)
    titles = heads.find_all("th") if isinstance(heads, Tag) else []
    title = titles[at].get_text(" ", strip=True).lower() if at < len(titles) else ""
    return f"{passage.text.strip()} {title}"


def _found(text: str, language: Language, smallest: int) -> Iterator[str]:
    plain = _general(language).sub("…", re.sub(r"\s", " ", text))
    yield from (match[0] for match in _few(language, smallest).finditer(plain))
    for share in _SHARE.finditer(plain):
        base = _base(language).match(plain, share.end())
        if base:
            number = float(share[1].replace(",", ".")) / 100 * int(re.sub(r"\D", "", base[1]))
            if 0 < round(number) < smallest:
                yield plain[share.start() : base.end()]


@cache
def _few(language: Language, smallest: int) -> re.Pattern[str]:
    words = "|".join(_WORDS[language][: smallest - 1])
    number = rf"(?:{words}|[1-{min(smallest - 1, 9)}])"
    noun = rf"(?:{_PERSONS[language]}){_DEFINITE}"
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
    one = rf"(?<![\w-])(?:{_WORDS[language][0]})\ (?:{_PERSONS[language]})"
    return re.compile(
        rf"(?:{one}\ (?:{verb})|(?<!\w)(?:{verb})\ {one})\ (?:{much})(?!\w)", re.IGNORECASE | re.VERBOSE
    )


@cache
def _base(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(\d{{1,3}}(?:\ ?\d{{3}})*)\ {_BETWEEN}(?:{_PERSONS[language]}){_DEFINITE}(?![\w-])",
        re.IGNORECASE | re.VERBOSE,
    )
