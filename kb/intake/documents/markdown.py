"""Markdown to blocks, with markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound
from kb.intake.documents.encodings import one_line
from kb.intake.documents.marks import is_said, paragraph, strip_bullet, table
from kb.intake.documents.plain import read_plain
from kb.intake.records import Block
from kb.lessons.bank.frontmatter import has_front_matter, read_front_matter

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_SIGNS = 100_000  # the parser makes some of them into objects that together fill the memory
_SIGNS = "[*_`<&|!"
PAGE = re.compile(r"<!-- (?:side|page|(?P<slide>lysbilde|lysbilete|slide)) (?P<number>\d{1,4}) -->")
_SPACED = {"softbreak": "\n", "hardbreak": "\n"}


def read_markdown(text: str, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, title and date of a Markdown text, and what was left out.

    Title and date are those of its front matter. Raises `FaultsFound` when that is no YAML.
    """
    from markdown_it import MarkdownIt

    values: dict[str, object] = {}
    if has_front_matter(text):
        front = read_front_matter(text, name)
        values, text = front.values, text[front.body_start :]
    if sum(map(text.count, _SIGNS)) > MOST_SIGNS:
        problem = (
            f"holds more signs of Markdown ({' '.join(_SIGNS)}) than any text; the limit is {MOST_SIGNS}."
        )
        raise FaultsFound([Fault(name, "file", problem, "Split it, or save it as .docx.")])
    # Lists within lists beyond this are noise; the parser's time grows with each level.
    parser = MarkdownIt("commonmark", {"maxNesting": 12}).enable("table").disable(["code", "html_block"])
    tokens = parser.parse(text)
    blocks = tuple(_Reading(tokens).blocks())
    return blocks, one_line(str(values.get("title") or "")), _day(values.get("date")), _left_out(tokens, name)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _left_out(tokens: list[Token], name: str) -> tuple[Fault, ...]:
    pictures = sum(child.type == "image" for token in tokens for child in token.children or ())
    if not pictures:
        return ()
    remedy = "Write in words what they tell, where that matters."
    return (Fault(name, "file", f"has {pictures} picture(s), which were not looked at.", remedy),)


class _Reading:
    """Walks the tokens with the lists, quotes and tables they stand in."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.lists = self.quotes = self.heading = 0
        self.items: list[int] = []  # points of each list that is open
        self.fresh = False  # the next text is a point's first
        self.number = ""  # of the point, as the writer gave it
        self.rows: list[list[str]] | None = None
        self.said = ""
        self.page: int | None = None

    def blocks(self) -> Iterator[Block]:
        """Give the blocks, each with the page that a comment above it tells."""
        for place, token in enumerate(self.tokens):
            self.page = _page(token) or self.page
            yield from (replace(block, page=self.page) for block in self._read(token, place))

    def _read(self, token: Token, place: int) -> Iterator[Block]:
        self._enter(token, place)
        if token.type == "inline":
            yield from self._text(token)
        elif token.type == "fence":
            yield from (paragraph(line) for line in map(one_line, token.content.split("\n")) if line)
        elif token.type == "table_close" and self.rows is not None:
            found, self.rows = table(self.rows), None
            if found:
                yield found

    def _enter(self, token: Token, place: int) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.items.append(self._points(place))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.items.pop()
        elif token.type == "list_item_open":
            self.fresh, self.number = True, f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "heading_open":
            self.heading = int(token.tag[1])
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type == "table_open":
            self.rows = []
        elif token.type == "tr_open" and self.rows is not None:
            self.rows.append([])

    def _points(self, place: int) -> int:
        """Count the points of a list that opens there, as far as telling one from several."""
        level, points = self.tokens[place].level, 0
        for token in self.tokens[place + 1 :]:
            if token.level == level or points > 1:
                break
            points += token.type == "list_item_open" and token.level == level + 1
        return points

    def _text(self, token: Token) -> Iterator[Block]:
        content = _inline(token)
        text = one_line(content)
        if self.rows is not None:
            self.rows[-1].append(text)
        elif not text:
            return
        elif self.heading:
            yield Block("heading", text, self.heading)
        elif self.items and self.fresh:
            self.fresh = False
            yield self._point(text)
        elif self.quotes:
            yield Block("quote", text)
        else:
            yield from _paragraphs(content, text, self.said)
        self.said = text

    def _point(self, text: str) -> Block:
        alone = len(self.items) == 1 and self.items[0] == 1
        if alone and self.number:  # «13. mars satt vi …» is a list to Markdown
            return paragraph(f"{self.number} {text}")
        if is_said(text, self.said, alone=alone):
            return Block("quote", text)
        return Block("bullet", text, len(self.items) - 1)


def _page(token: Token) -> int | None:
    """Give the page that a text brought into the bank tells in a comment: «<!-- side 3 -->»."""
    comments = (child.content for child in token.children or () if child.type == "html_inline")
    found = next(filter(None, map(PAGE.fullmatch, comments)), None)
    return int(found["number"]) if found else None


def _inline(token: Token) -> str:
    kept = ("text", "code_inline")
    return "".join(
        child.content if child.type in kept else _SPACED.get(child.type, "") for child in token.children or ()
    )


def _paragraphs(content: str, text: str, before: str) -> Iterator[Block]:
    """Give a paragraph, or the bullets, captions and quotes that other programs write without Markdown's signs."""
    point = strip_bullet(text)
    lines = content.split("\n")
    if point is not None and is_said(point, before, alone=len(lines) == 1 or text[0] == "–"):
        yield Block("quote", point)
    elif any(strip_bullet(line) is not None for line in lines):
        yield from (paragraph(b.text) if b.kind == "heading" else b for b in read_plain(content))
    else:
        yield paragraph(text)
