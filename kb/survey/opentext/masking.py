"""Answers to an open question with all that points at one person masked; the only texts that go further."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pandas as pd

from kb.privacy.identifiers import MASKS
from kb.privacy.names import likely_names
from kb.privacy.persons import mask_persons
from kb.privacy.roles import PUBLIC_OFFICES

MASK = re.compile("|".join(sorted({re.escape(word) for words in MASKS.values() for word in words.values()})))


def mask_answers(
    answers: pd.Series[str],
    names: Iterable[str] = (),
    *,
    language: str = "nb",
    offices: Collection[str] = PUBLIC_OFFICES,
) -> pd.Series[str]:
    """Mask the answers of each respondent (the index) and leave out those that say nothing.

    `names` are full names known to the municipality, `offices` those whose holders are public.
    """
    given = answers.dropna().astype(str).str.split().str.join(" ")
    given = given[given.str.contains(r"\w", regex=True)]
    likely = likely_names(tuple(names), "\n".join(given))
    masked = {text: mask_persons(text, likely, language=language, offices=offices) for text in given.unique()}
    return given.map(masked).astype(str)


def unmasked(text: str) -> str:
    """Give the words of a masked text without its masks; nothing where nothing else is said."""
    words = " ".join(MASK.sub(" ", text).split())
    return words if re.search(r"\w", words) else ""


def count_masks(masked: pd.Series[str]) -> pd.Series[int]:
    """Count the answers in which each kind of mask stands, such as `[navn]`; most first."""
    held = masked.map(lambda text: sorted(set(MASK.findall(text)))).explode().dropna()
    counts = held.value_counts()
    return counts.sort_index().sort_values(ascending=False, kind="stable")
