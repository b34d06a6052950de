"""Statuses of limits and names of holidays in the reader's language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from kb.errors import KbError

Language = Literal["nb", "nn", "en"]
_FILE = Path(__file__).with_name("words.toml")
_AND: dict[str, str] = {"nb": " og ", "nn": " og ", "en": " and "}  # as `holidays` joins two on one day


def status_words(status: str, language: Language = "nb") -> str:
    """Say one of `STATUSES` or `STANDINGS` in a language. Raises `KbError` for a word or language not known."""
    if language not in _AND:
        raise KbError(f"There is no language «{language}». Choose among: {', '.join(_AND)}.")
    words = _words()
    if status not in words:
        raise KbError(f"«{status}» is no status and no holiday. Choose among: {', '.join(words)}.")
    return words[status].get(language, status)


def holiday_words(names: str, language: Language = "nb") -> str:
    """Say the holidays of a period, as `against` lists them, in a language: two of one day, and several days."""
    days = names.split(", ") if names else []
    told = (_AND[language].join(status_words(one, language) for one in day.split(" og ")) for day in days)
    return ", ".join(told)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
