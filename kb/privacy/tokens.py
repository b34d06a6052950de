"""The words of a text with what stands between them, so that what is beside a word can be asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{2,})?")
_ENDS = frozenset(".!?:;\n•*|")
_DAY = 2  # digits of a day, or of a number in a row
# Words whose full stop ends no sentence.
_SHORT = frozenset(
    ("dr", "mr", "mrs", "ms", "st", "frk", "hr", "avd", "nr", "tlf", "sign", "ref", "bl", "pga", "f")
)


class Token(NamedTuple):
    """One word, as written and in small letters.

    `gap` is what stands before it, `first` tells whether it begins a sentence. A tuple, since a frozen dataclass
    takes three times as long to make, and a bank has a million words.
    """

    text: str
    small: str
    start: int
    end: int
    gap: str
    first: bool

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Tell whether it is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()


@lru_cache(maxsize=2)  # names, their mentions and roles are looked for in the same text one after the other
def read_tokens(text: str) -> tuple[Token, ...]:
    """List the words and numbers of a text in order; a hyphen parts words."""
    tokens: list[Token] = []
    before: Token | None = None
    for found in _WORD.finditer(text):
        start, end = found.span()
        gap = text[before.end if before else 0 : start]
        before = Token(found[0], found[0].lower(), start, end, gap, before is None or _is_end(before, gap))
        tokens.append(before)
    return tuple(tokens)


def _is_end(before: Token, gap: str) -> bool:
    if gap == " ":
        return False
    numbered = before.text.isdigit() and len(before.text) <= _DAY  # “17. mai”, not “i 2020. Så”
    if gap.rstrip(" ") == "." and (before.initial or before.small in _SHORT or numbered):
        return False
    return not _ENDS.isdisjoint(gap)
