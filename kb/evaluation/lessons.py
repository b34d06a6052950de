"""The lessons of the bank that an evaluation changes, by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.editing import Edit, Values

if TYPE_CHECKING:
    from kb.lessons.library import Library


def edits_of(library: Library, names: Iterable[str], change: Callable[[str, Values], None]) -> list[Edit]:
    """Make an edit of each lesson: `change` is told its id and its front matter.

    Raises `FaultsFound` with every id that no lesson of the knowledge base has.
    """
    paths = {entry.id: entry.path for entry in library.entries(kind="lesson")}
    wanted = list(dict.fromkeys(names))
    remedy = "Mend the id, or run `kb index` if it is new."
    gone = [
        Fault(name, "lesson", "is no lesson of the knowledge base.", remedy)
        for name in wanted
        if name not in paths
    ]
    if gone:
        raise FaultsFound(gone)
    return [_edit(library, name, paths[name], change) for name in wanted]


def _edit(library: Library, name: str, path: str, change: Callable[[str, Values], None]) -> Edit:
    return Edit(library.root / path, path, lambda values: change(name, values))
