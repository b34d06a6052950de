"""What people are quoted to have said, in the ways papers print it: – dashes, «…» and “…”."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache

from kb.intake.genres import wording
from kb.intake.genres.speakers import Speakers
from kb.intake.records import Block, Quotation

_DASH = re.compile(r"^[*_ ]*[–—-]\s*(?=\S)")
_MARKED = re.compile(r"[«“\"]([^«»“”\"]{3,}?)[»”\"]")
_LEAST = 3  # words in marks; fewer is a word somebody uses


def read_quotations(blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """Give all quotations in order; one that goes on in the next paragraph without a dash is one."""
    speakers, found, open_ended = Speakers(), list[Quotation](), False
    for block in blocks:
        if block.kind in ("heading", "table", "caption"):
            open_ended = False
            continue
        said = list(_dashed(block, speakers)) or list(_marked(block.text, speakers))
        if said:
            found += said
            open_ended = not _told(block.text)
        elif open_ended and (went_on := _continued(block.text, speakers)):
            found = _joined(found, went_on)
            open_ended = False
        else:
            speakers.introduce(block.text)
    return tuple(found)


def is_said(block: Block) -> bool:
    """Tell whether a block is words somebody said, with who said it."""
    dashed = block.kind in ("quote", "bullet") or _DASH.match(block.text)
    return bool((dashed and _told(block.text)) or list(_marked(block.text, Speakers())))


def _dashed(block: Block, speakers: Speakers) -> Iterator[Quotation]:
    dash = _DASH.match(block.text)
    if not (dash or block.kind in ("quote", "bullet")) or _MARKED.match(block.text):
        return
    text = block.text[dash.end() :] if dash else block.text
    told = _told(text)
    if not told:
        yield Quotation(text.strip("*_ "), speakers.unnamed())
        return
    yield Quotation(_before(text, told), speakers.meet(told[1] or ""))


def _continued(text: str, speakers: Speakers) -> Quotation | None:
    """Read a paragraph without a dash that tells who said it."""
    told = _told(text)
    if not told or len(text[: told.start()].split()) < 5:
        return None
    return Quotation(_before(text, told), speakers.meet(told[1] or ""))


def _joined(found: list[Quotation], went_on: Quotation) -> list[Quotation]:
    last = found[-1]
    return [*found[:-1], Quotation(f"{last.text} {went_on.text}", went_on.speaker or last.speaker)]


def _marked(text: str, speakers: Speakers) -> Iterator[Quotation]:
    """Read words in marks beside who said them; words in marks in other prose are names and turns of phrase."""
    marked = [match for match in _MARKED.finditer(text) if len(match[1].split()) >= _LEAST]
    rest = _MARKED.sub(" ", text)
    told = _verb_first(rest)
    if not marked or not told:
        return
    speaker = speakers.meet(told[1] or told[2])
    yield from (Quotation(match[1].strip().rstrip(","), speaker) for match in marked)


def _before(text: str, told: re.Match[str]) -> str:
    return text[: told.start()].strip(" *_,")


def _told(text: str) -> re.Match[str] | None:
    """Find “, sier X” or “, fortel ho og legg til:” at the end of a paragraph or before a new sentence."""
    return deque(_said_by().finditer(text), maxlen=1)[0] if _said_by().search(text) else None


def _verb_first(rest: str) -> re.Match[str] | None:
    return _said_alone().search(rest)


@cache
def _said_by() -> re.Pattern[str]:
    return re.compile(
        rf"[,.!?»”\"]\s*(?:og\s+)?(?:{_verbs()})\b\s*([^.!?]{{0,160}}?)\s*(?=[.!?:]?\s*$|[.!?]\s+[A-ZÆØÅ–])",
        re.I,
    )


@cache
def _said_alone() -> re.Pattern[str]:
    """Find “sier rektoren” and, as English has it too, “she says”."""
    before = r"\b((?:he|she|they|the|han|hun|ho)(?: [a-zæøå]+){0,3})"
    return re.compile(rf"(?:^|[\s,.])(?:{_verbs()})\s+([^.!?:]{{1,120}})|{before}\s+(?:{_verbs()})\b", re.I)


def _verbs() -> str:
    lists = wording.lists("roles")
    return "|".join(map(re.escape, (*lists["verbs"], *lists["continuing"])))
