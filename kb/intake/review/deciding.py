"""One decision on one proposal, carried out: a draft written, a source added to a lesson, or a reason kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kb.errors import KbError
from kb.intake.proposals.records import Proposal
from kb.intake.review.choices import Decision
from kb.intake.review.decisions import Decided, Verdict, keep, read_decisions
from kb.intake.review.writing import lesson_named, lessons_of, merge, write_draft
from kb.lessons.library import Library
from kb.privacy.persons import mask_persons
from kb.writing import write_whole


def decide(
    library: Library, proposal: Proposal, decision: Decision, *, today: date, names: Collection[str] = ()
) -> tuple[Path, ...]:
    """Carry out a decision and keep it; give the files that were written, none for `skip`.

    Raises `KbError` where the decision lacks what it needs, and `FaultsFound` where an edited draft has faults; then
    nothing was written.
    """
    if decision.choice == "skip":
        return ()
    if decision.choice == "reject":
        if not decision.reason.strip():
            raise KbError("A rejected proposal needs a reason, so that others see why. Write a few words.")
        reason = mask_persons(" ".join(decision.reason.split()), names)
        return (_keep(library, proposal, "rejected", today, reason=reason),)
    read_decisions(library)  # raises where it cannot be added to, before a lesson is written
    lessons = lessons_of(library)
    if decision.choice == "merge":
        into = lesson_named(lessons, decision.lesson)
        path = merge(library, proposal, into)
        with _undone(path, into.text):
            return (path, _keep(library, proposal, "merged", today, lesson=decision.lesson))
    if decision.choice == "again":
        lesson_named(lessons, decision.lesson)
    path, name = write_draft(library, proposal, decision, lessons, today, names)
    with _undone(path):
        return (path, _keep(library, proposal, "accepted", today, lesson=name))


@contextmanager
def _undone(path: Path, before: str | None = None) -> Iterator[None]:
    """Put a lesson back as it was, or away, when the decision on it cannot be kept."""
    try:
        yield
    except KbError:
        if before is None:
            path.unlink()
        else:
            write_whole(path, before.encode())
        raise


def _keep(
    library: Library, proposal: Proposal, verdict: Verdict, today: date, *, lesson: str = "", reason: str = ""
) -> Path:
    sources = dict.fromkeys(one.document for one in proposal.sources)
    document = next(iter(sources))
    told = [
        Decided(id=name, verdict=verdict, day=today, document=document, lesson=lesson, reason=reason)
        for name in sorted(proposal.ids)
    ]
    return keep(library, told)
