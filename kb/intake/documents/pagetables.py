"""A PDF's page as lines and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.intake.documents.grids import Grid, find_grids
from kb.intake.documents.marks import strip_bullet, table
from kb.intake.documents.mending import join
from kb.intake.documents.rows import Page, Row
from kb.intake.records import Block

_NEAR = 6.0  # points between two edges that stand under each other


def part_page(page: Page) -> Iterator[Row | Block]:
    """Give a page's lines and tables in their order; a table stands where its first line does."""
    grids = {grid: _filled(grid, page) for grid in find_grids(page.rules)}
    told = {grid: found for grid, rows in grids.items() if (found := _grid_table(rows, page.number))}
    done: set[Grid] = set()
    loose: list[Row] = []
    for row in page.rows:
        grid = next((grid for grid in told if grid.cell(row.box)), None)
        if grid is None:
            loose.append(row)
        elif grid not in done:
            yield from _aligned(loose, page.number)
            loose = []
            done.add(grid)
            yield told[grid]
    yield from _aligned(loose, page.number)


def _filled(grid: Grid, page: Page) -> list[list[str]]:
    cells: list[list[list[str]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    for row in page.rows:
        for text, box in zip(row.cells, row.places, strict=True):
            if place := grid.cell(box):
                cells[place[0]][place[1]].append(text)
    return [[join(cell) for cell in row] for row in cells]


def _grid_table(cells: list[list[str]], page: int) -> Block | None:
    """Make a table of a grid's cells, unless it is a frame around text."""
    kept = [place for place in range(len(cells[0])) if any(row[place] for row in cells)]
    rows = [[row[place] for place in kept] for row in cells if any(row)]
    return table(rows, page) if len(kept) > 1 and len(rows) > 1 else None


def _aligned(rows: Sequence[Row], page: int) -> Iterator[Row | Block]:
    """Make tables of three lines and more whose pieces stand under each other."""
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and len(rows[start].cells) > 1 and _stand_under(rows[end - 1], rows[end]):
            end += 1
        found = table([list(row.cells) for row in rows[start:end]], page) if end - start >= 3 else None
        if found:
            yield found
            start = end
        else:
            yield rows[start]
            start += 1


def _stand_under(above: Row, row: Row) -> bool:
    if len(above.cells) != len(row.cells) or strip_bullet(row.text) is not None:
        return False
    near = [
        abs(one[0] - other[0]) < _NEAR or abs(one[2] - other[2]) < _NEAR
        for one, other in zip(above.places, row.places, strict=True)
    ]
    return all(near) and 0 < row.box[1] - above.box[1] < 4 * row.size
