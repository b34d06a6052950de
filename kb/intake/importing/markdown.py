"""A document's blocks as Markdown that keeps their structure, with the page or slide each stands on.

Pages are told by comments, which no reader sees and no search finds: `<!-- side 3 -->`, `<!-- lysbilde 3 -->`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from kb.intake.records import Block, Original, Tongue

PAGES: dict[tuple[Tongue, str], str] = {
    ("nb", "page"): "side",
    ("nn", "page"): "side",
    ("en", "page"): "page",
    ("nb", "slide"): "lysbilde",
    ("nn", "slide"): "lysbilete",
    ("en", "slide"): "slide",
}
PAGE = re.compile(r"^<!-- (?:side|page|lysbilde|lysbilete|slide) (\d+) -->$", re.MULTILINE)
# What Markdown would take for a heading, bullet, quote, number, rule or HTML where a writer began so.
_BEGINS = re.compile(r"^(?=[#>*+\-=~|<`\[])|^(\d{1,9})(?=[.)](?:\s|$))")


def to_markdown(original: Original, title: str, language: Tongue, headings: Collection[str] = ()) -> str:
    """Write a document under its title; blocks whose text is in `headings` become headings of level 2."""
    blocks = _without_title(original.blocks, title)
    top = min((block.level for block in blocks if block.kind == "heading"), default=1)
    lines = [f"# {title}", ""]
    page: int | None = None
    for number, block in enumerate(blocks):
        if block.page != page and block.page is not None:
            page = block.page
            lines += [f"<!-- {PAGES[language, original.paged or 'page']} {page} -->", ""]
        lines += _lines(block, top, is_heading=block.text in headings)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if not (
            block.kind == "bullet" and following and following.kind == "bullet" and following.page == page
        ):
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _without_title(blocks: Iterable[Block], title: str) -> list[Block]:
    """Leave out the title where the document begins with it."""
    kept = list(blocks)
    return kept[1:] if kept and kept[0].kind in ("heading", "paragraph") and kept[0].text == title else kept


def _lines(block: Block, top: int, *, is_heading: bool) -> Iterator[str]:
    """Write one block; headings of the level `top` come right under the title."""
    if is_heading or block.kind == "heading":
        yield f"{'#' * (2 if is_heading else min(block.level - top + 2, 6))} {block.text}"
    elif block.kind == "bullet":
        yield f"{'  ' * block.level}- {_plain(block.text)}"
    elif block.kind == "quote":
        yield f"> {_plain(block.text)}"
    elif block.kind == "table" and block.rows:
        yield from _table(block.rows)
    else:
        yield _plain(block.text)


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        cells = [" ".join(cell.split()).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row)))]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * width}"


def _plain(text: str) -> str:
    """Keep the letters a text begins with from being read as Markdown's signs."""
    return _BEGINS.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", " ".join(text.split()))
