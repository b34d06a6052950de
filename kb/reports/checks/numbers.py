"""Whether the numbers of a page are written as its language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from stdnum.no import orgnr

from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import Passage, is_code, is_quoted, is_within, passages
from kb.reports.text.numbers import Language

_UNIT = (
    r"(?:%|prosent|pst\b|mill|mrd|milliard|kr\b|kroner|timer|timar|dager|dagar|uker|veker|måneder|månader|år\b|årsverk|"
    r"stillinger|stillingar|poeng|ganger|gonger)"
)
# A word that has a number after it, never a date, a time or a paragraph.
_MEASURE = r"(?:(?:gjennom)?snitt(?:et)?|median(?:verdi)?(?:en)?|kr|NOK|faktor|=)(?: (?:er|var|på|lik))?"
_CLOCK = r"(?!(?:[01]\d|2[0-3])\.[0-5]\d(?!\d))"
_ENGLISH = re.compile(
    r"(?<![\d.,])(?!0,)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"  # 12,345 and 12,345.6
    rf"|(?<![\d.,])\d+\.\d+[ \u00a0]*{_UNIT}"  # 58.4 % and 14.5 mill.
    r"|(?<![\w.,])0\.\d{1,3}(?![\d.])"  # 0.58
    rf"|(?<!\w){_MEASURE}[ \u00a0]{_CLOCK}\d+\.\d{{1,2}}(?![\d.])"  # snittet er 4.2
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+\.\d+(?![\d.])"  # 12 345.6
)
_ENGLISH_UNIT = r"(?:%|per ?cent|million|billion|NOK|hours|days|weeks|years|points|times|positions)"
_NORWEGIAN = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d,])"  # 12 345 and 12 345,6
    rf"|(?<![\d.,])\d+,\d{{1,2}}[ \u00a0]*{_ENGLISH_UNIT}"  # 58,4 % and 14,5 million
)
# A cell of numbers holds nothing else: no date, no clock, no paragraph of a law.
_LONE = {
    "nb": re.compile(rf"[-\u2212]?{_CLOCK}\d+\.\d+"),
    "en": re.compile(r"[-\u2212]?\d+,\d{1,2}"),
}


def number_findings(soup: BeautifulSoup, language: Language) -> Iterator[Finding]:
    """Find numbers in the form of another language, in texts, text alternatives and cells of numbers."""
    style, remedy = ("as in English", "Write it with kb.reports.text.numbers, or as 12 345,6 and 58,4 %.")
    pattern, lone = _ENGLISH, _LONE["nb"]
    if language == "en":
        style, remedy = (
            "as in Norwegian",
            "Write it with kb.reports.text.numbers, or as 12,345.6 and 58.4%.",
        )
        pattern, lone = _NORWEGIAN, _LONE["en"]
    for passage in passages(soup, _is_not_ours):
        for found in (one for one in pattern.finditer(passage.text) if not orgnr.is_valid(one[0])):
            problem = f"“{found[0]}” is written {style}: “…{_around(passage.text, found)}…”."
            yield Finding(passage.at, problem, remedy)
        if (where := _number_place(passage)) and lone.fullmatch(passage.text.strip()):
            yield Finding(passage.at, f"“{passage.text}” in a {where} is written {style}.", remedy)


def _is_not_ours(tag: Tag) -> bool:
    """Tell what others wrote, code, and the foot, which lists versions."""
    return is_quoted(tag) or is_code(tag) or is_within(tag, "footer")


def _number_place(passage: Passage) -> str:
    """Name the place of a number that stands alone, where no date, time or chapter stands alone."""
    if passage.at.name == "text":
        return "drawing"
    ours = passage.at.find_parent(class_=["table", "chart"])
    is_number = "number" in (passage.at.get("class") or []) or ours is None
    return "table" if passage.at.name == "td" and is_number else ""


def _around(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(found.start() - 15, 0) : found.end() + 15].split())
