"""The files of the bank below some folders, as they lie on disk: their paths, sizes and times, and nothing read."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.reading import OFFICE, PLAIN

GUIDES = {"readme", "les-meg"}  # files that tell about a folder and are no part of the bank
KINDS = PLAIN | OFFICE
# A file changed twice within one tick of the disk's clock shows one time; FAT's ticks are the longest.
TICK = 2_000_000_000  # nanoseconds


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it lay when the folders were walked.

    `size` is in bytes; `mtime`, in nanoseconds, is None where it tells nothing: the file changed so lately
    that it may change again unseen, or it cannot be asked.
    """

    place: str
    size: int
    mtime: int | None = None


def find(folders: Sequence[Path], root: Path) -> tuple[dict[str, Seen], list[OSError]]:
    """List the files the bank can hold by their path from `root`, in order, and what could not be opened."""
    closed: list[OSError] = []
    latest = time.time_ns() - TICK
    found: dict[str, Seen] = {}
    for folder in folders:
        if _kind(folder) == "folder":
            found |= _look_below(folder, root, latest, closed)
        else:
            found[written_path(folder, root)] = _look_at(folder, str(folder), latest) or Seen(str(folder), -1)
    return dict(sorted(found.items())), closed


def _look_below(folder: Path, root: Path, latest: int, closed: list[OSError]) -> Iterator[tuple[str, Seen]]:
    """Yield the path of every file below a folder, with what is seen of it; links to folders are not followed."""
    top = written_path(folder, root)
    waiting = [(os.fspath(folder), top)]
    while waiting:
        place, path = waiting.pop()
        if top.startswith(".."):  # a folder further down may lie in the root again
            path = written_path(Path(place), root)
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            closed.append(error)
            continue
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            below = entry.name if path == "." else f"{path.rstrip('/')}/{entry.name}"
            if _is_folder(entry):
                waiting += [] if entry.is_symlink() else [(entry.path, below)]
            elif _may_belong(entry.name) and (seen := _look_at(entry, entry.path, latest)):
                yield below, seen


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _may_belong(name: str) -> bool:
    stem, _, ending = name.rpartition(".")
    return f".{ending.lower()}" in KINDS and stem.lower() not in GUIDES and not name.startswith((".", "~$"))


def _look_at(file: Path | os.DirEntry[str], place: str, latest: int) -> Seen | None:
    """Tell size and time; None for a device. A name that leads nowhere is kept, so that reading it tells why."""
    try:
        told = file.stat()
    except (OSError, ValueError):
        return Seen(place, -1)
    if not stat.S_ISREG(told.st_mode):
        return None
    return Seen(place, told.st_size, told.st_mtime_ns if 0 < told.st_mtime_ns < latest else None)


def require(folders: Sequence[Path]) -> None:
    """Raise `FaultsFound` with every folder that is missing, and every file of a kind that is not read."""
    kinds = ", ".join(sorted(KINDS))
    faults = []
    for folder in folders:
        kind = _kind(folder)
        if kind == "nothing":
            problem = "There is no folder or file of this name."
            faults.append(Fault(str(folder), "folder", problem, "Check the name, or make it."))
        elif kind == "device" or (kind == "file" and not _may_belong(folder.name)):
            problem = "is of no kind that is read."
            faults.append(Fault(str(folder), "file", problem, f"Name a folder, or a file of {kinds}."))
    if faults:
        raise FaultsFound(faults)


def _kind(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "nothing"
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "device"


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
