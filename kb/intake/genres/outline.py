"""A document's sections: what stands under each heading, also where its format marks no headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.intake.genres import wording
from kb.intake.records import Block, Original, Section

_LONGEST = 14  # words of a line that may be a heading where none is marked
_END = (".", ",", ";", "!", "…", ":", ")")


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Group blocks under their headings; what stands before the first has the heading ""."""
    found: list[Section] = []
    heading, inside = Block("heading", ""), list[Block]()
    for block in [*blocks, Block("heading", "")]:
        if block.kind != "heading":
            inside.append(block)
            continue
        if heading.text or inside:
            found.append(
                Section(
                    unnumbered(heading.text), tuple(inside), max(heading.level, 1), _page(heading, inside)
                )
            )
        heading, inside = block, []
    return tuple(found)


def headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark short lines as headings where a document has none but its title."""
    if not blocks or sum(block.kind == "heading" for block in blocks) > 1:
        return tuple(blocks)
    after = [*blocks[1:], Block("heading", "")]
    return tuple(
        replace(block, kind="heading", level=2) if _heads(block, following) else block
        for block, following in zip(blocks, after, strict=True)
    )


def without_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Drop captions and what is only a credit of a picture."""
    return tuple(block for block in blocks if not is_caption(block))


def is_caption(block: Block) -> bool:
    """Tell what a picture shows or who took it: “BILDE: …”, “Foto: …”, “Portrettbilde av …”."""
    start = block.text.lstrip("*_( ")
    found = wording.pattern("signals", "captions").match(start)
    if block.kind == "caption":
        return True
    if not found or block.kind == "table":
        return False
    return start[found.end() :].lstrip(" *_")[:1] == ":" or found[0].endswith((" av", " of"))


def unnumbered(text: str) -> str:
    """Drop the number a heading or a question begins with: “1) ”, “2.1 ”, “a) ”."""
    first, _, rest = text.partition(" ")
    bare = first.rstrip(".):")
    lettered = len(bare) == 1 and first[-1] in ".)"
    numbered = bare.replace(".", "").isdigit() and len(bare) < 5
    return rest.strip() if (numbered or lettered) and rest and not rest[0].islower() else text


def text_of(original: Original | Sequence[Block]) -> str:
    """Give a document's text, a block a line."""
    blocks = original.blocks if isinstance(original, Original) else original
    return "\n".join(block.text for block in blocks)


def _heads(block: Block, following: Block) -> bool:
    words = block.text.split()
    return (
        block.kind == "paragraph"
        and 0 < len(words) <= _LONGEST
        and following.kind in ("paragraph", "bullet", "table", "quote")
        and not block.text.endswith(_END)
        and block.text[:1] not in '–—-«"“'
        and (block.text[:1].isupper() or block.text[:1].isdigit())
        and (following.kind != "paragraph" or len(following.text) > len(block.text))
    )


def _page(heading: Block, inside: Sequence[Block]) -> int | None:
    return heading.page if heading.text else next((block.page for block in inside), None)
