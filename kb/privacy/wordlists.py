"""Words by kind from a TOML file of this room: words parted by spaces, or a list of phrases."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(file: str, kind: str) -> frozenset[str]:
    """Give the words of a kind, one of the keys of the file."""
    held = _held(file)[kind]
    return frozenset(held.split() if isinstance(held, str) else held)


@cache
def ends(file: str, kind: str) -> tuple[str, ...]:
    """Give the words of a kind in a form that `str.endswith` takes."""
    return tuple(sorted(words(file, kind)))


@cache
def _held(file: str) -> dict[str, str | list[str]]:
    return tomllib.loads((Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8"))
