"""All files below some folders as documents, with every fault of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.finding import GUIDES, Seen, find, require, written_path
from kb.lessons.bank.links import Claim, loose_links, same_ids
from kb.lessons.bank.locating import written_ids
from kb.lessons.bank.reading import read
from kb.lessons.bank.records import CONTROL, Document, Lesson
from kb.lessons.bank.themes import Taxonomy

__all__ = ["GUIDES", "Gathered", "Recall", "gather", "require", "written_path"]

Recall = Callable[[str, Seen], Claim | None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents without faults, the faults of the others, and all files that were looked at, by path.

    `recalled` are the paths without faults that were not read, being known from before. `closed` are the
    folders that could not be opened: what lies below them is not known to be gone.
    """

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]
    seen: Mapping[str, Seen]
    recalled: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all files that were looked at."""
        return frozenset(self.seen)

    @property
    def lessons(self) -> list[tuple[str, Lesson]]:
        """The lessons that were read, each with its path."""
        return [(document.path, document.lesson) for document in self.documents if document.lesson]


def recall_nothing(_path: str, _seen: Seen) -> None:
    """Know no file from before, so that each is read."""


def gather(
    folders: Sequence[Path],
    root: Path,
    taxonomy: Taxonomy,
    known: Iterable[str] = (),
    recall: Recall = recall_nothing,
) -> Gathered:
    """Read the files below `folders`; paths are told from `root`, with forward slashes.

    `known` are ids of lessons outside the folders that a lesson may point at. What `recall` knows of a file
    stands for reading it. A file with a fault is left out, and so are two lessons with the same id and a
    lesson that points at one that does not exist. Raises `FaultsFound` with every one of the folders that
    is missing.
    """
    require(folders)
    seen, closed = find(folders, root)
    faults = [_closed_fault(error, root) for error in closed]
    ids = set(known)
    documents, claims = _read_or_recall(seen, taxonomy, recall, faults, ids)
    crossed = [*same_ids(claims), *loose_links(claims, ids)]
    faulty = {fault.file for fault in crossed}
    left_out = faulty | {document.path for document in documents}
    return Gathered(
        tuple(document for document in documents if document.path not in faulty),
        tuple(sorted([*faults, *crossed], key=lambda fault: fault.file)),
        seen,
        tuple(claim.path for claim in claims if claim.path not in left_out),
        tuple(written_path(Path(error.filename), root) for error in closed),
    )


def _read_or_recall(
    seen: Mapping[str, Seen], taxonomy: Taxonomy, recall: Recall, faults: list[Fault], ids: set[str]
) -> tuple[list[Document], list[Claim]]:
    """List the documents that were read, and the claims of all; `faults` and `ids` get those of the others."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for path, file in seen.items():
        if claim := recall(path, file):
            claims.append(claim)
            continue
        try:
            documents.append(_read(Path(file.place), path, taxonomy))
            claims.append(Claim.of(documents[-1]))
        except FaultsFound as found:
            faults.extend(found.faults)
            ids |= _claimed(Path(file.place))
    return documents, claims


def _read(file: Path, name: str, taxonomy: Taxonomy) -> Document:
    if CONTROL.search(name):
        problem = "has a name with characters that are no UTF-8 text."
        raise FaultsFound([Fault(repr(name)[1:-1], "name", problem, "Give the file another name.")])
    return read(file, name, taxonomy)


def _claimed(file: Path) -> set[str]:
    """Find the id in a file with faults, so that they are not told again of each lesson that points at it."""
    return set(written_ids(file))


def _closed_fault(error: OSError, root: Path) -> Fault:
    problem = f"cannot be opened ({error.strerror}); what the base has of it is kept."
    return Fault(written_path(Path(error.filename), root), "folder", problem, "Ask for access to it.")
