"""Something wrong at a place of a page."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where (None is the page as a whole), and what to do about it."""

    at: Tag | None
    problem: str
    remedy: str
