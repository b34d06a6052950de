"""What ties documents together, and the faults that only show when they are read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault
from kb.lessons.bank.records import Document

TEXTS = "texts/"  # a source that begins so is a file of the bank; any other is a document elsewhere


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says that others may contradict: its id, and the lessons it points at.

    `earlier` is None for a text, which no lesson can point at.
    """

    path: str
    id: str
    earlier: tuple[str, ...] | None = None

    @classmethod
    def of(cls, document: Document) -> Claim:
        """Take the claim of a document that was read."""
        lesson = document.lesson
        return cls(document.path, document.id, tuple(lesson.identified_before) if lesson else None)


def same_ids(claims: Sequence[Claim]) -> list[Fault]:
    """Tell every document whose id another has too."""
    places: dict[str, list[str]] = {}
    for claim in claims:
        places.setdefault(claim.id, []).append(claim.path)
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


def loose_links(claims: Sequence[Claim], known: set[str]) -> list[Fault]:
    """Tell every link to a lesson that is neither among the documents nor known."""
    ids = known | {claim.id for claim in claims if claim.earlier is not None}
    remedy = "Write the id of an existing lesson, or take it out."
    return [
        Fault(claim.path, "field identified_before", f"no lesson has the id {target!r}.", remedy)
        for claim in claims
        for target in claim.earlier or ()
        if target not in ids or target == claim.id
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
