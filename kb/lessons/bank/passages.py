"""Documents cut into passages at their headings, each with its place in the document's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from kb.lessons.bank.records import Document, Passage
from kb.lessons.bank.sentences import part_sentences

Cut = Callable[[str, int, int], Iterator[tuple[int, int]]]

LONGEST = (
    60  # words; 30, 45 and 90 were measured too: the model finds a shorter point best, words a longer one
)
LONGEST_LETTERS = 2000  # a picture written as letters is one word of a million
BLANK = re.compile(r"\n[ \t]*(?:\r?\n[ \t]*)+")
BULLET = re.compile(r"^[ \t]*(?:[-*•–●▪+]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
LINE_END = re.compile(r"\r\n|\n|\r")
SLIDE_END = re.compile(r"\n(?:[ \t]*\r?\n){3,}")
FEWEST_SLIDES = 5  # so many wide gaps are the slides of a presentation saved as text
LONGEST_SLIDE_TITLE = 20  # words
HEADING_ENDS = (".", ",", ";", "!", "…")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, a bullet or a heading (level > 0), by its offsets."""

    start: int
    end: int
    level: int = 0
    heading: str = ""


def cut(document: Document) -> list[Passage]:
    """Cut the body into passages of at most `LONGEST` words, never across a heading.

    Bullets and paragraphs stay whole unless they are longer than that; then they are cut between
    sentences. The heading of a passage is its path: `Håndtering › Varsling`.
    """
    blocks = _markdown_blocks(document) if document.markdown else _plain_blocks(document)
    return [
        Passage(heading, start, end, document.text[start:end])
        for heading, section in _sections(list(blocks))
        for start, end in _pack(document.text, section)
    ]


def _markdown_blocks(document: Document) -> Iterator[_Block]:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    body = document.text[document.body_start :]
    starts = _line_starts(body)
    # What stands within a line is not needed, and hostile brackets there take minutes.
    tokens = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"]).parse(body)
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.map is None or before.type in {"th_open", "td_open"}:
            continue
        start, end = (document.body_start + starts[line] for line in token.map)
        if before.type == "heading_open":
            title = token.content.strip() != document.title or before.tag != "h1"
            yield _Block(start, end, int(before.tag[1]), token.content.strip() if title else "")
        elif token.type in {"inline", "fence", "code_block", "table_open"}:
            yield from _trimmed(document.text, start, end)


def _line_starts(text: str) -> list[int]:
    # markdown-it ends lines at \n, \r\n and a lone \r, and at no form feeds and the like
    return [0, *(found.end() for found in LINE_END.finditer(text)), len(text)]


def _plain_blocks(document: Document) -> Iterator[_Block]:
    whole = (document.text, document.body_start, len(document.text))
    if len(SLIDE_END.findall(document.text, document.body_start)) >= FEWEST_SLIDES:
        for start, end in _split_at(*whole, SLIDE_END):
            yield _slide_heading(document.text, start, end)
            yield _Block(start, end)
        return
    asked = False
    for (start, end), following in pairwise([*_split_at(*whole, BLANK), (0, 0)]):
        block = document.text[start:end]
        heading = _reads_as_heading(block, document.text[slice(*following)], after_question=asked)
        asked = heading and block.rstrip().endswith("?")
        if heading:
            yield _Block(start, end, 1, " ".join(block.split()))
        else:
            yield from (_Block(a, b) for a, b in _split_at(document.text, start, end, BULLET, keep=True))


def _slide_heading(text: str, start: int, end: int) -> _Block:
    """Take a slide's first paragraph as its heading; it stays in the slide's text, being often its point."""
    first = BLANK.split(text[start:end], maxsplit=1)[0]
    return _Block(start, end, 1, " ".join(first.split()[:LONGEST_SLIDE_TITLE]))


def _reads_as_heading(block: str, following: str, *, after_question: bool) -> bool:
    """Tell a heading in plain text: one short line, no full stop, and a question or more beneath it."""
    line = block.strip()
    question = line.endswith("?")
    return (
        bool(following)
        and "\n" not in line
        and len(line) <= 120
        and line[:1].isupper()
        and not line.endswith(HEADING_ENDS)
        and not BULLET.match(line)
        and (question or not after_question)
        and (question or len(following) > len(line) or BULLET.match(following) is not None)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[_Block]:
    content = text[start:end]
    if content.strip():
        yield _Block(start + len(content) - len(content.lstrip()), start + len(content.rstrip()))


def _split_at(
    text: str, start: int, end: int, edge: re.Pattern[str], *, keep: bool = False
) -> Iterator[tuple[int, int]]:
    """Split a stretch at the pattern; with `keep` the pattern begins the next part, else it is dropped."""
    begins, ends = [start], []
    for match in edge.finditer(text, start, end):
        ends.append(match.start())
        begins.append(match.start() if keep else match.end())
    for a, b in zip(begins, [*ends, end], strict=True):
        yield from ((block.start, block.end) for block in _trimmed(text, a, b))


def _sections(blocks: list[_Block]) -> Iterator[tuple[str, list[_Block]]]:
    """Group blocks under their heading path; a heading with nothing beneath it stands as text itself."""
    path: list[_Block] = []
    section: list[_Block] = []
    told = True  # whether the last heading has had anything beneath it
    for block in [*blocks, _Block(0, 0, 1)]:
        if not block.level:
            section.append(block)
            continue
        if section:
            yield _name(path), section
        elif not told and block.level <= path[-1].level:
            yield _name(path[:-1]), [path[-1]]
        path = [*(heading for heading in path if heading.level < block.level), block]
        section, told = [], False


def _name(path: list[_Block]) -> str:
    return " › ".join(block.heading for block in path if block.heading)


def _pack(text: str, section: list[_Block]) -> Iterator[tuple[int, int]]:
    """Pack neighbouring parts into stretches of at most `LONGEST` words."""
    parts = [part for block in section for part in _parts(text, block.start, block.end, _CUTS)]
    start, end, words = parts[0][0], parts[0][0], 0
    for a, b in parts:
        count = len(text[a:b].split())
        if words and (words + count > LONGEST or b - start > LONGEST_LETTERS):
            yield start, end
            start, words = a, 0
        end, words = b, words + count
    yield start, end


def _parts(text: str, start: int, end: int, cuts: tuple[Cut, ...]) -> list[tuple[int, int]]:
    """Cut what is too long between sentences, else between lines, words or letters."""
    if end - start <= LONGEST_LETTERS and len(text[start:end].split()) <= LONGEST:
        return [(start, end)]
    if not cuts:
        return [(a, min(a + LONGEST_LETTERS, end)) for a in range(start, end, LONGEST_LETTERS)]
    found = [(one.start, one.end) for a, b in cuts[0](text, start, end) for one in _trimmed(text, a, b)]
    return [part for a, b in found for part in _parts(text, a, b, cuts[1:])]


_CUTS: tuple[Cut, ...] = (
    part_sentences,
    partial(_split_at, edge=re.compile(r"\n")),
    partial(_split_at, edge=re.compile(r"\s+")),
)
