"""Which files were found clean of persons, remembered by their content: nothing of anybody is kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection
from functools import cache
from pathlib import Path

from kb.privacy import persons as search


@cache
def of_the_search() -> str:
    """Tell the search apart from an earlier or later one, its lists among it."""
    room = Path(search.__file__).parent
    files = [
        file
        for folder in (room, Path(__file__).parent)
        for file in sorted(folder.iterdir())
        if file.suffix in (".py", ".toml", ".txt")
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def recall(memory: Path, rules: str) -> frozenset[str]:
    """Give the fingerprints of the files that were found clean by these rules; none where it cannot be read."""
    try:
        lines = memory.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(lines[1:]) if lines[:1] == [rules] else frozenset()


def remember(memory: Path, rules: str, clean: Collection[str]) -> None:
    """Write what was found clean; a folder that cannot be written to costs time at the next check, and no more."""
    waiting = memory.with_name(f"{memory.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_text("\n".join((rules, *sorted(clean))), encoding="ascii")
        waiting.replace(memory)
