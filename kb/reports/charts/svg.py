"""Drawing charts as SVG: text stays text, colours follow the page, and each chart is laid out twice.

A wide layout for screens and paper, a narrow one for phones: scaling one drawing down to a phone would
leave the text unreadable.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.palette import OUTLINED, paint
from kb.reports.text.markup import element

# Widths of letters in a common sans serif (Arial), in parts of the font size.
_NARROW, _WIDE = frozenset("ijlftrI.,:;'|!()[]-– \u00a0"), frozenset("mwMWÆ@%—")
_SIZE, _SMALL = 14.0, 12.5  # of text; the small one is what most texts of a drawing have
_LETTER_WIDTH, _NARROW_WIDTH, _CAPITAL_WIDTH, _WIDE_WIDTH = 0.56, 0.33, 0.70, 0.88


@dataclass(frozen=True, slots=True)
class Layout:
    """A size to draw in. `size` is that of text, `small` that of notes; one unit is about one pixel."""

    name: str
    width: float
    size: float
    small: float

    @property
    def narrow(self) -> bool:
        """Tell whether labels stand above the bars."""
        return self.name == "narrow"


WIDE = Layout("wide", 720, _SIZE, _SMALL)
NARROW = Layout("narrow", 340, _SIZE, _SMALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing and its height."""

    height: float
    parts: tuple[Markup, ...]

    def svg(self, layout: Layout, alt: str) -> Markup:
        """Write the drawing as one image with a text alternative."""
        return element(
            "svg",
            *self.parts,
            viewBox=f"0 0 {layout.width:g} {self.height:g}",
            width=layout.width,
            height=self.height,
            font_size=_SMALL,
            fill="currentColor",
            role="img",
            aria_label=alt,
        )


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = _SIZE,
    anchor: str = "start",
    tone: str = "ink",
    bold: bool = False,
) -> Markup:
    """Write a line of text, centred on the height y. The anchor is start, middle or end."""
    return element(
        "text",
        content,
        x=near(x),
        y=near(y + 0.35 * size),
        font_size=None if size == _SMALL else float(size),
        text_anchor=None if anchor == "start" else anchor,
        font_weight="600" if bold else None,
        fill=None if tone == "ink" else paint(tone),
    )


def mark(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    """Draw a bar that stands for a number, at least a hair wide where the number is not zero."""
    return element(
        "rect",
        class_="mark",
        x=near(x),
        y=near(y),
        width=max(near(width), 0.75),
        height=max(near(height), 0.75),
        fill=paint(colour),
        **_outline(colour),
    )


def block(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    """Draw a rectangle that is furniture, not a number."""
    return element(
        "rect",
        x=near(x),
        y=near(y),
        width=near(width),
        height=near(height),
        fill=paint(colour),
        **_outline(colour),
    )


def line(x1: float, y1: float, x2: float, y2: float, *, colour: str = "line", dashed: bool = False) -> Markup:
    """Draw a thin line."""
    return element(
        "line",
        x1=near(x1),
        y1=near(y1),
        x2=near(x2),
        y2=near(y2),
        stroke=paint(colour),
        stroke_width=1.25 if dashed else None,
        stroke_dasharray="3 3" if dashed else None,
    )


def dashes(x: float, y1: float, y2: float) -> tuple[Markup, Markup]:
    """Draw a dashed upright line on a pale ground, so that it shows on bars too."""
    ground = element(
        "line", x1=near(x), y1=near(y1), x2=near(x), y2=near(y2), stroke=paint("paper"), stroke_width=3.0
    )
    return ground, line(x, y1, x, y2, colour="ink", dashed=True)


def disc(x: float, y: float, radius: float, label: str) -> tuple[Markup, Markup]:
    """Draw a filled disc with a number in it."""
    circle = element("circle", cx=near(x), cy=near(y), r=near(radius), fill=paint("accent"))
    return circle, text(x, y, label, size=radius * 1.4, anchor="middle", tone="on-accent", bold=True)


def near(value: float) -> float:
    """Round a coordinate to a tenth, which is less than a pixel can show, to keep pages small."""
    return round(float(value), 1)


def text_width(content: str, size: float) -> float:
    """Estimate how wide a text is drawn; a little too wide rather than too narrow."""
    return size * sum(_letter_width(letter) for letter in content)


def roomy_width(content: str, size: float) -> float:
    """Estimate how wide a text may become: readers set letters 0.12 and words 0.16 apart (WCAG 1.4.12)."""
    spaces = sum(letter.isspace() for letter in content)
    return text_width(content, size) + size * (0.12 * len(content) + 0.16 * spaces)


def wrap(content: str, size: float, room: float, *, lines: int = 2) -> list[str]:
    """Break a text between words into at most `lines` lines; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in content.split(" ") or [""]:
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(joined, size) <= room:
            rows[-1] = joined
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [_shorten(row, size, room) for row in rows]


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


def _outline(colour: str) -> dict[str, str]:
    """Give the palest colours an edge that can be seen on paper."""
    return {"stroke": paint("edge"), "stroke_width": "0.75"} if colour in OUTLINED else {}
