"""Whether a page tells, in words, of fewer persons than it hides in its tables.

Only nouns for persons count: “tre tiltak” is no fault, “tre ansatte” is. What others wrote is left alone, titles
of lessons and words in quotation marks too, and so is everything within an element with `data-smallest="1"`,
which marks counts that are no persons of the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from kb.privacy.few import PERSONS, few_spans
from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import Passage, is_quoted, is_within, passages
from kb.reports.text.numbers import Language

__all__ = ["PERSONS", "is_marked", "is_not_told", "person_findings"]

_QUOTES = re.compile(r"[«“][^«»“”]*[»”]")
_REMEDY = "Write a share or “fewer than {smallest}”, or leave it out; mark counts that are no persons."


def person_findings(soup: BeautifulSoup, language: Language, smallest: int) -> Iterator[Finding]:
    """Find numbers of persons from 1 to `smallest` - 1, as digits, words, or a share of few."""
    if smallest < 2:
        return
    for passage in passages(soup, is_not_told):
        if _is_title(passage):
            continue
        told = re.sub(r"\s", " ", _QUOTES.sub("“…”", _with_head(passage)))
        for start, end in few_spans(told, language, smallest):
            problem = f"Fewer persons than {smallest} are told of: “{told[start:end]}”."
            yield Finding(passage.at, problem, _REMEDY.format(smallest=smallest))


def is_not_told(tag: Tag) -> bool:
    """Tell whether a text is quoted, or marked as no persons: what others wrote is left alone."""
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
