"""Initials that sign a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.privacy.lexicon import lexicon

_SIGNED = re.compile(
    r"(?i:(?<!\w)(?:sign|hilsen|helsing|mvh|vh|ref|referent|initialer|regards)\b)[.:,]?[ \n]{0,2}"
    r"([A-ZÆØÅ]\.? ?[A-ZÆØÅ](?:\.? ?[A-ZÆØÅ])?(?:\.|(?!\w)))"
)
_BODIES = frozenset(("HR", "IT", "IKT", "NAV", "FHI", "KS", "LO", "AMU", "HMS", "PLO", "SFO", "BHT"))


def signatures(text: str) -> Iterator[tuple[int, int]]:
    """Find initials that sign a text: “sign. A.B.”, “mvh KH”."""
    for found in _SIGNED.finditer(text):
        if lexicon().sort(found[1]) != "other" and found[1] not in _BODIES:
            yield found.span(1)
