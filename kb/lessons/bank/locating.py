"""Where a lesson lies, found in the files themselves: the knowledge base may be older than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.errors import KbError

ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
OPENING = 4000  # bytes of a file in which its id stands


def locate(folder: Path, lesson: str) -> Path:
    """Find the file of the lesson with this id below a folder. Raises `KbError` with the nearest ids."""
    if not folder.is_dir():
        raise KbError(f"There is no folder of lessons at {folder}. Check `kb.toml`.")
    known: dict[str, Path] = {}
    for name, file in _ids(folder):
        if name == lesson:
            return file
        known[name] = file
    raise KbError(f"There is no lesson {lesson!r}. {_near(lesson, known)}")


def _ids(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*.md")):
        for name in written_ids(file)[:1]:
            yield name, file


def written_ids(file: Path) -> list[str]:
    """List what a file writes as its id, be it a valid lesson or not; more than one where two were merged."""
    try:
        with file.open("rb") as opened:
            return [found.decode() for found in ID.findall(opened.read(OPENING))]
    except OSError:
        return []


def _near(lesson: str, known: dict[str, Path]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(lesson, known, n=3, cutoff=0.5)
    return f"Did you mean {', '.join(near)}?" if near else "`kb search` finds lessons by what they tell."
