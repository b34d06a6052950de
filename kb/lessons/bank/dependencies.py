"""Which action waits for which, over all lessons: their full names, and the rings none can leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from kb.lessons.bank.records import Action, Lesson

Edges = Mapping[str, Sequence[str]]  # from an action's full name to those it waits for


def full_name(lesson: str, action: str) -> str:
    """Write an action's reference as `lesson-id/action-id`."""
    return action if "/" in action else f"{lesson}/{action}"


def action_name(lesson: Lesson, number: int) -> str:
    """Give the full name of a lesson's action, the first having number 0; without an id it is told by its place."""
    return full_name(lesson.id, lesson.actions[number].id or str(number + 1))


def waits_for(lesson: Lesson, action: Action) -> tuple[str, ...]:
    """List the full names of the actions that an action waits for."""
    return tuple(full_name(lesson.id, name) for name in action.depends_on)


def edges_of(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """Tell for each action of a lesson, by full name, what it waits for."""
    return {
        action_name(lesson, number): waits_for(lesson, action) for number, action in enumerate(lesson.actions)
    }


def rings(edges: Edges) -> list[tuple[str, ...]]:
    """Find rings of actions that wait for each other, told from the first name; no two share a step."""
    left = {name: list(waited) for name, waited in edges.items()}
    found = []
    while ring := _ring(left):
        found.append(_turned(ring))
        for earlier, later in pairwise(ring):
            left[later].remove(earlier)
    return sorted(found)


def _ring(edges: Edges) -> list[str] | None:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])  # each waits for the one before it, the first again at the end
    return None


def _turned(ring: list[str]) -> tuple[str, ...]:
    """Tell a ring in the order of waiting, from its first name."""
    names = ring[:0:-1]
    first = names.index(min(names))
    return (*names[first:], *names[:first])
