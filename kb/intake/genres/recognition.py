"""Which genre a text is of, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kb.intake.genres import wording
from kb.intake.genres.blog import open_questions, signature
from kb.intake.genres.contacts import kinds_of
from kb.intake.genres.forms import read_answers
from kb.intake.genres.organisations import heads_of
from kb.intake.genres.outline import is_caption, text_of
from kb.intake.genres.polarity import has_sign
from kb.intake.genres.quotations import is_said
from kb.intake.genres.surveys import read_asked
from kb.intake.genres.tallies import read_tables
from kb.intake.records import Block, Genre

THRESHOLD = 0.5  # below it a text is a report: a wrong genre reads worse than none
_BLOCKS, _LETTERS = 400, 1500  # of a text and of a block by which a genre is told; more tells no more
_TOP = 4  # blocks in which a text says what it is


def recognise(blocks: Sequence[Block], title: str) -> tuple[Genre, float]:
    """Give the genre with the most signs, and how sure it is (0–1); "report" where none reaches `THRESHOLD`."""
    seen = [replace(block, text=block.text[:_LETTERS]) for block in blocks[:_BLOCKS]]
    scores = {genre: min(1.0, score(seen, title)) for genre, score in _SCORES.items()}
    best = max(scores, key=lambda genre: scores[genre])
    others = max(value for genre, value in scores.items() if genre != best)
    sure = round(scores[best] - 0.3 * others, 2)
    return (best, sure) if sure >= THRESHOLD else ("report", round(1 - scores[best], 2))


def _application(blocks: Sequence[Block], title: str) -> float:
    fields = {answer.field for answer in read_answers(blocks) if answer.field}
    core = len(fields & {"directorate", "partners", "challenge", "learning", "effect"})
    return 0.18 * core + 0.06 * len(fields) + 0.15 * _says("application", blocks, title) if core > 2 else 0.0


def _status(blocks: Sequence[Block], title: str) -> float:
    bullets = sum(block.kind == "bullet" for block in blocks) / max(1, len(blocks))
    signs = sum(has_sign(block.text) for block in blocks)
    headings = any(
        wording.found("signals", "learned", block.text) for block in blocks if block.kind == "heading"
    )
    committee = any(wording.found("signals", "committees", block.text) for block in blocks[:_TOP])
    says = wording.found("signals", "status", title) or _says("status", blocks, title)
    return 0.5 * bullets + 0.1 * min(signs, 2) + 0.15 * headings + 0.15 * committee + 0.3 * says


def _blog(blocks: Sequence[Block], _: str) -> float:
    prose = [b for b in blocks if b.kind in ("paragraph", "heading", "quote") or b.text.endswith("?")]
    questions = len(list(open_questions(prose)))
    signed = any(_signs(block) for block in signature(blocks))
    words = wording.count("signals", "blog", text_of(blocks))
    share = len(prose) / max(1, len(blocks))
    voice = (
        questions > 1 and sum(wording.found("signals", "own_voice", b.text) for b in prose) > len(prose) / 4
    )
    marks = 0.12 * min(questions, 4) + 0.25 * (signed and questions > 0) + 0.2 * voice + 0.1 * min(words, 3)
    return share * marks - 0.3 * _formal(blocks)


def _signs(block: Block) -> bool:
    line = block.text.lstrip("*_ ")
    told = wording.found("signals", "sign_off", line) or wording.pattern("signals", "bylines").match(line)
    return bool(told or kinds_of([line]) or heads_of([line]))


def _article(blocks: Sequence[Block], _: str) -> float:
    said = sum(is_said(block) for block in blocks)
    captions = any(is_caption(block) for block in blocks)
    return 0.27 * min(said, 3) + 0.15 * captions + (0.1 if said > len(blocks) / 4 else 0)


def _hr(blocks: Sequence[Block], title: str) -> float:
    asked = read_asked(blocks)
    based = sum(bool(one.base or one.respondents or one.rate) for one in asked)
    words = wording.count("signals", "hr", text_of(blocks))
    return (
        0.15 * min(based, 4)
        + 0.2 * bool(read_tables(blocks))
        + 0.05 * min(words, 6)
        + 0.15 * wording.found("signals", "hr_titles", title)
    )


def _formal(blocks: Sequence[Block]) -> bool:
    """Tell a form or slides from prose, which ask questions too."""
    answers = {answer.field for answer in read_answers(blocks) if answer.field}
    return len(answers) >= 4 or sum(block.kind == "bullet" for block in blocks) > len(blocks) / 3


def _says(genre: str, blocks: Sequence[Block], title: str) -> bool:
    top = " ".join([title, *(block.text for block in blocks[:_TOP] if len(block.text.split()) < 20)])
    return wording.found("signals", genre, top)


_SCORES: Mapping[Genre, Callable[[Sequence[Block], str], float]] = {
    "application": _application,
    "status": _status,
    "blog": _blog,
    "article": _article,
    "hr": _hr,
}
