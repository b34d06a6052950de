"""All files below some folders as documents, with every fault of every file."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.lessons.links import loose_links, same_ids
from kb.lessons.reading import OFFICE, PLAIN, read
from kb.lessons.records import CONTROL, Document
from kb.lessons.themes import Taxonomy

GUIDES = {"readme", "les-meg"}  # files that tell about a folder and are no part of the bank
ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents without faults, the faults of the others, and the paths of all files that were looked at.

    `closed` are the folders that could not be opened: what lies below them is not known to be gone.
    """

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]
    paths: frozenset[str]
    closed: tuple[str, ...] = ()


def gather(folders: Sequence[Path], root: Path, taxonomy: Taxonomy, known: Iterable[str] = ()) -> Gathered:
    """Read all files below `folders`; paths are told from `root`, with forward slashes.

    `known` are ids of lessons outside the folders that a lesson may point at. A file with a fault is left
    out, and so are two lessons with the same id and a lesson that points at one that does not exist.
    Raises `FaultsFound` with every one of the folders that is missing.
    """
    require(folders)
    documents: list[Document] = []
    faults: list[Fault] = []
    closed: list[OSError] = []
    ids = set(known)
    paths = {written_path(file, root): file for folder in folders for file in _find_files(folder, closed)}
    for name, file in sorted(paths.items()):
        try:
            documents.append(_read(file, name, taxonomy))
        except FaultsFound as found:
            faults.extend(found.faults)
            ids |= _claimed(file)
    faults += [_closed_fault(error, root) for error in closed]
    crossed = [*same_ids(documents), *loose_links(documents, ids)]
    faulty = {fault.file for fault in crossed}
    return Gathered(
        tuple(document for document in documents if document.path not in faulty),
        tuple(sorted([*faults, *crossed], key=lambda fault: fault.file)),
        frozenset(paths),
        tuple(written_path(Path(error.filename), root) for error in closed),
    )


def require(folders: Sequence[Path]) -> None:
    """Raise `FaultsFound` with every folder that is missing, and every file of a kind that is not read."""
    kinds = ", ".join(sorted(PLAIN | OFFICE))
    faults = []
    for folder in folders:
        if _kind(folder) == "nothing":
            problem = "There is no folder or file of this name."
            faults.append(Fault(str(folder), "folder", problem, "Check the name, or make it."))
        elif _kind(folder) != "folder" and not _belongs(folder):
            problem = "is of no kind that is read."
            faults.append(Fault(str(folder), "file", problem, f"Name a folder, or a file of {kinds}."))
    if faults:
        raise FaultsFound(faults)


def _find_files(folder: Path, closed: list[OSError]) -> list[Path]:
    """List the files the bank can hold below a folder (or the file itself); `closed` gets what cannot be opened."""
    if _kind(folder) != "folder":
        return [folder]
    found = []
    for place, below, names in os.walk(folder, onerror=closed.append):
        below[:] = [name for name in below if not name.startswith((".", "~$"))]
        found += [file for file in (Path(place, name) for name in names) if _belongs(file)]
    return found


def _belongs(file: Path) -> bool:
    wanted = file.suffix.lower() in PLAIN | OFFICE and file.stem.lower() not in GUIDES
    # A name that leads nowhere is kept, so that reading it tells why.
    return wanted and not file.name.startswith((".", "~$")) and _kind(file) in {"file", "nothing"}


def _kind(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "nothing"
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "device"


def _read(file: Path, name: str, taxonomy: Taxonomy) -> Document:
    if CONTROL.search(name):
        problem = "has a name with characters that are no UTF-8 text."
        raise FaultsFound([Fault(repr(name)[1:-1], "name", problem, "Give the file another name.")])
    return read(file, name, taxonomy)


def _claimed(file: Path) -> set[str]:
    """Find the id in a file with faults, so that they are not told again of each lesson that points at it."""
    try:
        with file.open("rb") as opened:
            return {match.decode() for match in ID.findall(opened.read(4000))}
    except OSError:
        return set()


def _closed_fault(error: OSError, root: Path) -> Fault:
    problem = f"cannot be opened ({error.strerror}); what the base has of it is kept."
    return Fault(written_path(Path(error.filename), root), "folder", problem, "Ask for access to it.")


def written_path(file: Path, root: Path) -> str:
    """Write a path from the root with forward slashes; the whole path where the drives differ.

    A path that leads out of the root is told as it is without links, lest one file has two names.
    """
    try:
        written = Path(os.path.relpath(file, root))
        if ".." in written.parts:
            real = file.resolve() if file.is_dir() else file.parent.resolve() / file.name
            within = Path(os.path.relpath(real, root.resolve()))
            written = written if ".." in within.parts else within
        return written.as_posix()
    except (ValueError, OSError):
        return file.absolute().as_posix()
