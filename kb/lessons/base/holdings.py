"""What the base holds of each file, and whether the file must be read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kb.lessons.bank import reading
from kb.lessons.bank.finding import Seen
from kb.lessons.bank.links import Claim
from kb.lessons.bank.themes import Taxonomy

Fetch = Callable[[str], Iterable[Any]]
READING = 1  # raise it when files are read, cut or given to the model in another way than before


@dataclass(frozen=True, slots=True)
class Holding:
    """A document of the base: what it claims, the sha256 of its file, and the stamp of when it was last read."""

    claim: Claim
    hash: str
    size: int | None
    mtime: int | None
    reading: int | None
    read_for: str | None

    def is_of(self, seen: Seen, read_for: str) -> bool:
        """Tell whether the file is the one that was read, for the same purpose; its bytes decide in doubt."""
        if (self.reading, self.read_for, self.size) != (READING, read_for, seen.size):
            return False
        return (seen.mtime is not None and seen.mtime == self.mtime) or _digest(seen.place) == self.hash


def _digest(place: str) -> str | None:
    try:
        with Path(place).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def read_holdings(fetch: Fetch) -> Mapping[str, Holding]:
    """Read what the base holds, by path; `fetch` runs a query on it."""
    earlier: dict[str, list[str]] = {}
    for name, target in fetch(
        'select "from", "to" from links where kind = \'identified_before\' order by rowid'
    ):
        earlier.setdefault(name, []).append(target)
    rows = fetch("select path, id, status, hash, size, mtime, reading, read_for from documents")
    return {
        path: Holding(Claim(path, name, tuple(earlier.get(name, ())) if status else None), *stamp)
        for path, name, status, *stamp in rows
    }


def purpose(taxonomy: Taxonomy, model: str) -> str:
    """Say what files are read for: when the taxonomy, the rules or the model are others, all are read again."""
    told = json.dumps([asdict(theme) for theme in taxonomy.values()], ensure_ascii=False)
    return f"{hashlib.sha256(told.encode() + _rules()).hexdigest()[:16]} {model}"


@cache
def _rules() -> bytes:
    """Give the code that reads files and tells their faults, lest a stricter version passes what it never read."""
    return b"".join(file.read_bytes() for file in sorted(Path(reading.__file__).parent.glob("*.py")))
