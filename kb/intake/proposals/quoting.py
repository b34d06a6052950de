"""Words of a text as they are quoted: on one line, without the signs of lists and slides."""

from __future__ import annotations

import re

from kb.intake.proposals.cues import BAD, GOOD
from kb.lessons.bank.passages import BULLET

EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
NO_MARKS = dict.fromkeys(map(ord, (*GOOD, *BAD, "\ufe0f")))
THIN = 3  # words of a bullet that says something only with those beside it


def plain(text: str) -> str:
    """Give a stretch on one line, without bullet, marks and emphasis; a list of short points with `;` between."""
    lines = [
        line.lstrip(" >\\").rstrip()
        for line in BULLET.sub("", text.translate(NO_MARKS)).splitlines()
        if line.strip()
    ]
    listed = len(lines) > 1 and all(len(line.split()) <= THIN for line in lines)
    words = " ".join(("; " if listed else " ").join(lines).split())
    return EMPHASIS.sub("", words).strip()
