"""The words around the content of a page, in bokmål, nynorsk and English."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kb.errors import KbError
from kb.reports.text.numbers import Language

_FILE = Path(__file__).with_name("phrases.toml")


def phrase(name: str, language: Language, **values: object) -> str:
    """Give a phrase in a language, with its `{names}` filled in."""
    words = phrases()[name]
    if language not in words:
        raise KbError(f"Unknown language “{language}”. Use {', '.join(words)}.")
    return words[language].format(**values)


@cache
def phrases() -> dict[str, dict[str, str]]:
    """Read all phrases: name → language → words."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
