"""A text in the usual form of its signs, so that no disguise gets past a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

# Signs that take no room on paper, put between digits to get past a search; soft hyphens among them.
_UNSEEN_RANGES = ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xE0000, 0xE0080))
_UNSEEN = frozenset(
    {"\u00ad", "\u180e", "\ufeff"} | {chr(code) for ends in _UNSEEN_RANGES for code in range(*ends)}
)
# Letters of another script that look like ours.
_ALIKE = str.maketrans("аеорсхуіАВЕКМНОРСТХ", "aeopcxyiABEKMHOPCTX")


# Signs that are in their usual form already, the dash apart: nearly every text holds no others.
_USUAL = re.compile(r"[\t\n -~æøåÆØÅéÉäöüÄÖÜ«»“”„’…§–—•½·]*")


def usual_form(text: str) -> tuple[str, Sequence[int]]:
    """Write all spaces and digits in their usual form and leave out unseen signs; tell where each stood."""
    if _USUAL.fullmatch(text):
        return text.replace("–", "-"), range(len(text))
    kept = [(at, sign) for at, sign in enumerate(text) if sign not in _UNSEEN]
    plain = "".join(_usual(sign) for _, sign in kept)
    return plain, [at for at, _ in kept]


@cache
def _usual(sign: str) -> str:
    if sign.isspace() and sign not in "\n\t":  # numbers under each other are columns
        return " "
    usual = unicodedata.normalize("NFKC", sign)
    if len(usual) == 1 and usual.isdecimal():
        return str(int(usual))
    return "-" if sign in "‐‑‒–" else usual.translate(_ALIKE) if len(usual) == 1 else sign
