"""What stood behind the findings when the author approved them, in a file beside the notebook's data.

The file is TOML with one table, `evidence`: for each number and passage its state when it was approved, in words a
person can read. It belongs to one notebook. Findings are held against it when the notebook runs; `kb evaluation
approve` runs the notebook, shows what is new, and writes the file anew. A run tells what it rests on to the one
who approves through a file that the environment names, as hidden figures are told to the gate.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import Fault, FaultsFound
from kb.writing import write_whole

USED = "KB_EVIDENCE_USED"  # the environment variable that names where a run tells what it rests on
_HEAD = """# Det som sto bak funnene da de ble godkjent. Filen skrives av `kb evaluation approve`.
# Rett den ikke for hånd.
"""


@dataclass(frozen=True, slots=True)
class Lock:
    """The approved states of evidence by key, and the day of approval; None where nothing was approved yet."""

    states: Mapping[str, str]
    approved: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What approval makes of one piece of evidence: before is empty for a new one, after for one no longer used."""

    key: str
    before: str
    after: str


def read_lock(path: Path) -> Lock:
    """Read a file of approvals; one that is not there has approved nothing. Raises `FaultsFound` for a damaged one."""
    if not path.exists():
        return Lock({})
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        states, approved = told["evidence"], told["approved"]
    except (OSError, UnicodeDecodeError, RecursionError, tomllib.TOMLDecodeError, KeyError) as error:
        raise FaultsFound([_damaged(path, str(error))]) from error
    strings = isinstance(states, dict) and all(isinstance(state, str) for state in states.values())
    if not strings or type(approved) is not dt.date:
        raise FaultsFound([_damaged(path, "approved must be a date, and evidence a table of texts")])
    return Lock(states, approved)


def write_lock(path: Path, states: Mapping[str, str], approved: dt.date) -> Path:
    """Write the approved states in the order of their keys."""
    lines = (f"{_quoted(key)} = {_quoted(states[key])}\n" for key in sorted(states))
    text = f"{_HEAD}approved = {approved.isoformat()}\n\n[evidence]\n{''.join(lines)}"
    return write_whole(path, text.encode())


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """List what approval would change, by key."""
    keys = sorted({*before, *after})
    return [
        Change(key, before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def leave_used(lock: Path, states: Mapping[str, str]) -> None:
    """Tell the one who approves what a finding rests on; nothing where nobody asked."""
    place = os.environ.get(USED)
    if not place:
        return
    with Path(place).open("a", encoding="utf-8") as file:
        file.write(json.dumps([str(lock.resolve()), dict(states)], ensure_ascii=False) + "\n")


def read_used(file: Path) -> dict[Path, dict[str, str]]:
    """Read what a run rests on, by the file of approvals it is held against."""
    used: dict[Path, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        lock, states = json.loads(line)
        used.setdefault(Path(lock), {}).update(states)
    return used


def held_against(lock: Lock, states: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Tell what has changed since it was approved, and what never was: problem and remedy."""
    remedy = "Read the finding again, and approve it with `kb evaluation approve`."
    listed = dict(states)
    new = [key for key in listed if key not in lock.states]
    told = [(f"This evidence has not been approved: {', '.join(new)}.", remedy)] if new else []
    for key, state in listed.items():
        known = lock.states.get(key, state)
        if known != state:
            changed = (
                f"The evidence “{key}” has changed since {lock.approved}: it was “{known}”, it is “{state}”."
            )
            told.append((changed, remedy))
    return told


def _damaged(path: Path, why: str) -> Fault:
    remedy = "Take it back from git, or remove it and approve anew with `kb evaluation approve`."
    return Fault(path.name, "file", f"cannot be read ({why}).", remedy)


def _quoted(text: str) -> str:
    """Write a TOML basic string; JSON writes one alike, but for the one sign it lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
