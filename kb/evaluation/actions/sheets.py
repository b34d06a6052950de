"""The register as the sheets of a workbook: one of actions, one of what came back."""

from __future__ import annotations

from kb.evaluation.actions.register import Item, Register
from kb.evaluation.actions.returns import CameBack
from kb.evaluation.actions.words import WORDS
from kb.evaluation.labels import ACTION_STATUSES, STATUSES
from kb.reports.text.numbers import Language
from kb.workbooks import Cell

COLUMNS = (
    "lesson",
    "lesson_title",
    "action",
    "owner",
    "start",
    "due",
    "status",
    "days_late",
    "waits_for",
    "came_back",
    "noted",
    "note",
    "decision",
)
RETURNED = ("lesson", "lesson_title", "times", "first", "done_on", "latest", "status")


def sheets(register: Register, *, language: Language = "nb") -> dict[str, list[list[Cell]]]:
    """Lay the register out as sheets by name, each with a header row."""
    words = WORDS[language]
    returned: list[list[Cell]] = [[words[name] for name in RETURNED]]
    returned += [_returned(one, language) for one in register.returned]
    actions: list[list[Cell]] = [[words[name] for name in COLUMNS]]
    actions += [_action(item, language) for item in register.items]
    return {words["title"]: actions, words["came_back"]: returned}


def _action(item: Item, language: Language) -> list[Cell]:
    words, action, decision = WORDS[language], item.action, item.lesson.decision
    told = f"{words[decision.answer]} ({decision.by}, {decision.on})" if decision else None
    return [
        item.name,
        item.lesson.title,
        action.what,
        action.owner,
        action.start,
        action.due,
        ACTION_STATUSES[language][action.status],
        item.days_late or None,
        "\n".join(waited.name for waited in item.waits_for) or None,
        words["yes"] if item.came_back else None,
        action.last.on if action.last else None,
        action.last.note if action.last else None,
        told,
    ]


def _returned(one: CameBack, language: Language) -> list[Cell]:
    done = [occasion.done_on for occasion in one.occasions if occasion.in_vain]
    return [
        one.latest.id,
        one.latest.title,
        len(one.occasions),
        one.occasions[0].began,
        done[-1],
        one.latest.began,
        STATUSES[language][one.latest.status],
    ]
