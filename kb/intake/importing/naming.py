"""Names of files in the bank: the day and the title in letters that every system takes."""

from __future__ import annotations

from pathlib import Path

from kb.intake.importing.shelf import Shelf
from kb.lessons.bank.naming import slug
from kb.lessons.bank.texts import TextRecord


def file_name(shelf: Shelf, record: TextRecord) -> Path:
    """Find the place of a new text: `<kind>/<date>-<title>.md`, with a number where that is taken."""
    day = f"{record.date.isoformat()}-" if record.date else ""
    stem = f"{day}{slug(record.title) or 'uten-tittel'}"
    folder = shelf.folder / record.kind
    names = (folder / f"{stem}{'' if n == 1 else f'-{n}'}.md" for n in range(1, 10_000))
    return next(path for path in names if path not in shelf.taken)
