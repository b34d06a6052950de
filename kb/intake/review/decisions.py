"""What people decided on proposals, a line each in `lessons/proposals.jsonl`, so that nothing is asked twice.

The lines stand in the order of the proposals' ids, which are spread at random: what two people decided apart lands
in different places of the file, and git merges it as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import Fault, FaultsFound
from kb.intake.proposals.records import Proposal
from kb.lessons.library import Library
from kb.writing import write_whole

FILE = "proposals.jsonl"
Verdict = Literal["accepted", "merged", "rejected"]
REMEDY = "Mend the line, or remove it; then the proposal is asked about again."


class Decided(BaseModel):
    """A decision as it is kept: `lesson` is what the proposal became or went into, `reason` why it was rejected."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    verdict: Verdict
    day: date
    document: str
    lesson: str = ""
    reason: str = ""


def decisions_file(library: Library) -> Path:
    """Give the file the bank's decisions are kept in."""
    return library.lessons / FILE


def read_decisions(library: Library) -> tuple[Decided, ...]:
    """Read what was decided. Raises `FaultsFound` with every line that cannot be read."""
    file = decisions_file(library)
    if not file.exists():
        return ()
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read ({error.__class__.__name__})."
        raise FaultsFound(
            [Fault(FILE, "file", problem, "Save it as UTF-8, and check your access.")]
        ) from error
    read: list[Decided] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        try:
            read += [Decided.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            faults.append(Fault(FILE, f"line {number}", _problem(line, error), REMEDY))
    if faults:
        raise FaultsFound(faults)
    return tuple(read)


def _problem(line: str, error: ValidationError) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "is a mark of git's, from a merge that was not finished."
    return f"is no decision ({error.errors()[0]['msg']})."


def undecided(proposals: Iterable[Proposal], decided: Iterable[Decided]) -> list[Proposal]:
    """Leave out the proposals that were decided on: by their own id, or as one of several places of one point."""
    known = {one.id for one in decided}
    return [one for one in proposals if known.isdisjoint(one.ids)]


def keep(library: Library, new: Sequence[Decided]) -> Path:
    """Add decisions to the bank's file; of one proposal the latest word holds."""
    latest = {one.id: one for one in (*read_decisions(library), *new)}
    lines = [latest[key].model_dump_json(exclude_defaults=True) for key in sorted(latest)]
    return write_whole(decisions_file(library), ("\n".join(lines) + "\n").encode())
