"""Words for the hindsight, in bokmål, nynorsk and English: a bound, not a blame."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from kb.errors import KbError
from kb.staffing.hindsight.explaining import Bound

Language = Literal["nb", "nn", "en"]
_FILE = Path(__file__).with_name("words.toml")


def bound_sentence(found: Bound, language: Language = "nb") -> str:
    """Say the bound, and that it is one."""
    return _words("bound", language).format(most=found.most, needed=found.needed, filled=found.filled)


def loss_sentence(name: str, language: Language = "nb") -> str:
    """Say what one of `LOSSES`, or `REACHABLE`, means."""
    return _words(name, language)


def _words(name: str, language: Language) -> str:
    words = _sentences()[name]
    if language not in words:
        raise KbError(f"There is no language «{language}». Choose among: {', '.join(words)}.")
    return words[language]


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
