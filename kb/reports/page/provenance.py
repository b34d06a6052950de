"""Where a page comes from: data, run, programs and the rule for small numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup

from kb.reports.page.profile import Profile
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language, moment

_RUN_TIME = re.compile(r'<time datetime="([^"]+)">')
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
    contact: str = ""
    profile: Profile = field(default_factory=Profile)


def data_file(path: Path) -> DataFile:
    """Describe a file by name and fingerprint, and a CSV file by its rows under the first line."""
    content = path.read_bytes()
    rows = max(len(content.splitlines()) - 1, 0) if path.suffix == ".csv" else None
    return DataFile(path.name, hashlib.sha256(content).hexdigest(), rows)


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


def commit_of(root: Path) -> str | None:
    """Tell the commit the page was made from; None outside a git checkout."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None


def run_time(time: dt.datetime, language: Language) -> Markup:
    """Write the time of the run: the one thing of a page that differs between two runs on the same data."""
    return element("time", moment(time, language=language), datetime=time.isoformat(timespec="minutes"))


def read_run_time(html: str) -> dt.datetime | None:
    """Read the time of the run back from a page; None where it tells none."""
    found = _RUN_TIME.search(html)
    return dt.datetime.fromisoformat(found[1]) if found else None
