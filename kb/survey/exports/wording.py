"""Words compared as people read them, not as programs write them."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"<[^<>]{1,300}>")
_NUMBERING = re.compile(r"^(?:q|spm|sp)?\.?\s?\d{1,3}(?:[.:)]|\s-)\s*", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ð": "d", "þ": "th", "ß": "ss"})


def cleaned(text: str) -> str:
    """Drop signs no text file may hold, and space around."""
    return _CONTROL.sub(" ", text).strip() if not text.isascii() or not text.isprintable() else text.strip()


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Write a name or label so that equal ones meet: no case, no markup, one space, no sign at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .:*?!") or plain.strip()


def unmarked(text: str) -> str:
    """Drop HTML from a wording: systems keep it in their questions."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def unnumbered(text: str) -> str:
    """Drop the number before a question, as in `3. Hva har du hjemme?`."""
    return _NUMBERING.sub("", text) or text


def slug(text: str, *, words: int = 6, longest: int = 40) -> str:
    """Make an id of a text: small letters a–z, digits and underscores, a letter first; empty without any."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    parts = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    name = "_".join(parts[:words])[:longest].strip("_")
    return f"q{name}" if name[:1].isdigit() else name
