"""A lesson's life as git has kept it: when its file changed, and what changed in words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from kb.errors import KbError
from kb.lessons.bank.differences import differences, lesson_id
from kb.lessons.bank.fields import CONTROL

MARK, PART = "\x1e", "\x1f"  # of a commit, and between its parts, which no name or path holds
FORMAT = f"--format={MARK}%H{PART}%as{PART}%an"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a lesson: its day, what changed in words, and by whom.

    `day` and `commit` are None for what is not committed yet. `moved` is the path the file had before.
    """

    day: date | None
    changes: tuple[str, ...]
    commit: str | None = None
    name: str = ""
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class _Commit:
    hash: str
    day: date
    name: str
    path: str
    moved: str | None


def history(file: Path) -> list[Step]:
    """List the changes of a lesson's file, the latest first, also under the names it had before.

    Raises `KbError` where git is not installed, the folder is no git repository, or the file is not in it.
    """
    commits = _commits(file)
    texts = _texts(file.parent, [f"{one.hash}:{one.path}" for one in commits])
    now = _decoded(file.read_bytes())
    own = _same_lesson(now, texts)
    steps = [_uncommitted(own[0], now)] if own[0] != now else []
    known = [*own, None]  # and before the first there was none
    for commit, (after, before) in zip(commits, pairwise(known), strict=False):
        told = tuple(differences(before, str(after)))
        moved = commit.moved if before is not None else None
        steps.append(Step(commit.day, told, commit.hash, commit.name, moved))
    return steps


def _uncommitted(before: str, now: str) -> Step:
    return Step(None, tuple(differences(before, now)))


def _same_lesson(now: str, texts: Sequence[str]) -> list[str]:
    """Leave out what git takes for an older name but is the lesson this one was copied from."""
    own = lesson_id(now)
    for number, text in enumerate(texts):
        if number and own and lesson_id(text) not in (own, None):
            return list(texts[:number])
    return list(texts)


def _commits(file: Path) -> list[_Commit]:
    command = ["log", "--follow", "-M", "--name-status", FORMAT, "--", file.name]
    told = _git(file.parent, command).decode("utf-8", errors="replace")
    commits = [_commit(part) for part in told.split(MARK)[1:]]
    if not commits:
        raise KbError(f"{file} is not in git yet: commit it, and its history begins.")
    return commits


def _commit(told: str) -> _Commit:
    head, _, files = told.partition("\n")
    commit, day, name = head.split(PART)
    status, *paths = files.strip().split("\n")[0].split("\t")
    moved = paths[0] if status.startswith("R") else None
    return _Commit(commit, date.fromisoformat(day), CONTROL.sub("", name), paths[-1], moved)


def _texts(folder: Path, names: Iterable[str]) -> list[str]:
    """Read files as they were, all through one run of git."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = _git(folder, ["cat-file", "--batch"], asked)
    texts, at = [], 0
    while at < len(answer):
        head, _, _ = answer[at:].partition(b"\n")
        at += len(head) + 1
        size = int(head.rpartition(b" ")[2]) if b" blob " in head else -1
        texts.append(_decoded(answer[at : at + size]) if size >= 0 else "")
        at += size + 1
    return texts


def _decoded(content: bytes) -> str:
    # git may keep other line ends than the disk has
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _git(folder: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotepath=off", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError:
        raise KbError(
            "git is not installed, and the history of a lesson is kept by it. Install git."
        ) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        why = said[0].removeprefix("fatal: ") if said else "no reason was told"
        raise KbError(f"git keeps no history of {folder} ({why}). Put the lessons into a git repository.")
    return done.stdout
