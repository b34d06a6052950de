"""Where sentences end in a running text: not after a shortened word, and not after the number of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…][\"»”)*_]{0,3}\s+(?=(?:[–—-]\s)?[\"«“(–*_-]{0,3}[A-ZÆØÅ0-9])")
_SHORTENED = re.compile(
    r"(?<![^\W_])(?:bl\.a|ca|dr|dvs|e\.g|ekskl|evt|f\.eks|gj\.sn|hhv|i\.e|incl|inkl|jf|kap|kl|ma(?:ks|x)|min|mr|no|nr"
    r"|pkt|pr|s|st|tlf|approx)\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:mill|mrd|pst|kr|mnd)\Z", re.IGNORECASE)  # ends a sentence unless a digit follows
_NUMBER = re.compile(r"\b\d{1,2}\Z")
_OPENING = re.compile(  # of a line before the number of a list, a table or a chapter
    r"[ \t*•–>(-]*(?:(?:tabell|table|figure?|vedlegg|appendix|kapittel|chapter|del|part|spor|track|fase|phase|punkt"
    r"|mål|goal|tiltak|action|spørsmål|question|side|page)\s)?\Z",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:januar|february?|mars|march|april|mai|may|jun[ei]|jul[iy]|august|september|o[kc]tober|november|de[sc]ember)y?\b",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_OPENING = 8, 20  # letters of a shortened word, and before the number of a list


def part_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Part a stretch of a text between its sentences; the spaces after a sentence are its own."""
    end = len(text) if end is None else end
    at = start
    for found in _END.finditer(text, start, end):
        if text[found.start()] != "." or not _is_shortened(text, at, found):
            yield at, found.end()
            at = found.end()
    if at < end:
        yield at, end


def sentences_of(text: str) -> list[str]:
    """List the sentences of a text, without the spaces around them; a line ends a sentence too."""
    parts = (line[start:end].strip() for line in text.splitlines() for start, end in part_sentences(line))
    return [part for part in parts if part]


def _is_shortened(text: str, begun: int, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends a shortened word or an ordinal, and no sentence."""
    low, stop, after = max(begun, found.start() - _LONGEST), found.start(), text[found.end()]
    if _SHORTENED.search(text, low, stop):
        return True
    if after.isdigit() and _UNIT.search(text, low, stop):
        return True
    number = _NUMBER.search(text, low, stop)
    if not number:
        return False
    return after.isdigit() or _opens(text, begun, number.start()) or bool(_MONTH.match(text, found.end()))


def _opens(text: str, begun: int, number: int) -> bool:
    """Tell whether nothing but a mark, or what is numbered, stands before a number on its line."""
    low = max(begun, number - _LONGEST_OPENING)
    line = text.rfind("\n", low, number) + 1
    return (line > 0 or low == begun) and _OPENING.match(text, max(low, line), number) is not None
