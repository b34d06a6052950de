"""Where a page comes from: data, run, programs and the rule for small numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_PROGRAMS = ("erfaringsbank", "pandas", "nbconvert")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file behind a page: its name, the SHA-256 of its bytes, and its rows where it has rows."""

    name: str
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that the foot of a page tells. `smallest` is the threshold under which numbers are hidden."""

    municipality: str
    synthetic: bool
    files: tuple[DataFile, ...]
    run_at: dt.datetime
    versions: tuple[tuple[str, str], ...]
    smallest: int
    commit: str | None = None
    key: str = ""


def data_file(path: Path, *, rows: int | None = None) -> DataFile:
    """Describe a file by name and fingerprint."""
    with path.open("rb") as file:
        return DataFile(path.name, hashlib.file_digest(file, "sha256").hexdigest(), rows)


def data_folder(path: Path) -> DataFile:
    """Describe a folder by its name, how many files it holds, and one fingerprint of all of them."""
    digest = hashlib.sha256()
    files = sorted(file for file in path.rglob("*") if file.is_file())
    for file in files:
        digest.update(f"{file.relative_to(path).as_posix()}\n".encode() + file.read_bytes())
    return DataFile(f"{path.resolve().name}/ ({len(files)})", digest.hexdigest())


def installed_versions(programs: Iterable[str] = _PROGRAMS) -> tuple[tuple[str, str], ...]:
    """Give the versions of Python and of installed programs."""
    return (("Python", platform.python_version()), *((name, version(name)) for name in programs))
