"""The files of a folder that people meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.errors import Fault, FaultsFound

_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
_TEMPORARY = (".tmp", ".part", ".crdownload", ".bak", ".lock", ".swp")


def find_originals(paths: Iterable[Path]) -> list[Path]:
    """Give the files named, and all files in the folders named, each once, folders in the order of names.

    Hidden and temporary files (`.x`, `~$x.docx`, `x.tmp`) within folders are passed over; links to folders are not
    followed. Raises `FaultsFound` for every path that is not there, and a folder that cannot be opened.
    """
    named = list(paths)
    lacking = [path for path in named if not path.exists()]
    if lacking:
        remedy = "Check how the name is written."
        raise FaultsFound([Fault(str(path), "file", "is not there.", remedy) for path in lacking])
    found: dict[Path, Path] = {}
    for path in named:
        for file in _within(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _within(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        yield from (Path(place, name) for name in sorted(files) if not _is_passed_over(name))


def _refuse(error: OSError) -> None:
    problem, remedy = f"cannot be opened ({error.strerror}).", "Check your access to it, or leave it out."
    raise FaultsFound([Fault(str(error.filename), "folder", problem, remedy)]) from error


def _is_passed_over(name: str) -> bool:
    plain = name.casefold()
    return plain.startswith((".", "~", "__macosx")) or plain in _SYSTEM or plain.endswith((*_TEMPORARY, "~"))
