"""What a number counts, in the text's own words: *nye lokaler* after it, or the label before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.intake.facts.names import Names
from kb.intake.figures.figures import Figure
from kb.intake.figures.lines import Span

_AFTER = re.compile(r"\s{1,20}([^\W\d_][^\W\d_’'/-]*(?:-[^\W\d_]+)*-?)")
_OF_NUMBER = re.compile(
    r"\s(?:ut av|out of|av|of)\s(?:(?:de|dei|totalt|the|i alt|alle)\s)?\d[\d \u00a0.]{0,12}(?=\s[^\W\d_])"
)
_SKIPPED = frozenset(
    ("stk", "stykker", "nr", "av", "of", "the", "de", "dei", "alle", "all", "våre", "disse", "desse")
)
_OPENED = re.compile(r"[(\[=:][ \u00a0]?(?:n ?= ?)?\Z", re.IGNORECASE)
_CLOSED = re.compile(r"[ \u00a0]?[)\]]|\s*(?:\Z|\n)")
_LABEL = re.compile(
    r"(?:\b(?:antall|tal på|talet på|number of|sum)\s+)?([^\W\d_][^\n.;:()\d=%]{0,60}?)[-\s:*_|=(n]*\Z",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(svarprosent\w*|svar-\s+prosent|andel\w*|deltakelse\w*|response rate)\b", re.IGNORECASE
)
_SHARED = re.compile(r"[ \u00a0\n]{0,2}(?:med|uten|utan|with|without) [^\W\d_][\w-]*")
_DOING = re.compile(r"(?<!\w)([a-zæøå]{3,}(?:t|te|de|a))\s\Z")  # «engasjert 22 til telefonen»
_LEAD = re.compile(r"^(?:[•*–-]\s*|antall\s+|tal på\s+|talet på\s+|number of\s+|sum\s+)+", re.IGNORECASE)
_MOST = 4  # words of what is counted
_WINDOW = 120


def what_is_counted(
    text: str, figure: Figure, end: int, statement: Span, labels: Sequence[Span], names: Names
) -> str:
    """Give what a figure counts: the words after it, else those before it on its line, else its labels.

    `end` is where the figure ends with its unit.
    """
    if figure.unit == "share" and (found := _SHARED.match(text, end, statement[1])):
        return _clean(found[0])
    if after := _words_after(text, figure.end if figure.unit != "share" else end, statement[1], names):
        return after
    if figure.unit == "share" and (subject := _last(_SUBJECT, text, statement[0], figure.start)):
        return _clean(subject)
    lone = _CLOSED.match(text, end) or _OPENED.search(text, max(0, figure.start - 8), figure.start)
    if lone and (before := _LABEL.search(text, max(statement[0], figure.start - _WINDOW), figure.start)):
        return _clean(_own(before[1], names))
    doing = _DOING.search(text, max(statement[0], figure.start - _WINDOW), figure.start)
    if doing and doing[1] not in names.enders:
        return _clean(doing[1])
    told = [_clean(text[slice(*label)]) for label in labels]
    # A cell is of its row and column, a number alone on a slide of the line above it.
    return ", ".join(told) if text[statement[1] :].lstrip(" *_").startswith("|") else next(iter(told), "")


def _words_after(text: str, start: int, end: int, names: Names) -> str:
    words: list[str] = []
    whole = _OF_NUMBER.match(text, start, end)
    at = whole.end() if whole else start
    while len(words) < _MOST and (found := _AFTER.match(text, at, end)):
        word, at = found[1], found.end()
        if word.lower() in _SKIPPED and not words:
            at += text[at : at + 1] == "."
            continue
        if word.lower() in names.enders or (words and word[0].isupper()):
            break
        words.append(word)
        if not _is_adjective(word, names):
            break
    return " ".join(words)


def _own(words: str, names: Names) -> str:
    """Take the last words before a number that belong together: *var alle verneombud (18)* is of *verneombud*."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if word.lower() in names.enders:
            return (
                " ".join([word, *kept]) if word.lower() in ("med", "uten", "utan", "with") else " ".join(kept)
            )
        kept.insert(0, word)
    return words


def _is_adjective(word: str, names: Names) -> bool:
    """Tell whether a word may stand before the noun it belongs to: *nye*, *registrerte*, *ulike*."""
    small = word.lower()
    return small in names.adjectives or (
        small.endswith("e") and not small.endswith(("ere", "ene", "ane")) and small not in names.persons
    )


def _last(shape: re.Pattern[str], text: str, start: int, end: int) -> str:
    found = list(shape.finditer(text, start, end))
    return found[-1][1] if found else ""


def _clean(words: str) -> str:
    return _LEAD.sub("", re.sub(r"-\s+(?=[a-zæøå])", "", " ".join(words[:_WINDOW].split()))).strip(
        " *_|#:-–,"
    )
