"""Whether the lessons on disk are the ones the knowledge base tells of."""

from __future__ import annotations

from contextlib import closing

from kb.lessons.bank.finding import Seen, find
from kb.lessons.base.store import Store
from kb.lessons.library import Library


def changed_since_index(library: Library) -> int:
    """Count the lessons whose files are new, gone, or another than when they were indexed, by size and time."""
    with closing(Store(library.database)) as store:
        rows = store.fetch("select path, size, mtime from documents where status is not null")
    held = {path: (size, mtime) for path, size, mtime in rows}
    seen, _ = find([library.lessons], library.root)
    new = sum(path not in held and "/entries/" in f"/{path}" and path.endswith(".md") for path in seen)
    return new + sum(path not in seen or not _is_same(seen[path], *stamp) for path, stamp in held.items())


def _is_same(seen: Seen, size: int | None, mtime: int | None) -> bool:
    return seen.size == size and (None in (seen.mtime, mtime) or seen.mtime == mtime)
