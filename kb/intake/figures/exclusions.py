"""Digits that are no figures: dates, paragraphs of a law, versions, telephones, names, numbers of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.intake.figures.figures import Other
from kb.privacy.identifiers import find_identifiers
from kb.reports.text.numbers import Language

_MONTH = (
    r"(?:januar|january|februar|february|mars|march|april|mai|may|juni|june|juli|july|august|september|oktober|october|"
    r"november|desember|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|o[kc]t|nov|de[sc])\b\.?)(?![^\W_])"
)
_YEAR = r"(?:19|20)\d\d"
_S = "[ \u00a0\u202f]?"
_DASH = rf"{_S}(?:[-–—]|til|to){_S}"
# What is counted after a number makes it a figure, whatever the word before.
_COUNTED = (
    rf"(?!\d|[.,]\d|{_S}(?:%|prosent|pst|per ?cent|kr\b|kroner|nok\b|mill|mrd|timer|timar|hours|dag(?:er|ar)|"
    r"stillinger|personer|personar|ansatte|tilsette|medarbeid|leder|leiar|svar|respondent|tillitsv|verneomb|"
    r"people|employees|answers|responses|av\b|ut av\b|of\b))"
)
_LABEL = (
    r"kapittel|kap\.?|chapter|punkt|pkt\.?|side|page|s\.|lysbilde|slide|tabell|table|figur|figure|vedlegg|appendix|"
    r"nr\.?|nummer|no\.|uke|veke|week|fase|phase|trinn|nivå|level|steg|versjon|version|utgave|utgåve|sak|spor|track|"
    r"spørsmål|question|del|part|avsnitt|section|note|fotnote|kvartal|artikkel|ledd|bokstav|lov|rundskriv|ns|iso|rom|"
    r"rute|linje|modul|bølge|bølgje|wave|runde|alternativ|kode|e|rv|fv|python|windows|office|microsoft|covid|agenda"
)
_REASONS: tuple[tuple[str, str], ...] = (
    ("code", r"^```[^\n]*\n(?:(?!```)[^\n]*\n)*(?:```|\Z)|\A---\n(?:(?!---)[^\n]*\n)*---$|`[^`\n]{1,200}`"
             r"|<!--(?:(?!-->)[^\n]){0,2000}-->"),
    ("reference", r"\{\{[^{}\n]{0,200}\}\}"),
    ("address", r"(?:https?://|www\.)[^\s)>\]]{0,500}[^\s)>\].,;:!?]|(?<=\]\()[^()\s]{1,500}(?=\))"),
    ("footnote", r"\[\^?\d{1,3}\]"),
    ("law", r"§+[ \u00a0]?\d+[a-z]?(?:[-–]\d+)?(?:(?:,|"
            rf"{_S}og|{_S}eller|{_S}til|{_S}[-–]){_S}§?{_S}\d+(?:-\d+)?(?!\d|[.,]\d|{_S}%))*"),
    ("date", rf"(?<![\d.,/])(?:\d{{1,2}}\.?{_DASH})?\d{{1,2}}\.?{_S}{_MONTH}(?:{_S}{_YEAR})?|"
             rf"(?<![\d.,])\d{{1,2}}\.\d{{1,2}}\.?{_DASH}\d{{1,2}}\.\d{{1,2}}\.{_S}(?:{_YEAR}|\d\d\b)?|"
             rf"(?<![\d.,])\d{{1,2}}[./]{_S}\d{{1,2}}[./]?{_S}{_YEAR}(?!\d)|"
             r"(?<![\d.,])\d{1,2}\.\d{1,2}\.\d\d(?![\d.,])|"
             rf"(?<!\d){_YEAR}-(?:W?\d\d)(?:-\d\d)?(?!\d)|"
             rf"\b{_MONTH}{_S}\d{{1,2}}(?:st|nd|rd|th)?,?{_S}{_YEAR}|"
             r"(?<=\bden )\d{1,2}\.\d{1,2}\.?(?![\d%])|"
             r"(?<=\bfra )\d{1,2}\.\d{1,2}\.(?!\d)|(?<=\btil )\d{1,2}\.\d{1,2}\.(?!\d)"),
    ("clock", rf"\b(?:kl|klokk[ea]n?|at)\.?{_S}\d{{1,2}}(?:[.:]\d\d)?(?:{_DASH}\d{{1,2}}(?:[.:]\d\d)?)?(?![\d%]|,\d)|"
              r"(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|"
              rf"(?<![\d.,])[0-2]?\d\.[0-5]\d{_S}[-–]{_S}[0-2]?\d\.[0-5]\d(?!\d|[.,]\d|{_S}%)"),
    ("ratio", r"(?<![\d.,:])\d{1,3}:\d{1,3}(?![\d:])|\b24/7\b"),
    ("year", rf"(?<![\d.,\u00a0/-]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?(?:-tallet|-talet|-årene|-åra)?(?![\w]|[.,]\d)"
             rf"{_COUNTED}"),
    ("list number", r"^[ \t>]*(?:[-*+•][ \t])?\d{1,2}(?:[.)]|\.\d{1,2}\.?)[ \t]+(?=\S)|^[ \t]*\d{1,2}\)(?=\s)"),
    ("heading number", r"^#{1,6}[ \t]+\d{1,2}(?:\.\d{1,2})*\.?[ \t]+(?=[A-ZÆØÅ])"),
    ("page", r"^[ \t]*\d{1,3}[ \t]*/[ \t]*\d{1,3}[ \t]*$|\b(?:side|page|lysbilde|slide) \d{1,4} (?:av|of) \d{1,4}\b"),
    ("scale", rf"\bskala(?:en)? (?:fra )?\d{{1,2}}{_DASH}\d{{1,2}}\b|"
              rf"\bscale (?:of |from )?\d{{1,2}}{_DASH}\d{{1,2}}\b"),
    ("label", rf"(?<![^\W_])(?:{_LABEL})(?:[ \u00a0]|(?<=\.))\d{{1,4}}[a-z]?(?:[./]\d{{1,4}}){{0,3}}"
              rf"(?:{_S}[-–]{_S}\d{{1,4}})?"
              rf"(?![\w]){_COUNTED}(?![ \u00a0]\d{{3}}\b)"),
    ("version", r"(?<![\w.,])v?\d{1,4}(?:\.\d{1,4}){2,5}(?![\w]|,\d)|\bv\d+(?:\.\d+)*\b"),
    ("ordinal", rf"(?<![\d.,])\d{{1,3}}\.(?=[ \u00a0]?[a-zæøå])|(?<![\d.,])\d{{1,2}}\.{_DASH}\d{{1,2}}\.|"
                r"(?<![\d.,])\d{1,2}\.(?= og \d{1,2}\.)|\b\d{1,3}(?:st|nd|rd|th)\b|"
                rf"(?<![\d.,])\d(?= kvartal| quarter)"),
    ("part of a word", r"(?<![^\W_])[^\W\d_][\w]{0,30}[-–]?\d{1,6}(?:[-.]\d{1,4})?[^\W\d_]{0,10}(?![^\W_])|"
                       r"(?<![\w,.])\d{1,4}-(?!\d)[^\W\d_]{2,}|(?<![\w,.])\d{1,4}[a-zæøåA-ZÆØÅ](?<![thxTH])(?!\w)|"
                       r"(?<![\w,.])\d{1,4}[xX](?=\d)"),
    ("long number", r"(?<![\d])\d{16,}"),
)  # fmt: skip
_SHAPES = tuple((reason, re.compile(shape, re.IGNORECASE | re.MULTILINE)) for reason, shape in _REASONS)
# A thousand written with dots is a number though it looks like a version.
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONE_CLOCK = re.compile(rf"(?<![\d.,])(?:0\d|1\d|2[0-3])\.[0-5]\d{_COUNTED}(?!\w)", re.IGNORECASE)
_EIGHT = re.compile(r"\d(?:[ .\u00a0-]?\d){7}")
_MARKS = " \t\n>#*+•-"  # before the number of a list or a heading
LONGEST = 2000  # letters searched for telephones and the like at a time


def find_others(text: str, language: Language) -> list[Other]:
    """Find all digits that are no figure, in order, none overlapping; the first reason that fits is told."""
    taken = bytearray(len(text))
    found = [other for other in _all(text, language) if _take(other, taken)]
    return sorted(found, key=lambda other: other.start)


def _all(text: str, language: Language) -> Iterator[Other]:
    # Code, references and addresses may hold anything; a telephone may look like a date or a version.
    for reason, shape in _SHAPES[:3]:
        yield from _matches(reason, shape, text)
    yield from _identifiers(text)
    for reason, shape in _SHAPES[3:]:
        yield from _matches(reason, shape, text)
    if language != "en":
        yield from _matches("clock", _LONE_CLOCK, text)


def _matches(reason: str, shape: re.Pattern[str], text: str) -> Iterator[Other]:
    for found in shape.finditer(text):
        start = found.start() + len(found[0]) - len(found[0].lstrip(_MARKS))
        kept = text[start : found.end()].rstrip()
        if any(sign.isdigit() for sign in kept) and not (reason == "version" and _DOTTED.fullmatch(kept)):
            yield Other(start, start + len(kept), kept, reason)


def _identifiers(text: str) -> Iterator[Other]:
    """Find telephone, account and identity numbers and e-mail, a stretch at a time."""
    start = 0
    for line in text.splitlines(keepends=True):
        for low in range(start, start + len(line), LONGEST):
            part = text[low : min(low + LONGEST, start + len(line))]
            if _EIGHT.search(part) or "@" in part:
                for one in find_identifiers(part):
                    if one.kind != "name":
                        yield Other(low + one.start, low + one.end, one.text, one.kind)
        start += len(line)


def _take(other: Other, taken: bytearray) -> bool:
    """Claim the letters of a find; tell whether they were free."""
    if any(taken[other.start : other.end]):
        return False
    taken[other.start : other.end] = b"\x01" * (other.end - other.start)
    return True
