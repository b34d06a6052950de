"""Names of the bank's files: the day they begin with, and a title in letters that every system takes."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath

DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-(?=.)")
LONGEST = 60  # letters
_SPELLED = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t"}
)


def day_of(path: str) -> date | None:
    """Give the day that a file's name begins with; None where it begins with none, or with one that never was."""
    found = DATED.match(PurePosixPath(path).stem)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def identified_on(path: str, begun: date | None) -> date:
    """Give the day a lesson was identified: that of its file's name, else the day its period begins."""
    return day_of(path) or begun or date.min


def slug(title: str) -> str:
    """Write a title in small letters a–z, digits and hyphens: æ, ø and å become ae, oe and aa; "" without any.

    It is cut between words at most `LONGEST` letters in, a first word that is longer within.
    """
    spelled = unicodedata.normalize("NFC", title).lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    kept = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        longer = f"{kept}-{word}" if kept else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        kept = longer
    return kept
