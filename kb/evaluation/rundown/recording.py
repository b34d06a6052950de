"""What a meeting decided of a rundown, recorded as actions on the lessons themselves."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.evaluation.lessons import edits_of
from kb.evaluation.rundown.ticks import Tick, Ticks
from kb.lessons.bank.editing import Values, edit_all

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
    actions: list[dict[str, Any]] = list(values.get("actions") or [])
    if any(action.get("what") == tick.hva.strip() for action in actions):
        return
    action: dict[str, Any] = {"what": tick.hva.strip(), "owner": tick.ansvarlig.strip()}
    if tick.frist:
        action["due"] = tick.frist
    action["status"] = "planned"
    if actions:
        values["actions"].append(action)
    else:
        values["actions"] = [action]
