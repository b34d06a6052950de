"""The words of answers, each counted once a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import pandas as pd

from kb.survey.opentext.masking import unmasked

Words = Callable[[str], Collection[str]]
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def plain_words(text: str) -> frozenset[str]:
    """List the words of a text that say something, in small letters, without what is masked."""
    found = _LETTERS.findall(unmasked(text).lower())
    return frozenset(found) - _function_words()


@cache
def _function_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def word_members(answers: pd.Series[str], smallest: int, words: Words = plain_words) -> pd.DataFrame:
    """Tell for each respondent which words the answer holds, of the words that `smallest` persons or more use.

    `words` gives the words of a text, or their stems. Rows are respondents, columns words in order.
    """
    held = answers.map(lambda text: sorted(set(words(unmasked(text))))).explode().dropna()
    pairs = pd.DataFrame({"person": held.index, "word": held.to_numpy()})
    usual = pairs["word"].value_counts()
    pairs = pairs[pairs["word"].isin(usual.index[usual >= smallest])]
    members = pd.crosstab(pairs["person"], pairs["word"]).astype(bool)
    return members.reindex(answers.index, fill_value=False).rename_axis(index=None, columns=None)
