"""A text taken out of the bank: the lessons learnt from it stay, and say since when it is gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import Fault, FaultsFound
from kb.intake.importing.shelf import TEXTS
from kb.intake.importing.writing import ORIGINALS
from kb.lessons.bank.editing import Edit, Values, edit_all
from kb.lessons.bank.frontmatter import has_front_matter, read_front_matter
from kb.lessons.bank.gathering import gather
from kb.lessons.bank.texts import is_imported, read_text_record

if TYPE_CHECKING:
    from kb.lessons.library import Library


def forget(library: Library, text: Path, today: dt.date) -> list[Path]:
    """Delete a text, and its original where that was kept; give the lessons that now say it is gone.

    Raises `FaultsFound` where it is no text of the bank, or a lesson could not be changed; then nothing is deleted.
    """
    file = text.resolve()
    home = library.lessons.resolve()
    if not file.is_file() or not file.is_relative_to(home / TEXTS):
        problem = "is no text of the bank."
        raise FaultsFound(
            [Fault(str(text), "file", problem, f"Name a file below {library.lessons / TEXTS}.")]
        )
    name = file.relative_to(home).as_posix()

    def note(values: Values) -> None:
        for source in values["sources"]:
            _note(source, name, today)

    lessons = [
        document
        for document in gather([library.lessons], library.root, library.taxonomy).documents
        if document.lesson and any(one.document == name and not one.gone for one in document.lesson.sources)
    ]
    edits = [Edit(library.root / one.path, one.path, note) for one in lessons]
    changed = edit_all(edits, library.taxonomy)
    _remove(file, home)
    return changed


def _note(source: dict[str, Any], name: str, today: dt.date) -> None:
    if source["document"] == name and not source.get("gone"):
        source["gone"] = today.replace()  # one of its own: YAML would tie equal dates together with & and *


def _remove(file: Path, home: Path) -> None:
    """Delete the text, and the copy of its original."""
    original = _original_of(file)
    file.unlink()
    for copy in (home / ORIGINALS).glob(f"{original[:16]}.*") if original else ():
        copy.unlink()


def _original_of(file: Path) -> str:
    if file.suffix != ".md":
        return ""
    text = file.read_text(encoding="utf-8", errors="replace")
    if not has_front_matter(text):
        return ""
    front = read_front_matter(text, file.name)
    return read_text_record(front, file.name).original.sha256 if is_imported(front) else ""
