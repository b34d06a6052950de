"""Questions of a survey on slides, each with its base: who was asked, how many answered, what share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kb.intake.genres import wording
from kb.intake.genres.outline import unnumbered
from kb.intake.records import Asked, Block

_LONGEST = 45  # words of a question
_BASE = 8  # words of a line that tells a base
_LINES = 7  # lines a base may be broken into
_BROKEN = re.compile(r"(?<=[a-zæøå])- (?=[a-zæøå])(?!- (?:og|eller|and|or)\b)")
_SPLIT = re.compile(r"^(.*?\?)\s*(.*)$", re.DOTALL)
_ANSWERED = re.compile(
    r"(\d[\d ]*) (?:har svart|har svara|svarte|svara|svar|answers|replies|answered|replied)\b"
)
_COUNTED = re.compile(r"\((\d[\d ]*)\)")


@dataclass(frozen=True, slots=True)
class _Base:
    told: str = ""
    respondents: int | None = None
    rate: float | None = None

    def __bool__(self) -> bool:
        return bool(self.told or self.respondents or self.rate)


def read_asked(blocks: Sequence[Block]) -> tuple[Asked, ...]:
    """Give the questions of a survey in order; a question with no base is none, unless it has a survey's wording.

    A line such as “Spørsmål til omdisponerte (n = 137)” is the base of the questions under it.
    """
    return tuple(_asked(list(blocks)))


def _asked(blocks: list[Block]) -> Iterator[Asked]:
    general = _Base()
    for at, block in enumerate(blocks):
        lead = _lead(block.text)
        if lead:
            general = _base(block.text[lead.end() :])
        question, rest = _question(blocks, at)
        if not question:
            continue
        own = _base(rest) if rest else _base(" ".join(_after(blocks, at)))
        base = own or general
        if base or wording.pattern("survey", "scales").match(question):
            yield Asked(question, base.told, base.respondents, base.rate, block.page)


def _lead(text: str) -> re.Match[str] | None:
    """Find “Spørsmål til …” or “Survey of … (n = 203)”, which is the base of the questions under it."""
    counted = _counting("respondents").search(text) or _counting("rates").search(text)
    for name, needed in (("asks_of", True), ("surveys_of", counted)):
        lead = wording.pattern("survey", name).match(text)
        if lead and needed and not text.endswith("?"):
            return lead
    return None


def _question(blocks: list[Block], at: int) -> tuple[str, str]:
    """Give a question and what stands behind it on its line, the start of one that was broken over two blocks too."""
    block = blocks[at]
    split = _SPLIT.match(unnumbered(block.text.strip("* ")))
    if not split or block.kind in ("table", "caption", "bullet") or len(split[1].split()) > _LONGEST:
        return "", ""
    question, rest = split[1].strip("* "), split[2].strip("* ")
    if re.search(r"[.!]\s+[A-ZÆØÅ]", question) or (rest and not _tells_base(rest)):
        return "", ""
    return _mended(question), rest


def _after(blocks: list[Block], at: int) -> list[str]:
    """Give the short lines after a question that tell its base, however they are broken; remarks are passed over."""
    lines: list[str] = []
    for block in blocks[at + 1 : at + 1 + _LINES]:
        long = len(block.text.split()) > _BASE
        if long and not lines and block.text.endswith("."):
            continue  # a remark to those who answer
        if _lead(block.text):
            break
        if long or block.text.endswith("?") or block.kind in ("table", "bullet") or block.text.endswith("."):
            break
        if lines and _complete(lines) and not _goes_on(block.text, heading=block.kind == "heading"):
            break
        lines.append(block.text.strip("* "))
    while lines and not _tells_base(" ".join(lines)):
        lines.pop()
    return lines


def _complete(lines: list[str]) -> bool:
    told = _mended(" ".join(lines))
    return _tells_base(told) and not told.endswith(("-", "–", ":", " "))


def _goes_on(text: str, *, heading: bool) -> bool:
    """Tell a line that belongs to the base before it: it counts, or goes on in small letters."""
    number = re.fullmatch(r"\d[\d ]*\s?%?", text.strip())
    joined = text.rstrip(" -:").casefold()
    counts = any(wording.found("survey", name, text) for name in ("respondents", "rates"))
    broken = text.endswith("-") or joined in ("antall", "antall svar", "talet på")
    another = wording.pattern("survey", "audiences").fullmatch(text.strip())
    return bool(
        number or counts or broken or another or (not heading and (text[:1] in "–-" or text[:1].islower()))
    )


def _tells_base(text: str) -> bool:
    mended = _mended(text)
    counted = re.search(r"\d", mended) and any(
        wording.found("survey", name, mended) for name in ("respondents", "rates")
    )
    return bool(counted) or wording.found("survey", "audiences", mended)


def _base(text: str) -> _Base:
    told = _mended(text)
    told, respondents = _taken(told, "respondents")
    told, rate = _taken(told, "rates")
    if respondents is None and (counted := _COUNTED.search(told) or _ANSWERED.search(told)):
        told, respondents = told[: counted.start()] + told[counted.end() :], _whole(counted[1])
    share = rate / 100 if rate is not None and rate <= 100 else None
    return _Base(re.sub(r"\(\s*\)", "", " ".join(told.split())).strip(" ,:;–-()*"), respondents, share)


def _taken(text: str, name: str) -> tuple[str, int | None]:
    found = _counting(name).search(text)
    return (text[: found.start()] + " " + text[found.end() :], _whole(found[1])) if found else (text, None)


@cache
def _counting(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, wording.lists("survey")[name]))
    return re.compile(rf"\(?(?<!\w)(?:{words})\b\s*[:=]?\s*(\d[\d \u00a0]*)\s?%?\)?", re.IGNORECASE)


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _mended(text: str) -> str:
    return " ".join(_BROKEN.sub("", " ".join(text.split())).split())
