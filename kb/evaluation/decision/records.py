"""A decision note as its TOML file holds it.

DFØ: an evaluation is not itself a basis for decision. What follows it says what is recommended, in priority, what it
costs, whom it concerns and what else could be done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kb.errors import Fault, FaultsFound
from kb.evaluation.claims.reading import read_findings
from kb.lessons.bank.changes import Decision
from kb.lessons.bank.fields import Slug, Slugs, Words
from kb.tomlfiles import read_model

REMEDY = "Mend it after the sample in notebooks/data/decision.toml."


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Alternative(_Part):
    """Something else that could be done, and what that would mean."""

    what: Words
    means: Words


class Rested(_Part):
    """A finding that a recommendation rests on: its name in the evaluation's notebook, and what it says in short."""

    name: Slug
    says: Words


class Recommendation(_Part):
    """What is recommended: why, what it costs, whom it concerns, what else could be done, and what was decided.

    `priority` is 1 for the first. `findings` are those of the evaluation it rests on, `lessons` are ids of the bank.
    """

    priority: Annotated[int, Field(ge=1)]
    what: Words
    why: Words
    cost: Words
    concerns: list[Words] = Field(min_length=1)
    owner: Words
    due: date | None = None
    findings: list[Rested] = Field(min_length=1)
    lessons: Slugs = Field(default_factory=list)
    alternatives: list[Alternative] = Field(min_length=1)
    decision: Decision | None = None


class Note(_Part):
    """A decision note: the matter, the evaluation it rests on, who decides, and the recommendations.

    `notebook` is the evaluation's, told from the note's own folder.
    """

    title: Words
    matter: Words
    evaluation: Words
    notebook: Words
    decided_by: Words
    date: date
    recommendations: list[Recommendation] = Field(min_length=1)

    @property
    def in_priority(self) -> list[Recommendation]:
        """The recommendations, the first priority first."""
        return sorted(self.recommendations, key=lambda one: one.priority)

    @property
    def decided(self) -> list[tuple[Recommendation, Decision]]:
        """Those on which something was decided, with what."""
        return [(one, one.decision) for one in self.in_priority if one.decision]


def read_note(path: Path | str, names: Collection[str] = ()) -> Note:
    """Read a decision note; raise `FaultsFound` with every fault of its keys, its priorities and its findings.

    Who decides and who owns are told by role: a person there is a fault, and `names` are looked for besides.
    """
    file = Path(path)
    note = read_model(file, Note, remedy=REMEDY)
    if faults := [*_faults(file.name, note), *_finding_faults(file, note), *_persons(file.name, note, names)]:
        raise FaultsFound(faults)
    return note


def _persons(file: str, note: Note, names: Collection[str]) -> Iterator[Fault]:
    """Tell every person among those who decide and own, and in what would be written on a lesson."""
    from kb.privacy.persons import find_persons

    told = [("decided_by", note.decided_by)]
    for one in note.in_priority:
        told.append((f"recommendation {one.priority}, owner", one.owner))
        if one.decision:
            place = f"recommendation {one.priority}, decision"
            told += [(f"{place}.by", one.decision.by), (f"{place}.reason", one.decision.reason or "")]
    for place, words in told:
        for found in find_persons(words, names):
            if found.kind != "role":
                problem = f"tells of a person: {found.text!r} ({found.kind})."
                yield Fault(file, place, problem, "Name the role instead.")


def _finding_faults(file: Path, note: Note) -> Iterator[Fault]:
    """Tell every finding that the evaluation does not have."""
    notebook = file.parent / note.notebook
    if not notebook.is_file():
        yield Fault(
            file.name, "notebook", f"there is no {note.notebook}.", "Tell the evaluation's own notebook."
        )
        return
    known = {one.name for one in read_findings(notebook)}
    for one in note.in_priority:
        for finding in one.findings:
            if finding.name not in known:
                place = f"recommendation {one.priority}, findings"
                remedy = f"It has: {', '.join(sorted(known)) or 'none'}."
                yield Fault(file.name, place, f"the evaluation has no finding {finding.name!r}.", remedy)


def _faults(file: str, note: Note) -> Iterator[Fault]:
    counts = Counter(one.priority for one in note.recommendations)
    for priority, count in sorted(counts.items()):
        if count > 1:
            problem = f"{count} recommendations have priority {priority}."
            yield Fault(file, "priority", problem, "Put them in an order.")
    wanted = set(range(1, len(counts) + 1))
    if set(counts) != wanted:
        missing = ", ".join(map(str, sorted(wanted - set(counts))))
        yield Fault(file, "priority", f"no recommendation has priority {missing}.", "Number them from 1.")
