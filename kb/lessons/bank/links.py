"""What ties documents together, and the faults that only show when they are read together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.errors import Fault
from kb.lessons.bank.dependencies import edges_of, rings, waits_for
from kb.lessons.bank.records import Document, Lesson

TEXTS = "texts/"  # a source that begins so is a file of the bank; any other is a document elsewhere
LEAVE_OUT = "Mend the path, name a document outside the bank by its title, or say since when it is `gone`."


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


def loose_ends(lessons: Sequence[tuple[str, Lesson]], root: Path) -> list[Fault]:
    """Tell what lessons, each with its path, lean on that is not there: files, and actions that an action waits for.

    It keeps no lesson out of the base: a text may be deleted, and what was learnt from it stays.
    """
    return [
        *(fault for path, lesson in lessons for fault in _missing_files(path, lesson, root)),
        *_loose_dependencies(lessons),
        *_rings(lessons),
    ]


def _missing_files(path: str, lesson: Lesson, root: Path) -> Iterator[Fault]:
    for place, document in _named_documents(lesson):
        if document.startswith(TEXTS) and not (_home(root, path.rpartition("/")[0]) / document).exists():
            remedy = (
                LEAVE_OUT if place.startswith("sources") else "Mend the path, or name the document's title."
            )
            yield Fault(path, f"field {place}", f"there is no file {document}.", remedy)


@cache  # few folders hold many lessons
def _home(root: Path, folder: str) -> Path:
    return (root / folder).resolve().parent


def _named_documents(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """List the documents a lesson names, by the field that names them; a source known to be gone is left out."""
    for number, source in enumerate(lesson.sources):
        if not source.gone:
            yield f"sources.{number}.document", source.document
    for number, proof in enumerate(lesson.verified_by):
        yield f"verified_by.{number}.document", proof.document
    if lesson.decision and lesson.decision.note:
        yield "decision.note", lesson.decision.note


def _loose_dependencies(lessons: Sequence[tuple[str, Lesson]]) -> Iterator[Fault]:
    actions = {lesson.id: {action.id for action in lesson.actions} for _, lesson in lessons}
    remedy = "Write lesson-id/action-id of an action that has that id."
    for path, lesson in lessons:
        for number, action in enumerate(lesson.actions):
            for name in waits_for(lesson, action):
                of, _, wanted = name.partition("/")
                if wanted in actions.get(of, ()):
                    continue
                problem = (
                    f"lesson {of!r} has no action with the id {wanted!r}."
                    if of in actions
                    else f"no lesson without faults has the id {of!r}."
                )
                yield Fault(path, f"field actions.{number}.depends_on", problem, remedy)


def _rings(lessons: Sequence[tuple[str, Lesson]]) -> Iterator[Fault]:
    places = {name: path for path, lesson in lessons for name in edges_of(lesson)}
    edges = {name: waited for _, lesson in lessons for name, waited in edges_of(lesson).items()}
    remedy = "Take out one of the steps."
    for ring in rings({name: [one for one in waited if one in edges] for name, waited in edges.items()}):
        told = " → ".join((*ring, ring[0]))
        yield Fault(places[ring[0]], "field actions", f"actions wait for each other: {told}.", remedy)
