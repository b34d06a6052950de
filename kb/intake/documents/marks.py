"""What the beginning of a line tells: a bullet, words somebody said, a caption, a heading with a number."""

from __future__ import annotations

import re

from kb.intake.records import Block
from kb.lessons.bank.sentences import sentences_of

_ROUND = r"[•‣◦▪▫●○■□◆◇►▶➢➤➔→✓✔❖·∙⁃\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071\uf06e\uf0a8\uf0e0\uf02d]"
_BULLET = re.compile(rf"(?:{_ROUND}+\s*|[-–—*+]\s+|o\s+(?=[A-ZÆØÅ«]))(?=\S)")  # Word's second level is an «o»
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-zæøå])\)\s+(?=\S)|\d{1,2}\.\s+(?=\S)")
_MONTH = (
    r"jan(?:uar)?|feb(?:ruar)?|mars|april|mai|juni|juli|aug(?:ust)?|sep(?:tember)?|okt(?:ober)?"
    r"|nov(?:ember)?|des(?:ember)?|kvartal|tertial|halvår|klasse|trinn|linje|etasje"
)
_ORDINAL = re.compile(rf"\d{{1,2}}\.\s*(?:{_MONTH}|og|til|[-–])\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:bilde(?:tekst)?|foto(?:graf)?|illustrasjon|illustrasjonsbilde|ill|figur(?: \d+)?|tabell(?: \d+)?|"
    r"photo|picture|figure(?: \d+)?|table(?: \d+)?)\s*[:.]\s*\S",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sier|seier|forteller|fortel|mener|meiner|påpeker|peikar|legger|legg|understreker|forklarer|utdyper"
    r"|fortsetter|avslutter|oppsummerer|says|said)\b",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(r"\b(?:legger|legg|føyer|seier|sier|fortsetter|fortel|forteller|adds|says)\b[^.]*:$")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_CHAPTER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÆØÅ])")

LONGEST_HEADING = 110  # letters; the longest question of a form that we know has 90


def strip_bullet(line: str) -> str | None:
    """Give a line's text without its bullet, or None where it has none."""
    found = _BULLET.match(line)
    return line[found.end() :].strip() if found else None


def is_numbered(line: str) -> bool:
    """Tell whether a line opens with 1. or a), and that is no date."""
    return _NUMBERED.match(line) is not None and not _ORDINAL.match(line)


def is_caption(line: str) -> bool:
    """Tell whether a line says what a picture, figure or table shows."""
    return _CAPTION.match(line) is not None


def is_address(line: str) -> bool:
    """Tell whether a line is nothing but an e-mail or web address."""
    return _ADDRESS.fullmatch(line) is not None


def chapter_level(line: str) -> int | None:
    """Give the level that a chapter's number tells: 2 of «3 Funn» and 3 of «3.1 Bemanning»."""
    found = _CHAPTER.match(line)
    if not found or _ORDINAL.match(line):
        return None
    return min(found[1].count(".") + 2, 6)


def is_said(text: str, before: str, *, alone: bool) -> bool:
    """Tell whether a line that opens with a dash is words somebody said, as papers print them, and not a point.

    `text` is the line without its dash, `before` the text above it; `alone` says that no other dash stands beside.
    """
    if not alone or not text:
        return False
    hands_over = _HANDS_OVER.search(before) is not None
    tells_who = re.search(rf",\s+{_SAID.pattern}", text, re.IGNORECASE) is not None
    return hands_over or tells_who or (len(text) > 120 and len(sentences_of(text)) > 1)


def may_head(text: str) -> bool:
    """Tell whether a line that stands alone can be a heading."""
    words = text.split()
    return (
        0 < len(text) <= LONGEST_HEADING
        and len(words) <= 18
        and any(letter.isalpha() for letter in text)
        and text[-1] not in ".,;!…"
        and text[0] not in '–-•>(«"“'
        and not (
            _HANDS_OVER.search(text)
            or is_address(text)
            or is_caption(text)
            or "@" in text
            or text[:1].islower()
        )
    )


def paragraph(text: str, page: int | None = None) -> Block:
    """Make a paragraph, or a caption where the text says that it is one."""
    return Block("caption" if is_caption(text) else "paragraph", text, page=page)


def table(rows: list[list[str]], page: int | None = None) -> Block | None:
    """Make a table of rows with equally many cells; None where all cells are empty."""
    filled = [row for row in rows if any(row)]
    if not filled:
        return None
    width = max(len(row) for row in filled)
    even = tuple(tuple(row) + ("",) * (width - len(row)) for row in filled)
    return Block("table", "\n".join("\t".join(row) for row in even), page=page, rows=even)
