"""HTML and SVG written as values: every text from outside is escaped, exactly once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

Child = str | Markup | None
Attribute = str | float | bool | None

_EMPTY = frozenset({"rect", "line", "circle", "path"})
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_TOLD = 24  # letters of a title in an id that nobody has named: it stands three times on a page
# A scheme before the first slash is only let through when it is one of these.
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEME = re.compile(r"^(https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address; an address of an unsafe kind leaves the text alone."""

    text: str
    address: str

    def __html__(self) -> str:
        """Write the link, or only the text where the address could run code."""
        if not safe_address(self.address):
            return escape(self.text)
        return element("a", self.text, href=self.address)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """A finished part of a page; Jupyter and the exported page show it as HTML."""

    html: Markup

    def __repr__(self) -> str:
        return "Block(…)"

    def _repr_html_(self) -> str:
        return str(self.html)


@dataclass(frozen=True, slots=True)
class Finished:
    """HTML that a renderer has written and escaped already."""

    html: str

    def __html__(self) -> str:
        return self.html


def element(name: str, *children: Child, **attributes: Attribute) -> Markup:
    """Write an element. `class_` gives class, `aria_label` gives aria-label; None and False are left out."""
    written = "".join(
        f' {_key(key)}="{escape("" if value is True else _value(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _EMPTY:
        return finished(f"<{name}{written}/>")
    return finished(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Put parts after each other; plain text is escaped."""
    return finished("".join(escape(child) for child in children if child is not None))


def finished(html: str) -> Markup:
    """Take HTML as it is, from a renderer that has escaped it."""
    return escape(Finished(html))


def aside(text: str) -> Markup:
    """Write a text that is read aloud but not seen."""
    return element("span", text, class_="unseen")


def slug(text: str) -> str:
    """Turn a text into an id: lower case letters, digits and hyphens, at most 48 signs."""
    plain = text.lower().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-") or "del"


def identifier(kind: str, title: str, content: str) -> str:
    """Make an id that is the same in every run and differs between contents."""
    return f"{kind}-{slug(title)[:_TOLD].strip('-')}-{hashlib.sha256(content.encode()).hexdigest()[:6]}"


def safe_address(address: str) -> bool:
    """Tell whether an address may stand in a link: http, https, mailto or a place without a scheme."""
    cleaned = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")  # browsers read both alike
    if not cleaned or cleaned.startswith("//"):
        return False
    return not _SCHEME.match(cleaned) or bool(_SAFE_SCHEME.match(cleaned))


def _key(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
