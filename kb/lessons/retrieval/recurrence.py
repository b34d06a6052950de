"""Identified again: lessons tied by `identified_before` are one lesson that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.lessons.base.store import Entry


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Lessons that say the same, the oldest first; `times` is how often it was identified."""

    lessons: tuple[Entry, ...]

    @property
    def times(self) -> int:
        """How many times the lesson was identified."""
        return len(self.lessons)


def recurrences(entries: Mapping[str, Entry], earlier: Mapping[str, Sequence[str]]) -> list[Recurrence]:
    """Join lessons that point at each other, however indirectly; the most often identified first."""
    groups: dict[str, set[str]] = {}
    for later, before in earlier.items():
        joined = set().union(*(groups.get(name, {name}) for name in (later, *before) if name in entries))
        groups.update(dict.fromkeys(joined, joined))
    distinct = {frozenset(group) for group in groups.values() if len(group) > 1}
    told = [
        Recurrence(tuple(sorted((entries[n] for n in group), key=lambda e: (e.date or "", e.id))))
        for group in distinct
    ]
    return sorted(told, key=lambda found: (-found.times, found.lessons[0].id))
