"""Many files brought into the bank in one go: what can be read is taken in, what cannot is told, none is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kb.errors import Fault, FaultsFound
from kb.intake.documents import find_originals, read_original
from kb.intake.genres import read_genre
from kb.intake.importing.intake import Intake, Rules, take_in
from kb.intake.importing.shelf import Shelf
from kb.intake.importing.writing import keep_original, put_away
from kb.intake.records import Genre, Reading

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in the order of the files, and the faults of those that could not be read."""

    taken: tuple[Intake, ...]
    faults: tuple[Fault, ...]


def import_files(
    places: Sequence[Path],
    shelf: Shelf,
    rules: Rules,
    *,
    dry: bool = False,
    keep: bool = False,
    brief: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> Imported:
    """Take in files, and all files below folders. With `dry` nothing is written, and `keep` copies originals too.

    `brief` does not read again what the bank holds as it is. Raises `FaultsFound` where a place does not exist.
    """
    files = find_originals(places)
    taken: list[Intake] = []
    faults: list[Fault] = []
    for number, path in enumerate(files, start=1):
        try:
            known = _unchanged(path, shelf, rules) if brief else None
            taken.append(known or _import(path, str(path), shelf, rules, dry=dry, keep=keep))
        except FaultsFound as found:
            faults.extend(found.faults)
        progress(number, len(files))
    return Imported(tuple(taken), tuple(faults))


def _import(path: Path, name: str, shelf: Shelf, rules: Rules, *, dry: bool, keep: bool) -> Intake:
    original = read_original(path, name)
    intake = take_in(original, read_genre(original), shelf, rules)
    if not dry:
        put_away(intake, shelf)
        if keep:
            keep_original(intake, path.read_bytes(), shelf)
    return intake


def _unchanged(path: Path, shelf: Shelf, rules: Rules) -> Intake | None:
    """Know a file by its bytes; None where it is new, is another now, or comes with another day."""
    try:
        kept = shelf.by_hash.get(hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        return None  # reading it tells why
    if kept is None or rules.date not in (None, kept.record.date):
        return None
    record = kept.record
    reading = Reading(cast("Genre", record.genre), record.title, record.language, 1.0, record.date)
    return Intake(str(path), "unchanged", kept.path, record, kept.body, reading, earlier=kept)
