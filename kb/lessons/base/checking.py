"""The bank checked: every fault of every file. A file that the knowledge base knows by its bytes is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kb.errors import Fault, KbError
from kb.lessons.bank.finding import Seen, require, written_path
from kb.lessons.bank.gathering import Recall, gather, recall_nothing
from kb.lessons.bank.links import Claim, loose_ends
from kb.lessons.bank.records import Lesson
from kb.lessons.bank.themes import Taxonomy
from kb.lessons.base.holdings import purpose, read_holdings
from kb.lessons.base.store import Store


def check(
    folders: Sequence[Path], home: Path, root: Path, database: Path, taxonomy: Taxonomy, model: str
) -> tuple[Fault, ...]:
    """List all faults below `folders`, those of what lessons lean on among them; nothing is written.

    `home` is the bank's own folder: a part of it is checked with the rest in sight, since its links lead there.
    What the base holds of a file was without faults by the same rules, and stands for it while the bytes are the
    same. Raises `FaultsFound` where a folder is missing.
    """
    require(folders)
    part = bool(folders) and all(folder.resolve().is_relative_to(home.resolve()) for folder in folders)
    below = [home] if part or not folders else folders
    lessons, found = read_lessons(below, root, database, taxonomy, model)
    faults = sorted([*found, *loose_ends(lessons, root)], key=lambda fault: fault.file)
    if not part:
        return tuple(faults)
    scope = [written_path(folder.resolve(), root.resolve()) for folder in folders]
    return tuple(
        fault
        for fault in faults
        if any(fault.file == place or fault.file.startswith(f"{place}/") for place in scope)
    )


def read_lessons(
    folders: Sequence[Path], root: Path, database: Path, taxonomy: Taxonomy, model: str
) -> tuple[list[tuple[str, Lesson]], tuple[Fault, ...]]:
    """Give the lessons below some folders as their files tell them, each with its path, and the faults of all files."""
    recall, held = _known(database, purpose(taxonomy, model))
    gathered = gather(folders, root, taxonomy, recall=recall)
    known = [(path, Lesson.model_validate_json(held[path])) for path in gathered.recalled if path in held]
    return sorted([*gathered.lessons, *known], key=lambda pair: pair[0]), gathered.faults


def _known(database: Path, read_for: str) -> tuple[Recall, dict[str, str]]:
    """Recall from the base, which may be missing or another program's, and give the lessons' front matter in it."""
    try:
        with closing(Store(database)) as store:
            held, lessons = read_holdings(store.fetch), dict(store.lessons())
    except KbError:
        return recall_nothing, {}

    def recall(path: str, seen: Seen) -> Claim | None:
        holding = held.get(path)
        # Bytes alone are believed: a time can be set back, and who checks wants to be sure.
        return holding.claim if holding and holding.is_of(replace(seen, mtime=None), read_for) else None

    return recall, lessons
