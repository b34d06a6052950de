"""How wide texts are in a drawing, and where they break."""

from __future__ import annotations

# Widths of letters in a common sans serif (Arial), in parts of the font size.
_NARROW, _WIDE = frozenset("ijlftrI.,:;'|!()[]-– \u00a0"), frozenset("mwMWÆ@%—")
_LETTER_WIDTH, _NARROW_WIDTH, _CAPITAL_WIDTH, _WIDE_WIDTH = 0.56, 0.33, 0.70, 0.88
_SPACED = 1.25  # how much wider a text gets by wide spacing


def text_width(content: str, size: float) -> float:
    """Estimate how wide a text is drawn; a little too wide rather than too narrow."""
    return size * sum(_letter_width(letter) for letter in content)


def roomy_width(content: str, size: float) -> float:
    """Estimate how wide a text may become: readers set letters 0.12 and words 0.16 apart (WCAG 1.4.12)."""
    spaces = sum(letter.isspace() for letter in content)
    return text_width(content, size) + size * (0.12 * len(content) + 0.16 * spaces)


def wrap(content: str, size: float, room: float, *, lines: int = 2, roomy: bool = False) -> list[str]:
    """Break a text between words into at most `lines` even lines; what does not fit ends in an ellipsis.

    A `roomy` text stands beside another: where the lines suffice, none lies on that when letters are set apart.
    """
    rows = _broken(content, size, room / _SPACED) if roomy else []
    if not 1 <= len(rows) <= lines:
        rows = _broken(content, size, room)
    kept = _evened(rows, size) if len(rows) <= lines else [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [_shorten(row, size, room) for row in kept]


def _broken(content: str, size: float, room: float) -> list[str]:
    """Break a text into as few lines as fit, each as full as can be."""
    rows: list[str] = []
    for word in content.split(" ") or [""]:
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(joined, size) <= room:
            rows[-1] = joined
        else:
            rows.append(word)
    return rows


def _evened(rows: list[str], size: float) -> list[str]:
    """Make lines as even as their number lets them be: readers who set letters apart need the room beside."""
    widest = max(text_width(row, size) for row in rows)
    narrower = _broken(" ".join(rows), size, widest - 0.01)
    if len(narrower) > len(rows) or max(text_width(row, size) for row in narrower) >= widest:
        return rows
    return _evened(narrower, size)


def _shorten(row: str, size: float, room: float) -> str:
    if text_width(row, size) <= room:
        return row
    kept = row
    while kept and text_width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_WIDTH
    if letter in _WIDE:
        return _WIDE_WIDTH
    return _CAPITAL_WIDTH if letter.isupper() else _LETTER_WIDTH
