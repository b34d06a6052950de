"""The file of quotes that people decide on, `approved_quotes.toml`: read with all its faults, only ever added to."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import Fault, FaultsFound
from kb.privacy.persons import find_persons
from kb.writing import write_all

_HEAD = """\
# Quotes from open answers. Nothing is quoted before somebody has decided so here.
# For each: set decision to "approved" or "rejected", by to your role (not your name), when to the date, and
# reason to why. Leave question, group, hash and text as they are; a changed text is not shown.
"""
_REMEDIES = {
    "decision": "Write undecided, approved or rejected.",
    "when": "Write the day, such as 2026-11-28.",
    "by": "Write the role that decided, in quotes.",
    "reason": "Write why it may, or may not, be shown, in quotes.",
}


class Entry(BaseModel):
    """One quote and what was decided on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    group: str = Field(min_length=1)
    hash: str = Field(pattern=r"^[0-9a-f]{16}$")
    text: str = Field(min_length=1)
    decision: Literal["undecided", "approved", "rejected"] = "undecided"
    by: str = ""
    when: dt.date | Literal[""] = ""
    reason: str = ""


def read_entries(file: Path) -> list[Entry]:
    """Read the quotes of a file in order; raises `FaultsFound` with everything wrong in it."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError, tomllib.TOMLDecodeError) as error:
        raise FaultsFound(
            [Fault(file.name, "the file", f"Cannot be read: {error}.", "Save it as TOML in UTF-8.")]
        ) from error
    faults = [
        Fault(file.name, key, "Is not a key of this file.", "Write quotes as [[quote]].")
        for key in content
        if key != "quote"
    ]
    held = content.get("quote", [])
    if not isinstance(held, list):
        held = []
        faults.append(Fault(file.name, "quote", "Is no list of quotes.", "Write each as [[quote]]."))
    entries: list[Entry] = []
    for at, raw in enumerate(held, 1):
        try:
            entries.append(Entry.model_validate(raw))
            faults += _undecided(file.name, at, entries[-1])
        except ValidationError as error:
            # A date that is none is refused once for each kind of value it could have been.
            kinds = {str((*one["loc"], "entry")[0]): one["type"] for one in error.errors()}
            faults += [_told(file.name, at, key, kind) for key, kind in kinds.items()]
    faults += _twice(file.name, entries)
    if faults:
        raise FaultsFound(faults)
    return entries


def append_entries(file: Path, entries: Sequence[Entry]) -> None:
    """Put entries after what a file holds, in one go; what was there keeps every sign."""
    if not entries:
        return
    before = file.read_text(encoding="utf-8-sig") if file.exists() else _HEAD
    text = before.rstrip("\n") + "\n" + "".join(f"\n{_written(entry)}" for entry in entries)
    write_all({file: text.encode()}, private=[file])


def _written(entry: Entry) -> str:
    fields = ("question", "group", "hash", "text", "decision", "by", "when", "reason")
    lines = (f"{field} = {_quoted(str(getattr(entry, field)))}" for field in fields)
    return "[[quote]]\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Write a TOML string: JSON's escapes are TOML's, but for the sign of deletion."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _undecided(file: str, at: int, entry: Entry) -> Iterator[Fault]:
    """Find what a decision lacks."""
    if entry.decision == "undecided":
        return
    place = f"quote {at}"
    if not entry.by.strip():
        yield Fault(file, f"{place}, by", "Nobody stands for the decision.", "Write the role that decided.")
    elif any(found.kind != "role" for found in find_persons(entry.by)):
        yield Fault(file, f"{place}, by", "Names a person.", "Write the role that decided, not a name.")
    if not entry.when:
        yield Fault(file, f"{place}, when", "Has no date.", "Write the day, such as 2026-11-28.")
    if not entry.reason.strip():
        yield Fault(file, f"{place}, reason", "Gives no reason.", "Write why it may, or may not, be shown.")


def _twice(file: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, entry in enumerate(entries, 1):
        if entry.hash in seen:
            yield Fault(file, f"quote {at}", "Stands in the file twice.", "Keep one of the two.")
        seen.add(entry.hash)


def _told(file: str, at: int, key: str, kind: str) -> Fault:
    where = f"quote {at}, {key}"
    if kind == "missing":
        return Fault(file, where, "Is missing.", "Put the key back.")
    if kind == "extra_forbidden":
        return Fault(file, where, "Is not a key of a quote.", "Check the spelling, or remove it.")
    return Fault(file, where, "Holds what it cannot.", _REMEDIES.get(key, "Put it back as it was written."))
