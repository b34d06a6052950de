"""The words by which genres are read: lists in `words/*.toml`, in bokmål, nynorsk and English, as patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import RootModel

from kb.tomlfiles import read_model

_FOLDER = Path(__file__).parent / "words"
_BETWEEN = r"[\s,/()–-]+"
_GAP = rf"(?:{_BETWEEN}[\w-]+){{0,4}}?{_BETWEEN}"


class _Lists(RootModel[dict[str, dict[str, list[str]]]]):
    """A file of lists: what they are for, then the language."""


@cache
def lists(file: str) -> dict[str, tuple[str, ...]]:
    """Give every list of a file, its languages together, the longest wording first."""
    model = read_model(_FOLDER / f"{file}.toml", _Lists, remedy="A list has a name, a language and words.")
    return {
        name: tuple(
            sorted({word for words in tongues.values() for word in words}, key=lambda w: (-len(w), w))
        )
        for name, tongues in model.root.items()
    }


@cache
def pattern(file: str, name: str) -> re.Pattern[str]:
    """Give a pattern that finds any wording of a list as whole words, small letters or large.

    `*` in a wording stands for the rest of a word, `…` for up to four words between.
    """
    wordings = lists(file)[name]
    # Where no word begins, no wording that begins with a letter is tried: that is most places of a text.
    worded = "|".join(_wording(words) for words in wordings if words[0].isalnum() or words[0] in "*…")
    signs = [_wording(words) for words in wordings if not (words[0].isalnum() or words[0] in "*…")]
    parts = ([rf"(?<!\w)(?=\w)(?:{worded})"] if worded else []) + signs
    return re.compile("|".join(parts), re.IGNORECASE)


def found(file: str, name: str, text: str) -> bool:
    """Tell whether a text has any wording of a list."""
    return pattern(file, name).search(text) is not None


def count(file: str, name: str, text: str) -> int:
    """Count the different wordings of a list that a text has."""
    return len({match[0].casefold() for match in pattern(file, name).finditer(text)})


def _wording(words: str) -> str:
    joined = ""
    for word in words.split():
        if word == "…":
            joined += _GAP
            continue
        joined += (_BETWEEN if joined and not joined.endswith(_GAP) else "") + re.escape(word).replace(
            r"\*", r"\w*"
        )
    return joined + (r"(?!\w)" if words[-1].isalnum() or words[-1] == "*" else "")
