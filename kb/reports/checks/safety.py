"""Whether a page keeps to itself: no code that runs, and nothing fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import cell_of, is_within, tags
from kb.reports.text.markup import safe_address

# What runs, asks, moves or is read differently by different programs.
_ACTIVE = re.compile(
    r"^(script|iframe|object|embed|base|form|applet|frame|frameset|input|button|select|textarea|portal|template|"
    r"noscript|noembed|noframes|plaintext|xmp|math|foreignobject|audio|video|animate|animatetransform|"
    r"animatemotion|set|handler|listener|dialog|canvas|marquee)$"
)
_FETCHING = re.compile(
    r"src|srcset|imagesrcset|poster|data|background|action|formaction|ping|manifest|classid|codebase|archive|"
    r"dynsrc|lowsrc|profile"
)
_REFERENCES = ("href", "xlink:href")
_LINKS = ("a", "area")
# What belongs to the page as a whole, and no cell may bring: another style could hide what the page says.
_OF_THE_PAGE = ("html", "head", "body", "meta", "link", "style", "main", "header", "footer", "title")
_ALIGNED = re.compile(r"text-align: ?\w+;?")
_IN_STYLE = re.compile(
    r"""@import|@namespace|expression\s*\(|behaviou?r\s*:|-moz-binding"""
    r"""|(?:url|src|image-set|image)\(\s*(?!["']?\s*(?:data:|\#))""",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PUT_IN = "Put the content into the page."


def safety_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Find what would run or be fetched when the page is opened."""
    for tag in soup.find_all(_ACTIVE):
        yield Finding(tag, f"The page holds <{tag.name}>.", "Remove it: a page holds text and drawings only.")
    for tag in soup.find_all("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}):
        yield Finding(tag, "The page leads on to another by itself.", "Remove <meta http-equiv=refresh>.")
    for tag in soup.find_all(_OF_THE_PAGE):
        # A drawing names itself with <title>.
        if cell_of(tag) and not (tag.name == "title" and tag.find_parent("svg")):
            yield Finding(tag, f"A cell brings <{tag.name}>, which belongs to the page.", "Remove it.")
    for tag in soup.find_all(style=True):
        if cell_of(tag) and not _ALIGNED.fullmatch(str(tag["style"]).strip()):
            remedy = "Show it with the blocks, tables and charts of kb.reports, which need none."
            yield Finding(tag, f"<{tag.name}> has a style of its own, which may hide or turn a text.", remedy)
    for tag in tags(soup):
        yield from _attributes(tag)
    for style in soup.find_all("style"):
        yield from _style(style, style.get_text())


def _attributes(tag: Tag) -> Iterator[Finding]:
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if name.startswith("on"):
            yield Finding(tag, f"<{tag.name}> has {name}, which runs code.", "Remove it.")
        elif _FETCHING.fullmatch(name) and not _ACTIVE.match(tag.name) and not _stays(text):
            yield Finding(tag, f"<{tag.name}> fetches {text[:60]}.", _PUT_IN)
        elif name in _REFERENCES:
            yield from _reference(tag, text)
        elif name == "style" or ("(" in text and is_within(tag, "svg")):
            # Drawings take addresses in fill, filter, mask, clip-path and others.
            yield from _style(tag, text if name == "style" else _addresses(text))


def _reference(tag: Tag, address: str) -> Iterator[Finding]:
    """Links may lead anywhere safe; other references must stay in the page."""
    if tag.name in _LINKS:
        if not safe_address(address):
            remedy = "Use an address with https or a place on the page."
            yield Finding(tag, f"A link to {address[:60]}.", remedy)
    elif not _ACTIVE.match(tag.name) and not _stays(address):
        yield Finding(tag, f"<{tag.name}> fetches {address[:60]}.", _PUT_IN)


def _style(tag: Tag, css: str) -> Iterator[Finding]:
    plain = _COMMENT.sub("", _ESCAPE.sub(_letter, css))
    for found in _IN_STYLE.finditer(plain):
        yield Finding(tag, f"The style fetches {plain[found.start() : found.start() + 60]}.", _PUT_IN)


def _addresses(text: str) -> str:
    """Take the part of an attribute that is an address; a text in brackets is none."""
    plain = _ESCAPE.sub(_letter, text)
    return plain if re.match(r"\s*url\(", plain, re.IGNORECASE) else ""


def _letter(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else ""


def _stays(address: str) -> bool:
    return address.strip().lower().startswith(("data:", "#")) or not address.strip()
