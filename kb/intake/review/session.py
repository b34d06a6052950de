"""A walk through proposals: what waits, what was decided, and what is near each; the same for terminal and notebook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kb.errors import KbError
from kb.intake.nearness import Near, Nearness
from kb.intake.proposals.proposing import propose
from kb.intake.proposals.records import Proposal
from kb.intake.review.choices import Decision
from kb.intake.review.deciding import decide
from kb.intake.review.decisions import read_decisions, undecided
from kb.lessons.library import Library


@dataclass(frozen=True, slots=True)
class Session:
    """The proposals that wait, the first being asked about, and what came of those before."""

    waiting: tuple[Proposal, ...]
    decided: tuple[tuple[Proposal, Decision], ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def current(self) -> Proposal | None:
        """The proposal that is asked about; None at the end."""
        return self.waiting[0] if self.waiting else None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is near each of some proposals, by id; `untold` says why nothing is, where nothing is indexed."""

    near: dict[str, tuple[Near, ...]]
    untold: str = ""

    def of(self, proposal: Proposal) -> tuple[Near, ...]:
        """List the lessons near a proposal, the nearest first."""
        return self.near.get(proposal.id, ())


def open_session(library: Library, files: Sequence[Path] = (), limit: int | None = None) -> Session:
    """Propose from texts (all of the bank's when none is named), without what was decided before.

    Raises `FaultsFound` as `propose` and `read_decisions` do.
    """
    decided = read_decisions(library)
    return Session(tuple(undecided(propose(library, files), decided)[:limit]))


def step(
    library: Library, session: Session, decision: Decision, *, today: date, names: Collection[str] = ()
) -> Session:
    """Decide on the proposal asked about and give the session after it. Raises as `decide` does, and then it stands."""
    proposal = session.current
    if proposal is None:
        return session
    written = decide(library, proposal, decision, today=today, names=names)
    return replace(
        session,
        waiting=session.waiting[1:],
        decided=(*session.decided, (proposal, decision)),
        written=tuple(dict.fromkeys((*session.written, *written))),
    )


def neighbours(library: Library, proposals: Sequence[Proposal], limit: int = 3) -> Neighbours:
    """Find the lessons near each proposal; where nothing is indexed none is told, and why."""
    try:
        nearness = Nearness(library)
        near = nearness.of_all(
            [_asked(one) for one in proposals],
            limit,
            kinds=[one.kind for one in proposals],
            themes=[one.themes for one in proposals],
        )
    except KbError as error:
        return Neighbours({}, str(error))
    return Neighbours({one.id: tuple(own) for one, own in zip(proposals, near, strict=True)})


def _asked(proposal: Proposal) -> str:
    """Ask with the heading, as the bank's passages are embedded: it found the lesson more often, 0.59 for 0.54."""
    heading = proposal.quoted.heading.split(" › ")[-1]
    return f"{heading}\n{proposal.quoted.words}".strip()
