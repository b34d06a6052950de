"""What ties documents together, and the faults that only show when they are read together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.errors import Fault
from kb.lessons.records import Document

TEXTS = "texts/"  # a source that begins so is a file of the bank; any other is a document elsewhere


def same_ids(documents: Sequence[Document]) -> list[Fault]:
    """Tell every document whose id another has too."""
    places: dict[str, list[str]] = {}
    for document in documents:
        places.setdefault(document.id, []).append(document.path)
    return [
        Fault(
            path,
            "field id",
            f"{name!r} is also the id of {_others(paths, path)}.",
            "Give one of them another id.",
        )
        for name, paths in places.items()
        if len(paths) > 1
        for path in paths
    ]


def _others(paths: list[str], path: str) -> str:
    return ", ".join(other for other in paths if other != path)


def loose_links(documents: Sequence[Document], known: set[str]) -> list[Fault]:
    """Tell every link to a lesson that is neither among the documents nor known."""
    lessons = [document for document in documents if document.lesson]
    ids = known | {document.id for document in lessons}
    remedy = "Write the id of an existing lesson, or take it out."
    return [
        Fault(document.path, "field identified_before", f"no lesson has the id {target!r}.", remedy)
        for document in lessons
        if document.lesson
        for target in document.lesson.identified_before
        if target not in ids or target == document.id
    ]


def missing_sources(documents: Sequence[Document], root: Path) -> list[Fault]:
    """Tell every source below `texts/` that is no file beside the lesson's folder.

    It keeps no lesson out of the base: a text may be deleted, and what was learnt from it stays.
    """
    remedy = "Mend the path, or name a document outside the bank by its title."
    return [
        Fault(
            document.path, f"field sources.{number}.document", f"there is no file {source.document}.", remedy
        )
        for document in documents
        if document.lesson
        for number, source in enumerate(document.lesson.sources)
        if source.document.startswith(TEXTS)
        and not ((root / document.path).resolve().parent.parent / source.document).exists()
    ]
