"""Marks that are not rectangles: lines, dots, bands and whiskers."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kb.reports.charts.svg import line, near, short
from kb.reports.palette import paint
from kb.reports.text.markup import element

Point = tuple[float, float]

_CAP = 4.0  # half the end of a whisker


def trail(points: Sequence[Point], colour: str, *, width: float = 2.5) -> Markup:
    """Draw a line through points, in their order, that stands for numbers."""
    return element(
        "path",
        class_="mark",
        d="M" + "L".join(f"{short(x)} {short(y)}" for x, y in points),
        fill="none",
        stroke=paint(colour),
        stroke_width=width,
        stroke_linejoin="round",
        stroke_linecap="round",
    )


def dot(x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> Markup:
    """Draw a dot that stands for a number, filled or only its rim."""
    return element(
        "circle",
        class_="mark",
        cx=near(x),
        cy=near(y),
        r=near(radius),
        fill=paint("paper" if hollow else colour),
        stroke=paint(colour),
        stroke_width=2.0,
    )


def band(left: Point, right: Point, thickness: float, colour: str, edge: str) -> Markup:
    """Draw a curved band between two points, its upper corners; pale, so that others show through, in an edge."""
    (x1, y1), (x2, y2), middle = left, right, (left[0] + right[0]) / 2
    upper = f"M{short(x1)} {short(y1)}C{short(middle)} {short(y1)} {short(middle)} {short(y2)}"
    lower = f"C{short(middle)} {short(y2 + thickness)} {short(middle)} {short(y1 + thickness)}"
    return element(
        "path",
        class_="mark",
        d=f"{upper} {short(x2)} {short(y2)}v{short(thickness)}{lower} {short(x1)} {short(y1 + thickness)}z",
        fill=paint(colour),
        fill_opacity=0.5,
        stroke=paint(edge),
        stroke_width=0.75,
    )


def whisker(low: float, high: float, y: float) -> list[Markup]:
    """Draw a level interval with ends, on a pale ground so that it shows on a bar too."""
    ground = element(
        "line",
        x1=near(low),
        y1=near(y),
        x2=near(high),
        y2=near(y),
        stroke=paint("paper"),
        stroke_width=4.0,
    )
    ends = [line(x, y - _CAP, x, y + _CAP, colour="ink") for x in (low, high)]
    return [ground, line(low, y, high, y, colour="ink"), *ends]


def levels(starts: Sequence[Point], length: float) -> list[Markup]:
    """Draw a level line of one length from each point, on a pale ground so that it shows on columns too."""
    path = "".join(f"M{short(x)} {short(y)}h{short(length)}" for x, y in starts)
    return [
        element("path", d=path, fill="none", stroke=paint(colour), stroke_width=width)
        for colour, width in (("paper", 3.5), ("ink", 1.25))
        if path
    ]


def diamonds(points: Sequence[Point], half: float = 7.0) -> list[Markup]:
    """Draw a filled diamond for each number, all as one shape."""
    way = f"l{half:g}-{half:g} {half:g} {half:g}-{half:g} {half:g}z"
    path = "".join(f"M{short(x - half)} {short(y)}{way}" for x, y in points)
    return [element("path", class_="mark", d=path, fill=paint("accent"))] if path else []


def checks(points: Sequence[Point]) -> list[Markup]:
    """Draw a tick for each number, as one ticks off what is done, all as one shape."""
    path = "".join(f"M{short(x - 5)} {short(y)}l4 4 6-8" for x, y in points)
    ink = paint("ink")
    return [element("path", class_="mark", d=path, fill="none", stroke=ink, stroke_width=2.0)] if path else []


def strokes(lines: Sequence[tuple[Point, Point]], colour: str) -> list[Markup]:
    """Draw thin lines that are furniture, level or upright, as one shape."""
    path = "".join(
        f"M{short(x1)} {short(y1)}{f'H{short(x2)}' if y1 == y2 else f'V{short(y2)}'}"
        for (x1, y1), (x2, y2) in lines
    )
    return [element("path", d=path, fill="none", stroke=paint(colour))] if path else []
