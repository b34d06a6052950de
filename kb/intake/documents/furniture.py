"""What a page repeats: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EDGE = 3  # lines at the top and at the foot of a page; deeper down stands text
_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:side|page|s\.|lysbilde|slide)?\s*\d{1,4}(?:\s*(?:av|of|/|\|)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_LONGEST = 300  # letters of such a line
_COUNTING = re.compile(r"^\d+\b|\b\d+(?: ?(?:av|of|/) ?\d+)?$")  # where a page's number stands
_CONTENTS = re.compile(r".*?(?:\s?[.…·]){5,}\s*\d{1,4}")
_PAGED = re.compile(r"\b(?:side|page)\s+\d{1,4}(?:\s*(?:av|of|/)\s*\d{1,4})?\b", re.IGNORECASE)


def find_furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Give page and line, from 0, of what pages repeat at their edges and of the pages' own numbers.

    A line is repeated when it stands on at least half of the pages, and on three where there are that many; the
    figure it begins or ends with may differ.
    """
    edges = [(page, place) for page, lines in enumerate(pages) for place in _edges(len(lines))]
    where = _where(pages, edges)
    least = max(min(3, len(pages)), len(pages) / 2, 2)
    found = {
        (page, place)
        for page, place in edges
        if len(where[_key(pages[page][place])]) >= least
        or _is_number(pages[page], place, paged=len(pages) > 1)
    }
    return found if len(found) < sum(len(lines) for lines in pages) else set()


def is_page_number(line: str) -> bool:
    """Tell whether a line is a page's number and says so itself: «Side 3 av 10»."""
    return _PAGED.fullmatch(line) is not None


def is_contents(line: str) -> bool:
    """Tell whether a line is one of a table of contents: words, dots and a page number."""
    return len(line) <= _LONGEST and _CONTENTS.fullmatch(line) is not None


def _edges(count: int) -> list[int]:
    edge = min(_EDGE, max(1, count // 3))  # of a page of three lines, the middle one is text
    return sorted({*range(min(edge, count)), *range(max(0, count - edge), count)})


def _where(pages: Sequence[Sequence[str]], edges: list[tuple[int, int]]) -> dict[str, set[int]]:
    where: dict[str, set[int]] = {}
    for page, place in edges:
        where.setdefault(_key(pages[page][place]), set()).add(page)
    return where


def _key(line: str) -> str:
    return _COUNTING.sub("#", " ".join(line.split()).casefold())


def _is_number(lines: Sequence[str], place: int, *, paged: bool) -> bool:
    line = lines[place].strip()
    at_edge = place in (0, len(lines) - 1) and len(lines) > 1
    return is_page_number(line) or (paged and at_edge and _NUMBER.fullmatch(line) is not None)
