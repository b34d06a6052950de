"""What a first screen must keep to: few words, few findings, links that lead somewhere, parts in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from kb.reports.checks.findings import Finding
from kb.reports.front import MOST_FINDINGS

MOST_WORDS = 350
_SPACES = re.compile(r"[ \n\t]+")  # not the hard spaces within a number
_METHOD = re.compile(r"metode|method", re.IGNORECASE)
_SOURCES = re.compile(r"kilde|kjelde|source", re.IGNORECASE)


def front_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what is wrong with the first screen, the order of the parts, and links within the page."""
    yield from _links(soup)
    fronts = soup.find_all(class_="front")
    if not fronts:
        return
    yield from (
        Finding(extra, "A second first screen.", "Gather all in one call of front().") for extra in fronts[1:]
    )
    yield from _size(soup, fronts[0])
    yield from _order(soup)


def first_screen_words(soup: BeautifulSoup) -> int:
    """Count the visible words of title, summary and front; a number with hard spaces is one word."""
    return sum(_words(part) for part in soup.select(".opening, .front"))


def _links(soup: BeautifulSoup) -> Iterator[Finding]:
    known = {str(tag["id"]) for tag in soup.find_all(id=True)}
    for link in soup.find_all("a", href=True):
        address = str(link["href"])
        if address.startswith("#") and address[1:] not in known:
            problem = f"The link “{link.get_text()}” leads to {address}, which is not on the page."
            yield Finding(link, problem, "Name a chart by the same `name`, or a place that is there.")


def _size(soup: BeautifulSoup, front: Tag) -> Iterator[Finding]:
    words = first_screen_words(soup)
    if words > MOST_WORDS:
        problem = f"The first screen has {words} words; the limit is {MOST_WORDS}."
        yield Finding(front, problem, "Shorten the summary, the findings, or what is asked.")
    count = len(front.find_all(class_="key-finding"))
    if count > MOST_FINDINGS:
        problem = f"The first screen has {count} findings; the limit is {MOST_FINDINGS}."
        yield Finding(front, problem, "Keep the ones that bear the decision.")


def _order(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find a page whose last part, before any sources, is not its method."""
    parts = [heading.get_text(strip=True) for heading in soup.select(".body h2")]
    while parts and _SOURCES.match(parts[-1]):
        parts.pop()
    if not parts or not _METHOD.match(parts[-1]):
        problem = "The page does not end with its method and limits."
        remedy = (
            "Let the last part be “Metode og begrensninger”, “Metode og avgrensingar” or “Method and limits”."
        )
        yield Finding(None, problem, remedy)


def _words(part: Tag) -> int:
    texts = (str(text) for text in part.find_all(string=True) if text.find_parent(class_="unseen") is None)
    return sum(1 for word in _SPACES.split(" ".join(texts)) if any(map(str.isalnum, word)))
