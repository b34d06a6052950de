"""Whether a page points at a person, in what is seen or in what is not. Faults never repeat what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag

from kb.privacy.identifiers import Identifier, Kind, find_identifiers, mask
from kb.privacy.names import likely_names, name_spans
from kb.reports.checks.findings import Finding
from kb.reports.checks.texts import cell_of, seen_texts, tags
from kb.reports.text.markup import slug

_NAMED: dict[Kind, str] = {
    "e-mail": "An e-mail address",
    "phone": "A telephone number",
    "national id": "A national identity number",
    "account": "A bank account number",
    "name": "A name from the list",
}
# Attributes that only draw, or carry a picture; numbers in them are places.
_DRAWING = re.compile(
    r"d|points|transform|viewbox|[xy][12]?|[dcr]?[xy]|r|width|height|offset|role|type|fill|opacity|"
    r"stroke(-\w+)?|text-anchor|font-size|tabindex|charset"
)
_HUMP = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")  # KariNordmann
_ROOM = 30  # signs told on each side of what was found


def identity_findings(
    soup: BeautifulSoup, names: Collection[str], allowed: Collection[str]
) -> Iterator[Finding]:
    """Find identifiers of persons; `allowed` are the municipality's own addresses and numbers."""
    own = {_key(text) for text in allowed}
    own |= {_key(found.text) for text in allowed for found in find_identifiers(text)}
    texts = list(_texts(soup))
    known = likely_names(
        names, " ".join((*(_HUMP.sub(" ", text) for text, _, _ in texts), soup.get_text(" ")))
    )
    told: set[tuple[str, int]] = set()
    for text, at, where in texts:
        for found in find_identifiers(text, known):
            # A picture drawn in two widths, or a title in head and heading, is one fault in its cell.
            key = (_key(found.text), id(cell_of(at)))
            if _key(found.text) not in own and key not in told:
                told.add(key)
                yield _finding(text, at, where, found, known)
    yield from _slugs(soup, known)
    yield from _parted(soup, known, told)


def _finding(text: str, at: Tag, where: str, found: Identifier, names: tuple[str, ...]) -> Finding:
    before = mask(text[: found.start], names)[-_ROOM:]
    after = mask(text[found.end :], names)[:_ROOM]
    shown = f"{before}{mask(found.text, names)}{after}"
    problem = f"{_NAMED[found.kind]} in {where}: “{shown}”."
    return Finding(at, problem, "Remove it, or name the role; a common mailbox can be allowed in kb.toml.")


def _texts(soup: BeautifulSoup) -> Iterator[tuple[str, Tag, str]]:
    """Give all texts of a page with their place: what is seen first, then attributes, then comments."""
    body = soup.body or soup
    seen = list(seen_texts(soup))
    within = [passage for passage in seen if body in passage.at.parents]
    yield from ((passage.text, passage.at, "the text") for passage in within)
    for tag in tags(body):
        yield from _attributes(tag)
    # The head repeats the title and the summary, which are in the body too.
    rest = [(passage.text, passage.at, "the head") for passage in seen if body not in passage.at.parents]
    if soup.head:
        rest += [found for tag in soup.head.find_all("meta") for found in _attributes(tag)]
    body_text = _key(body.get_text(" "))
    yield from (found for found in rest if _key(found[0]) not in body_text)
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        if comment.parent is not None:
            yield str(comment), comment.parent, "a comment"
    for style in soup.find_all("style"):
        yield style.get_text(), style, "a style"


def _attributes(tag: Tag) -> Iterator[tuple[str, Tag, str]]:
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if _DRAWING.fullmatch(name) or text.lstrip().lower().startswith("data:"):
            continue
        if name == "href" and text.lower().startswith("tel:"):
            text = "tel: " + text[4:]
        yield unquote(text) if name == "href" else text, tag, f"{name} of <{tag.name}>"


def _slugs(soup: BeautifulSoup, names: tuple[str, ...]) -> Iterator[Finding]:
    """Find names written as ids and file names: kari-nordmann."""
    plain = {slug(name) for name in names if " " in name.strip()}
    for tag in tags(soup):
        for attribute in ("id", "href"):
            text = unquote(str(tag.get(attribute) or ""))
            told = f"-{slug(_HUMP.sub('-', text))}-"
            if any(f"-{name}-" in told for name in plain) and not any(name_spans(text, names)):
                problem = f"A name from the list in {attribute} of <{tag.name}>."
                yield Finding(tag, problem, "Give it another name.")


def _parted(soup: BeautifulSoup, names: tuple[str, ...], told: set[tuple[str, int]]) -> Iterator[Finding]:
    """Find names whose parts stand in neighbouring elements of a cell, as two cells of a row do."""
    for cell in soup.find_all(True, attrs={"data-cell": True}):
        text = " ".join(cell.get_text(" ").split())
        for start, end in name_spans(text, names):
            if (_key(text[start:end]), id(cell)) not in told:
                yield _finding(text, cell, "the text", Identifier("name", start, end, text[start:end]), names)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
