"""The words of a text with what stands between them, so that what is beside a word can be asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{2,})?")
_ENDS = frozenset(".!?:;\n•*")
# Words whose full stop ends no sentence.
_SHORT = frozenset(
    ("dr", "mr", "mrs", "ms", "st", "frk", "hr", "avd", "nr", "tlf", "sign", "ref", "bl", "pga", "f")
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, as written and in small letters.

    `gap` is what stands before it, `first` tells whether it begins a sentence.
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


def read_tokens(text: str) -> list[Token]:
    """List the words and numbers of a text in order; a hyphen parts words."""
    tokens: list[Token] = []
    for found in _WORD.finditer(text):
        before = tokens[-1] if tokens else None
        gap = text[before.end : found.start()] if before else text[: found.start()]
        tokens.append(
            Token(found[0], found[0].lower(), *found.span(), gap, before is None or _is_end(before, gap))
        )
    return tokens


def _is_end(before: Token, gap: str) -> bool:
    if gap.rstrip(" ") == "." and (before.initial or before.small in _SHORT or before.text.isdigit()):
        return False
    return not _ENDS.isdisjoint(gap)
