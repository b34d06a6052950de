"""Passages of public Norwegian text and questions to them, as `bench_search.py` gives them to every system."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from search_sets import is_held_aside

FILES = ("gov_nob.jsonl", "laws.jsonl", "gov_nno.jsonl")
MOST_WORDS = 45  # of a passage; with `FEWEST_WORDS` so that `kb`, which joins up to 60, cuts where we do
FEWEST_WORDS = 31
LETTERS = range(150, 700)  # fewer are a heading or a row of numbers, more are words that lost their spaces
LONGEST_SECTION = 180  # words of a section of law that is asked for
QUESTIONS = 200
STRANGE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ufeff]+")


@dataclass(frozen=True, slots=True)
class Texts:
    """Passages, and for each question the places of those that answer it: all of its section of law."""

    passages: list[str]
    questions: list[tuple[str, list[int]]]


def read_texts(corpus: Path, count: int) -> Texts:
    """Take `count` passages, the sections asked for first; more than the folder has are put together anew."""
    sections = _sections(corpus)
    passages: dict[str, None] = {}
    questions = []
    for title, text in sections:
        parts = [part for part in _cut(text) if part not in passages]
        if parts and len(passages) + len(parts) <= count:
            passages.update(dict.fromkeys(parts))
            questions.append((title, list(range(len(passages) - len(parts), len(passages)))))
    others = (part for text in _all(corpus) for part in _cut(text))
    passages.update(_some_more(passages, others, count))
    if len(passages) < count:
        passages.update(_some_more(passages, _mixed(list(passages)), count))
    return Texts(list(passages), questions)


def _some_more(have: Iterable[str], others: Iterable[str], count: int) -> dict[str, None]:
    """Take the first of the others that are new, so that there are `count` in all."""
    known, more = set(have), dict[str, None]()
    for part in others:
        if len(known) + len(more) == count:
            break
        if part not in known:
            more[part] = None
    return more


def _sections(corpus: Path) -> list[tuple[str, str]]:
    """List titles and texts of bokmål sections that training did not see and whose title is theirs alone."""
    told = _lines(corpus / "laws.jsonl")
    titles = Counter(line["title"] for line in told)
    fit = [
        (line["title"], line["text"])
        for line in told
        if titles[line["title"]] == 1
        and len(line["title"].split()) > 1
        and not line["nn"]
        and is_held_aside(line["law"])
        and FEWEST_WORDS <= len(line["text"].split()) <= LONGEST_SECTION
        and next(_cut(line["text"]), None)
    ]
    return fit[:: max(1, len(fit) // QUESTIONS)][:QUESTIONS]


def _all(corpus: Path) -> Iterator[str]:
    for name in FILES:
        if (corpus / name).exists():
            yield from (line["text"] for line in _lines(corpus / name))


def _cut(text: str) -> Iterator[str]:
    """Cut a text into like parts, as few as `MOST_WORDS` allows; a text too short for one gives none."""
    words = STRANGE.sub(" ", text.replace("#", " ")).split()
    parts = -(-len(words) // MOST_WORDS)
    if not parts or len(words) // parts < FEWEST_WORDS:
        return
    edges = [number * len(words) // parts for number in range(parts + 1)]
    for start, end in pairwise(edges):
        part = " ".join(words[start:end])
        if len(part) in LETTERS:
            yield part


def _mixed(passages: list[str]) -> Iterator[str]:
    """Yield halves of passages put together with halves of others, round after round."""
    halves = [(words[: len(words) // 2], words[len(words) // 2 :]) for words in map(str.split, passages)]
    for away in range(1, len(halves)):
        for number, (first, _) in enumerate(halves):
            yield " ".join(first + halves[(number + 7919 * away) % len(halves)][1])


def _lines(file: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise SystemExit(
            f"Error: {file} cannot be read ({error.strerror}). Name a folder of Norwegian text."
        ) from error
