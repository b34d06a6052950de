"""What a meeting decided of a rundown, recorded as actions on the lessons themselves."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kb.evaluation.actions.writing import append_action
from kb.evaluation.lessons import edits_of
from kb.evaluation.rundown.ticks import Tick, Ticks
from kb.lessons.bank.editing import Values, edit_all
from kb.lessons.bank.records import Action

if TYPE_CHECKING:
    from kb.lessons.library import Library


def record_ticks(library: Library, ticks: Ticks) -> list[Path]:
    """Put an action on each lesson for which something must be done; give the files that were written.

    An action that the lesson has already is not put there again. Raises `FaultsFound` with every lesson that is
    gone or would not be valid, and then no file is written.
    """
    wanted: dict[str, list[Tick]] = defaultdict(list)
    for tick in ticks.to_act_on:
        wanted[tick.lesson].append(tick)

    def add(name: str, values: Values) -> None:
        for tick in wanted[name]:
            _append(values, tick)

    return edit_all(edits_of(library, wanted, add), library.taxonomy)


def _append(values: Values, tick: Tick) -> None:
    action = Action(what=tick.hva, owner=tick.ansvarlig, due=tick.frist, status="planned")
    if all(known.get("what") != action.what for known in values.get("actions") or []):
        append_action(values, action)
