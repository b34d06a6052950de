"""Drawing charts as SVG: text stays text, colours follow the page, and each chart is laid out twice.

A wide layout for screens and paper, a narrow one for phones: scaling one drawing down to a phone would
leave the text unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.palette import OUTLINED, paint
from kb.reports.text.markup import element

_SIZE, _SMALL = 14.0, 12.5  # of text; the small one is what most texts of a drawing have
_HAIR = 0.8  # the least width and height of what stands for a number

Box = tuple[float, float, float, float]  # x, y, width and height


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

    def svg(self, layout: Layout, alt: str = "", *, name: str = "", named_by: str = "") -> Markup:
        """Write the drawing as one image with a text alternative: its own, or that of the drawing `named_by`."""
        return element(
            "svg",
            *self.parts,
            viewBox=f"0 0 {layout.width:g} {self.height:g}",
            width=layout.width,
            height=self.height,
            font_size=_SMALL,
            fill="currentColor",
            role="img",
            id=name or None,
            aria_label=alt or None,
            aria_labelledby=named_by or None,
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
        x=round(x) or None,  # 0 is where a text begins that says nothing
        y=round(y + 0.35 * size),
        font_size=None if size == _SMALL else float(size),
        text_anchor=None if anchor == "start" else anchor,
        font_weight="600" if bold else None,
        fill=None if tone == "ink" else paint(tone),
    )


def marks(boxes: Sequence[Box], colour: str) -> list[Markup]:
    """Draw bars that stand for numbers, at least a hair wide and high, as one shape; nothing without bars."""
    seen = [(x, y, max(width, _HAIR), max(height, _HAIR)) for x, y, width, height in boxes]
    return _rectangles(seen, colour, "mark")


def blocks(boxes: Sequence[Box], colour: str) -> list[Markup]:
    """Draw rectangles that are furniture, not numbers, as one shape."""
    return _rectangles(boxes, colour)


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


def short(value: float) -> str:
    """Write a coordinate of a path with at most one decimal."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _rectangles(boxes: Sequence[Box], colour: str, kind: str | None = None) -> list[Markup]:
    """Draw all of a colour in one path, which takes a third of the room of an element each."""
    path = "".join(
        f"M{short(x)} {short(y)}H{short(x + width)}V{short(y + height)}H{short(x)}z"
        for x, y, width, height in boxes
    )
    return [element("path", class_=kind, d=path, fill=paint(colour), **_outline(colour))] if path else []


def _outline(colour: str) -> dict[str, str]:
    """Give the palest colours an edge that can be seen on paper."""
    return {"stroke": paint("edge"), "stroke_width": "0.75"} if colour in OUTLINED else {}
