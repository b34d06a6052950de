"""Approval: run a notebook, see what its findings rest on now, and write it down."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.errors import KbError
from kb.evaluation.claims.lock import USED, Change, changes, read_lock, read_used, write_lock


@dataclass(frozen=True, slots=True)
class Approval:
    """A file of approvals, what approval changes in it, and how many pieces of evidence it then holds."""

    lock: Path
    changes: tuple[Change, ...]
    pieces: int


def approve(notebook: Path, day: dt.date, *, write: bool = True) -> list[Approval]:
    """Approve what the findings of a notebook rest on now; with `write` False only tell what would change.

    Raises `FaultsFound` where a cell fails, and `KbError` where no finding is held against approvals.
    """
    from kb.reports.page.notebooks import run

    with TemporaryDirectory(prefix="kb-evidence-") as folder:
        file = Path(folder) / "used.jsonl"
        with _named(file):
            run(notebook)
        used = read_used(file)
    if not used:
        remedy = "Open it with Evidence(…, lock=…), and make findings with it."
        raise KbError(f"No finding of {notebook.name} rests on evidence that is approved. {remedy}")
    approvals = []
    for lock, states in used.items():
        told = changes(read_lock(lock).states, states)
        if write and told:
            write_lock(lock, states, day)
        approvals.append(Approval(lock, tuple(told), len(states)))
    return approvals


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Let the runs within leave what they rest on in a file."""
    before = os.environ.get(USED)
    os.environ[USED] = str(file)
    try:
        yield
    finally:
        if before is None:
            del os.environ[USED]
        else:
            os.environ[USED] = before
