"""What nobody looked at: questions and tracks without findings; areas, groups and themes no finding tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.evaluation.plan import Plan
from kb.lessons.bank.life import UNSETTLED
from kb.lessons.base.store import Entry


class Told(Protocol):
    """A finding as far as gaps go: the question it answers, and the areas, groups and themes it tells of."""

    @property
    def question(self) -> str:
        """The question's id."""

    @property
    def about(self) -> tuple[str, ...]:
        """Areas and groups."""

    @property
    def themes(self) -> tuple[str, ...]:
        """Themes by id."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What has no finding, each in the order of the plan or the bank. Themes are those that lessons tell of."""

    questions: tuple[str, ...]
    tracks: tuple[str, ...]
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Tell whether there is a gap."""
        return bool(self.questions or self.tracks or self.areas or self.groups or self.themes)


def find_gaps(plan: Plan, claims: Sequence[Told], entries: Iterable[Entry] = ()) -> Gaps:
    """Find what the plan names and no finding tells of, and themes of the `entries` that none of them has."""
    answered = {one.question for one in claims}
    about = {name.casefold() for one in claims for name in one.about}
    themes = {theme for one in claims for theme in one.themes}
    standing = [entry for entry in entries if entry.status and entry.status not in UNSETTLED]
    written = dict.fromkeys(theme for entry in standing for theme in entry.themes)
    return Gaps(
        tuple(one.id for one in plan.questions if one.id not in answered),
        tuple(
            name
            for name, questions in plan.tracks.items()
            if not any(one.id in answered for one in questions)
        ),
        tuple(area for area in plan.areas if area.casefold() not in about),
        tuple(group for group in plan.groups if group.casefold() not in about),
        tuple(sorted(theme for theme in written if theme not in themes)),
    )
