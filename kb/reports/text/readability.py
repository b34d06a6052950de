"""How heavy the text of a page is: LIX, after C. H. Björnsson, Läsbarhet (1968)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup

from kb.reports.text.numbers import Language, integer
from kb.reports.text.phrases import phrase

_LONG = 6  # letters; a long word has more
_WORD = re.compile(r"[^\W_]+(?:[-’'.,\u00a0]?[^\W_]+)*")
# A sentence ends where a capital, a quotation mark or a number follows: “12. mars” and “mill. kr” go on.
_END = re.compile(r"[.!?:…]+[»”\")]*(?= +(?![a-zæøåéäö])|$)")
# Running text of the page's own writer; captions, tables, quotes and evidence are something else.
_PROSE = (
    ".opening p, .front .what, .front .asked li > p, .prose p, .prose li, .note, .finding > p:not([class])"
)
_QUOTED = ["quoted", "evidence"]
_BANDS = ((30, "lix_very_easy"), (40, "lix_easy"), (50, "lix_medium"), (60, "lix_heavy"))


@dataclass(frozen=True, slots=True)
class Readability:
    """What LIX is made of: words, sentences, and words of more than six letters."""

    words: int
    sentences: int
    long: int

    @property
    def lix(self) -> float:
        """Words per sentence, and the share of long words in per cent, added."""
        return self.words / self.sentences + 100 * self.long / self.words


def readability(texts: Iterable[str]) -> Readability | None:
    """Measure texts, of which each ends a sentence; None where there is no word."""
    words: list[str] = []
    sentences = 0
    for text in texts:
        found = _WORD.findall(text)
        words += found
        sentences += sum(1 for sentence in _sentences(text) if _WORD.search(sentence))
    return Readability(len(words), sentences, sum(map(_is_long, words))) if words else None


def prose_of(soup: BeautifulSoup) -> list[str]:
    """Take the running text of a page, paragraph by paragraph."""
    return [
        " ".join(found.get_text().split("\n")).strip()
        for found in soup.select(_PROSE)
        if found.find_parent(["blockquote", "table"]) is None
        and found.find_parent(class_=_QUOTED) is None
        and found.find(["p", "ul", "ol"]) is None
    ]


def written_lix(soup: BeautifulSoup, language: Language) -> str:
    """Tell the LIX of a page and what it means: `42 – middels tung`; empty for a page without prose."""
    measured = readability(prose_of(soup))
    if measured is None:
        return ""
    return phrase(
        "lix",
        language,
        number=integer(measured.lix, language=language),
        band=phrase(_band(measured.lix), language),
    )


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _END.finditer(text):
        yield text[at : end.end()]
        at = end.end()
    yield text[at:]


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) > _LONG


def _band(lix: float) -> str:
    return next((name for limit, name in _BANDS if round(lix) < limit), "lix_very_heavy")
