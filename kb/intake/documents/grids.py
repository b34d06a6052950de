"""Tables on a PDF's page, told by the lines drawn around their cells, or by columns that stand under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Box = tuple[float, float, float, float]  # left, top, right, foot; points from the page's upper left corner

_NEAR = 3.0  # points between two lines that are one
_THIN = 4.0  # points; a drawn line is thinner
_SHORT = 8.0  # points; a shorter line is part of a letter or a bullet
_MOST_CELLS = 4000


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns' and rows' edges, from the left and from the top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> Box:
        """Give the grid's own edges."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell(self, box: Box) -> tuple[int, int] | None:
        """Give row and column of the cell that the middle of a box stands in."""
        x, y = (box[0] + min(box[2], box[0] + 20)) / 2, (box[1] + box[3]) / 2
        column = next((i for i, (left, right) in enumerate(pairwise(self.xs)) if left - 1 <= x < right), None)
        row = next((i for i, (top, foot) in enumerate(pairwise(self.ys)) if top - 1 <= y < foot), None)
        return None if row is None or column is None else (row, column)


def find_grids(rules: Sequence[Sequence[float]]) -> list[Grid]:
    """Find tables of at least two columns and two rows among the drawn boxes of a page."""
    across, down = _edges(rules)
    grids = []
    for group in _touching([*across, *down]):
        xs = _distinct([line[0] for line in group if line[3] - line[1] > line[2] - line[0]])
        ys = _distinct([line[1] for line in group if line[3] - line[1] <= line[2] - line[0]])
        if len(xs) >= 3 and len(ys) >= 3 and len(xs) * len(ys) <= _MOST_CELLS:
            grids.append(Grid(tuple(xs), tuple(ys)))
    return grids


def _edges(rules: Sequence[Sequence[float]]) -> tuple[list[Box], list[Box]]:
    """Give the lines across and down; a box is its four sides."""
    across: list[Box] = []
    down: list[Box] = []
    for left, top, right, foot in rules:
        if foot - top <= _THIN:
            if right - left >= _SHORT:
                across.append((left, top, right, top))
        elif right - left <= _THIN:
            if foot - top >= _SHORT:
                down.append((left, top, left, foot))
        elif foot - top >= _SHORT and right - left >= _SHORT:
            across += [(left, top, right, top), (left, foot, right, foot)]
            down += [(left, top, left, foot), (right, top, right, foot)]
    return across, down


def _touching(lines: list[Box]) -> list[list[Box]]:
    """Group lines that meet, by sweeping down the page; a group's box stands for its lines."""
    groups: list[tuple[Box, list[Box]]] = []
    for line in sorted(lines, key=lambda found: found[1]):
        meeting = [group for group in groups if _meet(group[0], line)]
        apart = [group for group in groups if not _meet(group[0], line)]
        box, members = line, [line]
        for other, theirs in meeting:
            box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            members += theirs
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] - _NEAR <= other[2]
        and other[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= other[3]
        and other[1] - _NEAR <= one[3]
    )


def _distinct(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept
