"""The words of the staffing tables and drafts, in bokmål, nynorsk and English."""

from __future__ import annotations

import math
import tomllib
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

from kb.reports.tables.hiding import hidden_sign, nothing_sign
from kb.reports.text.numbers import Language, integer, percent

_FILE = Path(__file__).with_name("words.toml")


class Say(Protocol):
    """Words by name, in one language, with what is filled in."""

    def __call__(self, name: str, /, **values: str) -> str:
        """Say the words of that name."""
        ...


def saying(language: Language) -> Say:
    """Give the words of one language."""
    return partial(_say, language)


def whole(value: float, language: Language) -> str | Markup:
    """Write a count, a hidden one as `:`."""
    return hidden_sign(language) if math.isnan(value) else integer(value, language=language)


def share(part: float, of: float, language: Language) -> str | Markup:
    """Write a share, `:` where either is hidden and a dash where there is nothing to divide by."""
    if of == 0:
        return nothing_sign(language)
    return hidden_sign(language) if math.isnan(part / of) else percent(part / of, language=language)


def signed(value: float, language: Language) -> str | Markup:
    """Write a difference with its sign, a hidden one as `:`."""
    if math.isnan(value):
        return hidden_sign(language)
    return f"{'+' if value > 0 else ''}{integer(value, language=language)}"


def _say(language: Language, name: str, /, **values: str) -> str:
    return _words()[name][language].format(**values)


@cache
def _words() -> dict[str, dict[Language, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
