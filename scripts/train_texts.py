"""Pairs of texts that mean the same, from a folder of Norwegian text, to train on.

What a test is made of is left out: the sections of some laws, some letter phrases with their English, the
English sentences with a bokmål one, and NorQuAD. Press text whose licence is not known is never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from search_sets import is_held_aside
from train_queries import Chance, Words, make_queries

LONGEST = 70  # words in the passage of a pair
SHORTEST = 25
GOVERNMENT = ("gov_nob.jsonl", "gov_nno.jsonl")


class Pair(NamedTuple):
    """A query, the passage that answers it, and what sort of pair they are."""

    query: str
    passage: str
    kind: str


class Chunk(NamedTuple):
    """Some lines of a document under one heading, up to `LONGEST` words."""

    document: int
    heading: str
    text: str


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_laws(corpus: Path) -> list[dict[str, str]]:
    """Read the sections of the laws that are not held aside for testing."""
    return [row for row in read_rows(corpus / "laws.jsonl") if not is_held_aside(row["law"])]


def read_phrases(corpus: Path) -> list[dict[str, str]]:
    """Read the letter phrases that are not held aside, nor have their English, and the texts of an app."""
    rows = read_rows(corpus / "pairs_pensjonsbrev.jsonl")
    english = {row.get("en") for row in rows if is_held_aside(row["nb"])} - {None, ""}
    kept = [row for row in rows if not is_held_aside(row["nb"]) and row.get("en") not in english]
    return kept + read_rows(corpus / "pairs_smittestopp.jsonl")


def read_sentences(corpus: Path) -> list[tuple[str, str]]:
    """Read nynorsk sentences with their English, where no bokmål sentence has the same English."""
    lines = (corpus / "pairs_tatoeba_en.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    held = {english for language, _, english in rows if language == "nob"}
    return [(own, english) for language, own, english in rows if language == "nno" and english not in held]


def read_forms(corpus: Path) -> dict[str, list[str]]:
    """Read the other form of a word, from bokmål to nynorsk and from nynorsk to bokmål."""
    forms: dict[str, list[str]] = {}
    for name in ("nn", "nb"):
        lines = (corpus / "samnorsk" / f"reduction.{name}.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            own, other = (part.strip() for part in line.split("=>"))
            forms.setdefault(own, []).append(other)
    return forms


def read_chunks(corpus: Path) -> list[Chunk]:
    """Cut the government's documents into chunks under their headings."""
    chunks: list[Chunk] = []
    for name in GOVERNMENT:
        for row in read_rows(corpus / name):
            chunks += _chunks_of(len(chunks), row["text"])
    return chunks


def _chunks_of(document: int, text: str) -> Iterator[Chunk]:
    heading, words = "", list[str]()
    for line in [*text.split("\n"), "#"]:
        if line.startswith("#") or len(words) + len(line.split()) > LONGEST:
            if len(words) >= SHORTEST:
                yield Chunk(document, heading, " ".join(words[:LONGEST]))
            words = []
        if line.startswith("#"):
            heading = re.sub(r"^[\d. ]+", "", " ".join(line.lstrip("# ").split()))
        else:
            words += line.split()


def read_texts(corpus: Path) -> list[str]:
    """Read all text that pieces are learnt from; the little nynorsk there is counts twice."""
    bokmal, nynorsk = ([row["text"] for row in read_rows(corpus / name)] for name in GOVERNMENT)
    laws = [f"{row['title']} {row['text']}" for row in read_laws(corpus)]
    phrases = [" ".join(text for text in row.values() if text) for row in read_phrases(corpus)]
    return [*bokmal, *nynorsk, *nynorsk, *laws, *phrases]


def make_pairs(corpus: Path, seed: int) -> list[Pair]:
    """Make every pair the folder gives; the same seed gives the same pairs."""
    chance = Chance(seed)
    chunks, forms = read_chunks(corpus), read_forms(corpus)
    words = Words([chunk.text for chunk in chunks], forms)
    pairs = [Pair(word, other, "form") for word, others in sorted(forms.items()) for other in others]
    for chunk, following in pairwise(chunks):
        if len(chunk.heading) > 8 and 2 <= len(chunk.heading.split()) <= 14:
            pairs.append(Pair(chunk.heading, chunk.text, "heading"))
        if chunk.document == following.document:
            pairs.append(Pair(chunk.text, following.text, "neighbour"))
    for chunk in chunks:
        pairs += (Pair(*pair) for pair in make_queries(chunk.text, words, chance))
    pairs += _law_pairs(corpus, words, chance)
    for row in read_phrases(corpus):
        own = " ".join(row["nb"].split()[:LONGEST])
        pairs += [Pair(row[key], own, key) for key in ("en", "nn") if row.get(key) and len(own.split()) >= 4]
    pairs += [Pair(english, own, "en") for own, english in read_sentences(corpus)]
    return pairs


def _law_pairs(corpus: Path, words: Words, chance: Chance) -> Iterator[Pair]:
    for row in read_laws(corpus):
        text = " ".join(row["text"].split()[:LONGEST])
        if len(text.split()) > 12:
            if row["title"]:
                yield Pair(" ".join(row["title"].split()), text, "law")
            yield from (Pair(*pair) for pair in make_queries(text, words, chance))
