"""All files below some folders as documents, with every fault of every file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

from kb.errors import Fault, FaultsFound, KbError
from kb.lessons.reading import OFFICE, PLAIN, read
from kb.lessons.records import Document
from kb.lessons.themes import Taxonomy

GUIDES = {"readme", "les-meg"}  # files that tell about a folder and are no part of the bank


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents without faults, the faults of the others, and the paths of all files that were looked at."""

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]
    paths: frozenset[str]


def gather(folders: Sequence[Path], root: Path, taxonomy: Taxonomy, known: Iterable[str] = ()) -> Gathered:
    """Read all files below `folders`; paths are told from `root`, with forward slashes.

    `known` are ids of lessons outside the folders that a lesson may point at. A file with a fault is left
    out, and so are two lessons with the same id and a lesson that points at one that does not exist.
    """
    documents: list[Document] = []
    faults: list[Fault] = []
    paths = {written_path(file, root): file for folder in folders for file in find_files(folder)}
    for name, file in sorted(paths.items()):
        try:
            documents.append(read(file, name, taxonomy))
        except FaultsFound as found:
            faults.extend(found.faults)
    crossed = [*_same_ids(documents), *_loose_links(documents, set(known))]
    faulty = {fault.file for fault in crossed}
    return Gathered(
        tuple(document for document in documents if document.path not in faulty),
        tuple(sorted([*faults, *crossed], key=lambda fault: fault.file)),
        frozenset(paths),
    )


def find_files(folder: Path) -> list[Path]:
    """List the files the bank can hold below a folder (or the file itself); raise `KbError` when it is missing."""
    if not folder.exists():
        raise KbError(f"There is no folder {folder}. Check the name, or make it.")
    files = folder.rglob("*") if folder.is_dir() else iter([folder])
    return sorted(file for file in files if _belongs(file, folder))


def _belongs(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    wanted = file.suffix.lower() in PLAIN | OFFICE and file.stem.lower() not in GUIDES
    return wanted and not hidden and file.is_file()


def written_path(file: Path, root: Path) -> str:
    """Write a path from the root with forward slashes; the whole path where the drives differ."""
    try:
        return Path(relpath(file, root)).as_posix()
    except ValueError:
        return file.resolve().as_posix()


def _same_ids(documents: list[Document]) -> list[Fault]:
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


def _loose_links(documents: list[Document], known: set[str]) -> list[Fault]:
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
