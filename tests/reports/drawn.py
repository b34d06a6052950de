"""The rectangles of a drawing, read back from the paths they are drawn in."""

import re
from typing import NamedTuple

_CORNERS = re.compile(r"M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H\1z")


class Rectangle(NamedTuple):
    """A rectangle and its colour by name."""

    x: float
    y: float
    width: float
    height: float
    colour: str

    @property
    def end(self):
        return self.x + self.width


def rectangles(svg):
    """List the rectangles of a drawing that stand for numbers."""
    return [one for path in svg.find_all("path", class_="mark") for one in _read(path)]


def furniture(svg):
    """List the rectangles of a drawing that stand for no number."""
    return [one for path in svg.find_all("path", class_=False) for one in _read(path)]


def _read(path):
    for corners in _CORNERS.findall(path["d"]):
        x, y, end, bottom = map(float, corners)
        yield Rectangle(x, y, end - x, bottom - y, re.search(r"--([\w-]+)", path["fill"])[1])
