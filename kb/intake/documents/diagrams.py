"""Charts and drawn diagrams in a presentation: the figures and words they were drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.intake.documents.encodings import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pptx.shapes.base import BaseShape

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 500  # categories or points; no reader takes in more


def chart_rows(space: _Element) -> tuple[str, list[list[str]]]:
    """Give a chart's title and its figures as rows, head first: a row for each category, a column for each series.

    They are those PowerPoint keeps with the drawing; the workbook behind it is never opened.
    """
    title = space.find(f"{_C}chart/{_C}title")
    words = "".join(found.text or "" for found in title.iter(f"{_A}t")) if title is not None else ""
    names: list[str] = []
    columns: list[dict[int, str]] = []
    categories: dict[int, str] = {}
    for series in space.iter(f"{_C}ser"):
        names.append(next(iter(_points(series.find(f"{_C}tx")).values()), ""))
        categories = categories or _points(series.find(f"{_C}cat"))
        columns.append(_points(series.find(f"{_C}val")))
    places = sorted({*categories, *(place for column in columns for place in column)})
    rows = [
        [categories.get(place, ""), *(_figure(column.get(place, "")) for column in columns)]
        for place in places
    ]
    return one_line(words), [["", *names], *rows] if rows else []


def diagram_points(shape: BaseShape) -> list[tuple[int, str]]:
    """Give the words of a SmartArt drawing in their order, each with its depth; none for another shape."""
    related = next(shape.element.iter(f"{_D}relIds"), None)
    if related is None:
        return []
    part = shape.part.related_part(related.get(f"{_R}dm", ""))
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(part.blob, parser)
    words = {point.get("modelId", ""): _words(point) for point in root.iter(f"{_D}pt")}
    children: dict[str, list[str]] = {}
    for link in root.iter(f"{_D}cxn"):
        if link.get("type", "parOf") == "parOf":
            children.setdefault(link.get("srcId", ""), []).append(link.get("destId", ""))
    return _descend(words, children)


def _descend(words: dict[str, str], children: dict[str, list[str]]) -> list[tuple[int, str]]:
    below = {child for family in children.values() for child in family}
    waiting = [(0, key) for key in reversed(list(words)) if key not in below]
    seen: set[str] = set()
    points: list[tuple[int, str]] = []
    while waiting and len(points) < _MOST:
        level, key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        if words.get(key):
            points.append((level, words[key]))
        deeper = level + 1 if words.get(key) else level
        waiting += [(deeper, child) for child in reversed(children.get(key, []))]
    return points


def _words(point: _Element) -> str:
    return one_line(" ".join(found.text or "" for found in point.iter(f"{_A}t")))


def _points(element: _Element | None) -> dict[int, str]:
    if element is None:
        return {}
    found = {}
    for point in element.iter(f"{_C}pt"):
        value, place = point.find(f"{_C}v"), point.get("idx", "")
        if value is not None and place.isdecimal() and int(place) < _MOST:
            found[int(place)] = one_line(value.text or "")
    return found


def _figure(value: str) -> str:
    """Write a figure as Norwegians do, without the tail that binary fractions get."""
    try:
        return f"{float(value):.10g}".replace(".", ",") if value else ""
    except ValueError:
        return value
