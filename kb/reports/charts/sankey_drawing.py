"""How a Sankey diagram is laid out: names outside both edges, bands between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.reports.charts.flows_read import Flows
from kb.reports.charts.lettering import text_width, wrap
from kb.reports.charts.shapes import band
from kb.reports.charts.svg import Drawing, Layout, blocks, text

_NODE = 8.0  # the width of a node
_LINE = 15.0
_BETWEEN = 8.0  # between two nodes
_BANDS = 300.0  # the height of all bands together
_LEAST_NAMES, _WIDE_NAMES, _NARROW_NAMES = 70.0, 190.0, 124.0


@dataclass(frozen=True, slots=True)
class _Node:
    """A name at an edge: its lines, the top and height of its bar, and the middle of its words."""

    rows: tuple[str, ...]
    y: float
    height: float
    middle: float


def draw(flows: Flows, layout: Layout) -> Drawing:
    """Draw the nodes at both edges, in the order of the table, and a band for each amount that is shown."""
    names = _name_room(flows, layout)
    columns = list(zip(*flows.amounts, strict=True))
    shown = [[_seen(amount) for amount in row] for row in flows.amounts]
    unit = _BANDS / sum(map(sum, shown))
    lefts = _nodes(flows, flows.sources, flows.amounts, flows.source_sums, unit, names, layout)
    rights = _nodes(flows, flows.targets, columns, flows.target_sums, unit, names, layout)
    height = max(_end(lefts), _end(rights))
    lefts, rights = _centred(lefts, height), _centred(rights, height)
    left, right = names + 8, layout.width - names - 8 - _NODE
    parts = [
        *_bands(shown, lefts, rights, (left + _NODE, right), unit),
        *_edge(lefts, left, left - 8, "end", layout),
        *_edge(rights, right, right + _NODE + 8, "start", layout),
    ]
    return Drawing(height + 4, tuple(parts))


def _name_room(flows: Flows, layout: Layout) -> float:
    """Find the room that the longest word needs where it is narrow; the bands get the rest."""
    if not layout.narrow:
        return _WIDE_NAMES
    words = " ".join((*flows.sources, *flows.targets)).split()
    return min(max(_LEAST_NAMES, *(text_width(word, layout.small) for word in words)), _NARROW_NAMES)


def _nodes(
    flows: Flows,
    names: Sequence[str],
    amounts: Sequence[Sequence[float]],
    sums: Sequence[float],
    unit: float,
    room: float,
    layout: Layout,
) -> list[_Node]:
    """Stack nodes: each as tall as its shown bands, and with room for its words."""
    nodes: list[_Node] = []
    y = 0.0
    for name, row, told in zip(names, amounts, sums, strict=True):
        rows = (*wrap(name, layout.small, room, lines=3), flows.told(told))
        height = sum(map(_seen, row)) * unit
        slot = max(height, _LINE * len(rows))
        nodes.append(_Node(rows, y + (slot - height) / 2, height, y + slot / 2))
        y += slot + _BETWEEN
    return nodes


def _end(nodes: Sequence[_Node]) -> float:
    last = nodes[-1]
    return max(last.y + last.height, last.middle + _LINE * len(last.rows) / 2)


def _centred(nodes: Sequence[_Node], height: float) -> list[_Node]:
    """Move the shorter edge down, so that both have the same middle."""
    by = (height - _end(nodes)) / 2
    return [_Node(node.rows, node.y + by, node.height, node.middle + by) for node in nodes]


def _bands(
    shown: Sequence[Sequence[float]],
    lefts: Sequence[_Node],
    rights: Sequence[_Node],
    edges: tuple[float, float],
    unit: float,
) -> Iterator[Markup]:
    """Draw the bands under each other at both ends; neighbouring sources in two tones."""
    used = [node.y for node in rights]
    for at, (node, row) in enumerate(zip(lefts, shown, strict=True)):
        y = node.y
        for to, amount in enumerate(row):
            if amount:
                colour = "right-2" if at % 2 else "right-1"
                yield band((edges[0], y), (edges[1], used[to]), amount * unit, colour, "right-2")
                y += amount * unit
                used[to] += amount * unit


def _edge(nodes: Sequence[_Node], x: float, words: float, anchor: str, layout: Layout) -> Iterator[Markup]:
    """Draw the bars of an edge with their names outside it, the sum of each below its name."""
    bars = [(x, node.y, _NODE, max(node.height, 0.75)) for node in nodes if node.height]
    yield from blocks(bars, "accent")
    for node in nodes:
        first = node.middle - _LINE * (len(node.rows) - 1) / 2
        for at, row in enumerate(node.rows):
            bold = at == len(node.rows) - 1
            yield text(words, first + _LINE * at, row, size=layout.small, anchor=anchor, bold=bold)


def _seen(amount: float) -> float:
    return 0.0 if math.isnan(amount) else amount
