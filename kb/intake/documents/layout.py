"""Lines on a PDF's pages to blocks: their place, height and weight tell headings, points and paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kb.intake.documents.marks import (
    LONGEST_HEADING,
    chapter_level,
    is_address,
    is_caption,
    is_numbered,
    is_said,
    may_head,
    paragraph,
    strip_bullet,
)
from kb.intake.documents.mending import asks_for_more, join
from kb.intake.documents.pagetables import part_page
from kb.intake.documents.rows import Page, Row
from kb.intake.records import Block

_LARGER = 1.12  # times the height of most letters; less is another font, not a heading
_INDENT = 6.0  # points


@dataclass(frozen=True, slots=True)
class _Look:
    """How a document looks: the height of most letters and of headings, the step of lines, each page's right edge."""

    body: float
    heads: tuple[float, ...]
    step: float
    rights: dict[int, float]
    slides: frozenset[int]


def to_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Give the blocks of pages whose furniture is taken away."""
    look = _look([row for page in pages for row in page.rows], frozenset(p.number for p in pages if p.wide))
    blocks: list[Block] = []
    before: list[Row] = []
    for page in pages:
        for part in part_page(page):
            if isinstance(part, Block):
                blocks += [*_closed(before, look, blocks), part]
                before = []
            elif before and _goes_on(before, part, look):
                before.append(part)
            else:
                blocks += _closed(before, look, blocks)
                before = [part]
    blocks += _closed(before, look, blocks)
    return tuple(_ranked(blocks))


def _look(rows: Sequence[Row], slides: frozenset[int]) -> _Look:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    heads = sorted({row.size for row in rows if row.size >= body * _LARGER}, reverse=True)
    steps = [
        below.box[1] - row.box[1]
        for row, below in pairwise(rows)
        if row.page == below.page
        and row.size == below.size == body
        and 0 < below.box[1] - row.box[1] < 3 * body
    ]
    rights: dict[int, float] = {}
    for row in rows:
        if row.size <= body * _LARGER:
            rights[row.page] = max(rights.get(row.page, 0.0), row.box[2])
    return _Look(body, tuple(heads), median(steps) if steps else body * 1.3, rights, slides)


def _goes_on(rows: list[Row], row: Row, look: _Look) -> bool:
    """Tell whether a line belongs to the paragraph, point or heading of those above it."""
    last, first = rows[-1], rows[0]
    if (
        abs(row.size - last.size) > 0.15 * look.body
        or row.bold != last.bold
        or _opens(row.text)
        or is_address(row.text)
    ):
        return False
    if row.page != last.page:
        return last.text[-1] not in ".!?:" and row.text[:1].islower() and row.size < look.body * _LARGER
    step = row.box[1] - last.box[1]
    larger = row.size / look.body
    if not row.text[:1].islower() and (_had_room(last, row, look) or _is_point(last, row, look)):
        return False
    if not 0 < step <= look.step * 1.2 * max(larger, 1) + 1:
        return False
    if _opens(first.text):  # a point's own lines hang under its words, or are broken at the margin
        return row.box[0] >= first.box[0] - 1
    return abs(row.box[0] - last.box[0]) < 4 * _INDENT and not is_caption(last.text)


def _is_point(last: Row, row: Row, look: _Look) -> bool:
    """Tell whether a slide's line is a point of its own, though it has no bullet."""
    return row.page in look.slides and row.size < look.body * _LARGER and not asks_for_more(last.text)


def _had_room(last: Row, row: Row, look: _Look) -> bool:
    """Tell whether a line's first word would have stood on the line above, so that the break was meant."""
    wide = (row.box[2] - row.box[0]) / len(row.text) * (len(row.text.split()[0]) + 2)
    return look.rights.get(row.page, 0.0) - last.box[2] > wide * 1.1


def _opens(text: str) -> bool:
    return strip_bullet(text) is not None or is_numbered(text)


def _closed(rows: list[Row], look: _Look, blocks: Sequence[Block]) -> Iterator[Block]:
    """Make a block of the lines gathered."""
    if not rows:
        return
    text = join([row.text for row in rows])
    first = rows[0]
    point = strip_bullet(text)
    if point is not None and is_said(point, blocks[-1].text if blocks else "", alone=text[0] == "–"):
        yield Block("quote", point, page=first.page)
    elif point is not None:
        # The left edge, in points, until all points of the page are known.
        yield Block("bullet", point, 1000 + int(first.box[0]), first.page)
    elif _heads(first, text, look):
        yield Block("heading", text, _level(first, text, look), first.page)
    elif is_numbered(text):
        yield Block("bullet", text, 1000 + int(first.box[0]), first.page)
    else:
        yield paragraph(text, first.page)


def _heads(row: Row, text: str, look: _Look) -> bool:
    if row.size >= look.body * _LARGER:
        return len(text) <= 2 * LONGEST_HEADING and any(map(str.isalpha, text)) and not is_caption(text)
    return row.bold and may_head(text) and row.size >= look.body * 0.95


def _level(row: Row, text: str, look: _Look) -> int:
    if row.size in look.heads:
        return min(look.heads.index(row.size) + 1, 5)
    return chapter_level(text) or min(len(look.heads) + 1, 6)


def _ranked(blocks: Sequence[Block]) -> Iterator[Block]:
    """Turn the left edges of points into depths, list by list."""
    edges: list[int] = []
    for block in blocks:
        if block.kind != "bullet":
            if block.kind in ("heading", "table"):
                edges = []
            yield block
            continue
        left = block.level - 1000
        while edges and edges[-1] > left + _INDENT:
            edges.pop()
        if not edges or edges[-1] < left - _INDENT:
            edges.append(left)
        yield replace(block, level=len(edges) - 1)
