"""A text cut into points: a bullet, a line of a slide, or the sentences that tell one thing together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kb.intake.proposals.cues import word_cues
from kb.intake.proposals.judging import judge
from kb.intake.proposals.quoting import THIN, plain
from kb.intake.proposals.records import Judged
from kb.lessons.bank.passages import BULLET, cut
from kb.lessons.bank.records import Document
from kb.lessons.bank.sentences import part_sentences

BLANK = re.compile(r"\n[ \t]*(?:\r?\n[ \t]*)+")
LINE = re.compile(r"\r?\n")
# A sentence that begins so says little without the one before it.
_LEANS = "begge|de[nt]?|dette|disse|da|då|her|der|slik|derfor|difor|likevel|men|dermed|etter det|siden|it|this|they|ho"
LEANS = re.compile(rf"(?:[–\-«\"] ?)?(?:{_LEANS})\b", re.IGNORECASE)
UNREAD = re.compile(r"^\s*(?:\||<!--)")  # a table, or where an import tells a page
LONGEST, MOST_SENTENCES = 60, 3  # words and sentences of a point
ANNOUNCES = 8  # words; so short a sentence says that something comes: «Vi lærte også noe om grenser.»
LONGEST_SENTENCE = 1000  # letters; more is a list or a table whose structure was lost
MOST_THIN = 8  # bullets of a list
LABEL = re.compile(r"^\W*(?:tabell|figur|table|figure|side|kilde|foto|bilde)\b", re.IGNORECASE)
PERSON = re.compile(r"^(?:Han|Hun|He|She) ")  # a lesson is about how things are done, not about somebody


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of a document's text that tells learning, under its heading; `core` is what tells it most."""

    heading: str
    start: int
    end: int
    judged: Judged
    core: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    block: int


def points(document: Document, language: str) -> Iterator[Point]:
    """Yield what a document tells of learning, in order."""
    for heading, start, end in stretches(document):
        spans = list(_spans(document.text, start, end, by_line=document.path.lower().endswith(".pptx")))
        yield from _telling(document.text, heading, spans, language)


def stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    """Give each heading's text whole: its passages, cut for search, stand side by side."""
    for heading, passages in groupby(cut(document), key=lambda passage: passage.heading):
        own = list(passages)
        yield heading, own[0].start, own[-1].end


def _spans(text: str, start: int, end: int, *, by_line: bool) -> Iterator[_Span]:
    """Cut a stretch into blocks and those into sentences; tables are left out."""
    for number, (a, b) in enumerate(_blocks(text, start, end, by_line=by_line)):
        if not UNREAD.match(text[a:b]) and not LABEL.match(text[a:b]):
            told = (span for ends in part_sentences(text, a, b) for span in _trimmed(text, *ends))
            yield from (_Span(x, y, number) for x, y in told)


def _blocks(text: str, start: int, end: int, *, by_line: bool) -> Iterator[tuple[int, int]]:
    edges = {match.start() for match in BULLET.finditer(text, start, end)}
    for match in (LINE if by_line else BLANK).finditer(text, start, end):
        # A page break within a sentence is no end of a paragraph.
        if by_line or not (
            text[match.end() : match.end() + 1].islower() and text[match.start() - 1] not in ".!?:"
        ):
            edges.add(match.end())
    cuts = sorted({start, *edges, end})
    for a, b in pairwise(cuts):
        yield from _trimmed(text, a, b)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    content = text[start:end]
    if content.strip():
        yield start + len(content) - len(content.lstrip()), start + len(content.rstrip())


def _telling(text: str, heading: str, spans: Sequence[_Span], language: str) -> Iterator[Point]:
    """Judge each sentence, and join those beside each other that tell of one kind."""
    judged = [_judged(text, span, heading, language) for span in spans]
    at = free = 0
    while at < len(spans):
        if judged[at].kind is None:
            at += 1
            continue
        last = at
        while _goes_on(text, spans, judged, at, last + 1):
            last += 1
        first = at - 1 if at > free and _leans(text, spans, at) else at
        yield _point(text, heading, spans[first : last + 1], judged[first : last + 1], language)
        at = free = last + 1


def _judged(text: str, span: _Span, heading: str, language: str) -> Judged:
    told = text[span.start : span.end]
    words = plain(told[:LONGEST_SENTENCE])
    if (
        span.end - span.start > LONGEST_SENTENCE
        or PERSON.match(words)
        or not any(letter.islower() for letter in words)
    ):
        return Judged(None, 0.0, ())
    return judge(told, heading, language)


def _goes_on(text: str, spans: Sequence[_Span], judged: Sequence[Judged], first: int, then: int) -> bool:
    """Tell whether a sentence belongs to the point begun: of one kind, what came of it, or what it announced."""
    if then >= len(spans):
        return False
    if (
        _is_thin(text, spans[first])
        and judged[then].kind == judged[first].kind == "strength"  # what was hard is told one by one
        and _is_thin(text, spans[then])
    ):
        return then - first < MOST_THIN and spans[then].block == spans[then - 1].block + 1
    if spans[then].block != spans[first].block or then - first >= MOST_SENTENCES:
        return False
    if len(text[spans[first].start : spans[then].end].split()) > LONGEST or judged[then].kind is None:
        return False
    announced = len(text[spans[first].start : spans[then - 1].end].split()) <= ANNOUNCES
    turned = any(group == "turn" for group, _ in word_cues().find(text[spans[then].start : spans[then].end]))
    goes_on = judged[then].kind == judged[then - 1].kind or (turned and judged[then].kind == "strength")
    return goes_on or announced


def _is_thin(text: str, span: _Span) -> bool:
    """Tell a bullet so short that those beside it make up the point with it: «Digitale møter»."""
    return len(plain(text[span.start : span.end]).split()) <= THIN


def _leans(text: str, spans: Sequence[_Span], at: int) -> bool:
    """Tell whether a sentence needs the one before it in the same block."""
    before, own = spans[at - 1], spans[at]
    told = text[before.start : own.end]
    return (
        before.block == own.block
        and LEANS.match(text, own.start) is not None
        and len(told.split()) <= LONGEST
        and not text[before.start : before.end].rstrip().endswith("?")
    )


def _point(text: str, heading: str, spans: Sequence[_Span], judged: Sequence[Judged], language: str) -> Point:
    start, end = spans[0].start, spans[-1].end
    whole = judged[0] if len(spans) == 1 else judge(text[start:end], heading, language)
    best = max(judged, key=lambda one: one.score)
    kept = whole if whole.kind and whole.score >= best.score - 0.1 else best
    core = max(zip(spans, judged, strict=True), key=lambda one: _clear(text, *one))[0]
    told = Judged(kept.kind, max(best.score, kept.score), kept.why)
    return Point(heading, start, end, told, (core.start, core.end))


def _clear(text: str, span: _Span, judged: Judged) -> float:
    """Tell how well a sentence stands for its point: by what it tells, its length, and leaning on none."""
    length = len(text[span.start : span.end].split())
    said = any(group == "learnt" for group, _ in word_cues().find(text[span.start : span.end]))
    alone = 0.6 if LEANS.match(text, span.start) else 1.3 if said else 1.0
    return judged.score * min(1.0, length / ANNOUNCES) * alone
