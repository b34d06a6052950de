"""Whether a page keeps to itself: no code that runs, and nothing fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from kb.reports.findings import Finding
from kb.reports.markup import safe_address

_ACTIVE = ("script", "iframe", "object", "embed", "base", "form", "applet", "frame")
_FETCHING = ("src", "srcset", "poster", "data", "background", "xlink:href")
_IN_STYLE = re.compile(r"""@import|url\(\s*(?!["']?(?:data:|\#))""", re.IGNORECASE)


def safety_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what would run or be fetched when the page is opened."""
    for tag in soup.find_all(_ACTIVE):
        yield Finding(tag, f"The page holds <{tag.name}>.", "Remove it: a page holds text and drawings only.")
    for tag in soup.find_all(True):
        yield from _attributes(tag)
    for style in soup.find_all("style"):
        yield from _style(style, style.get_text())


def _attributes(tag: Tag) -> Iterator[Finding]:
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if name.startswith("on"):
            yield Finding(tag, f"<{tag.name}> has {name}, which runs code.", "Remove it.")
        if name in _FETCHING and not _stays(text):
            yield Finding(tag, f"<{tag.name}> fetches {text[:60]}.", "Put the content into the page.")
        if name == "href":
            yield from _reference(tag, text)
        if name == "style":
            yield from _style(tag, text)


def _reference(tag: Tag, address: str) -> Iterator[Finding]:
    """Links may lead anywhere safe; other references must stay in the page."""
    if tag.name == "a":
        if not safe_address(address):
            yield Finding(
                tag, f"A link to {address[:60]}.", "Use an address with https or a place on the page."
            )
    elif not _stays(address):
        yield Finding(tag, f"<{tag.name}> fetches {address[:60]}.", "Put the content into the page.")


def _style(tag: Tag, css: str) -> Iterator[Finding]:
    for found in _IN_STYLE.finditer(css):
        words = css[found.start() : found.start() + 60]
        yield Finding(tag, f"The style fetches {words}.", "Put the content into the page.")


def _stays(address: str) -> bool:
    return address.strip().lower().startswith(("data:", "#")) or not address.strip()
